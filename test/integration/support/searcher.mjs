// Run by searchIndex.test.ts: makes, searches and caches an index again and again, and now and then takes the file away.
// node searcher.mjs MODULE INDEX_FILE TICKETS ROUNDS
import { rm } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

const [module, file, tickets, rounds] = process.argv.slice(2);
const { SearchIndex } = await import(pathToFileURL(module).href);
const all = Array.from({ length: Number(tickets) }, (_, number) => ({
  id: `id-${number}`,
  name: `id-${number}.yaml`,
  stamp: { size: number, mtimeMs: 1000, ino: number },
}));
const load = ({ id }) => ({
  id,
  slug: id,
  title: `Ticket ${id}`,
  description: 'text '.repeat(200),
  tags: [],
  tasks: [],
  metadata: {},
});

for (let round = 0; round < Number(rounds); round++) {
  const index = new SearchIndex(file, () => new Date());
  await index.refresh(all, load);
  const { total } = index.search('ticket', { limit: 1 });
  if (total !== all.length) throw new Error(`round ${round}: found ${total} of ${all.length}`);
  if (!(await index.save())) throw new Error(`round ${round}: not saved`);
  if (round % 2 === 0) await rm(file, { force: true });
}
