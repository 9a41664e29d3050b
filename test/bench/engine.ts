import {
  closeSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { SearchService } from '../../src/app/searchService.js';
import { TicketWorkspace } from '../../src/app/ticketWorkspace.js';
import { systemClock } from '../../src/util/clock.js';
import { silentLogger } from '../../src/util/logger.js';
import { median } from './measure.mjs';
import { measureWorktreesView } from './worktreesView.js';

/** What happens inside a process, measured in one that has done nothing else: `node out/bench.mjs PART PROJECT`. */
const parts: Readonly<Record<string, (project: string) => Promise<Record<string, number>>>> = {
  load: async (project) => {
    const { store } = await open(project);
    return { millis: await timeOf(() => store.refresh()) };
  },
  bareLoad: async (project) => ({
    millis: await timeOf(() => {
      loadBarely(ticketsOf(project));
    }),
  }),
  update: async (project) => measureUpdates(project),
  heap: async (project) => {
    const { store } = await open(project);
    await store.refresh();
    globalThis.gc?.();
    // The store is needed afterwards, or it would be gone by now.
    return { bytes: process.memoryUsage().heapUsed, tickets: store.tickets.length };
  },
  worktrees: async (project) => measureWorktreesView(await open(project), process.env['TICKETREE_BENCH_GIT_LOG']),
  questions: async (project) => measureQuestions(project),
  rows: async (project) => {
    const { store } = await open(project);
    const { rows } = await store.readRows();
    writeFileSync(path.join(project, 'rows.json'), JSON.stringify(rows));
    return { rows: rows.length };
  },
};

const updates = 300;
const questions = 15;

async function open(project: string): Promise<TicketWorkspace> {
  return TicketWorkspace.open(project, {
    clock: systemClock,
    logger: silentLogger,
    surface: 'editor',
    session: 'bench',
  });
}

function ticketsOf(project: string): string {
  return path.join(project, '.vibe-ticket', 'tickets');
}

function loadBarely(folder: string): void {
  for (const name of readdirSync(folder)) parse(readFileSync(path.join(folder, name), 'utf8'));
}

/** An update through all layers, and the least that any durable write does, in turns. */
async function measureUpdates(project: string): Promise<Record<string, number>> {
  const { store, tickets } = await open(project);
  await store.refresh();
  const all = store.tickets;
  const times: Record<'update' | 'write', number[]> = { update: [], write: [] };
  for (let n = 0; n < updates; n++) {
    const id = all[n % all.length]?.id ?? '';
    times.update.push(await timeOf(() => tickets.edit(id, { title: `A title for round ${String(n)}` })));
    times.write.push(
      await timeOf(() => {
        writeBarely(store.fileOf(id));
      }),
    );
  }
  return { update: median(times.update), write: median(times.write) };
}

function writeBarely(file: string): void {
  const text = readFileSync(file, 'utf8');
  const handle = openSync(`${file}.bench`, 'w');
  writeSync(handle, text);
  fsyncSync(handle);
  closeSync(handle);
  renameSync(`${file}.bench`, file);
}

/** What a process that holds all tickets answers again and again, each time after a look at the folder. */
async function measureQuestions(project: string): Promise<Record<string, number>> {
  const { store, queries } = await open(project);
  const service = new SearchService(store, queries, systemClock);
  await store.refresh();
  const query = (): Promise<unknown> => queries.select('is:open priority:>=high sort:priority,-created');
  const search = (): Promise<unknown> => service.search({ text: 'error handling', filter: '', limit: 50, offset: 0 });
  const times: Record<'query' | 'search' | 'look', number[]> = { query: [], search: [], look: [] };
  for (let n = 0; n <= questions; n++) {
    const round = {
      query: await timeOf(query),
      search: await timeOf(search),
      look: await timeOf(() => store.refresh()),
    };
    // The first search makes the index.
    if (n > 0) for (const name of ['query', 'search', 'look'] as const) times[name].push(round[name]);
  }
  return { query: median(times.query), search: median(times.search), look: median(times.look) };
}

async function timeOf(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

const [part = '', project = ''] = process.argv.slice(2);
const measured = await parts[part]?.(project);
console.log(JSON.stringify(measured));
