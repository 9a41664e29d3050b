// Run by searchIndex.test.ts: makes, caches and searches an index again and again, as many a shell would.
// node searcher.mjs MODULE INDEX_FILE TICKETS ROUNDS
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
  // Each writes in each round, whatever the others have left.
  index.isSaved = false;
  if (!(await index.save())) throw new Error(`round ${round}: not saved`);
}
