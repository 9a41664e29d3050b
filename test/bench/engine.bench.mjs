import { rmSync } from 'node:fs';
import { makeStore } from './makeStore.mjs';
import { mediansInTurns } from './measure.mjs';
import { runEngine, runNode } from './runEngine.mjs';
import { inMillis, inTimes, printTable } from './table.mjs';

/** What our code does inside a process, each part in a process that has done nothing before. */
const sizes = [100, 1000, 10_000];
const rounds = 5;
const megabyte = 1_000_000;

/** @returns {Record<string, number>} NaN for all of a part that failed */
function measured(/** @type {string} */ part, /** @type {string} */ project) {
  try {
    return runEngine(part, project);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return {};
  }
}

async function measure(/** @type {number} */ size) {
  const project = makeStore(size);
  try {
    const loads = await mediansInTurns(
      { ours: () => runEngine('load', project).millis, bare: () => runEngine('bareLoad', project).millis },
      rounds,
    );
    const bareHeap = Number(runNode(['--expose-gc', '-p', 'gc(); process.memoryUsage().heapUsed']));
    const heap = (measured('heap', project).bytes ?? NaN) - bareHeap;
    // Comes last, since it changes tickets.
    return { loads, heap, questions: measured('questions', project), updates: measured('update', project) };
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

const results = [];
for (const size of sizes) results.push(await measure(size));
const large = results.at(-1);
const { update, write } = large?.updates ?? {};

printTable(
  `Inside a process at 10,000 tickets, medians of ${rounds} interleaved runs`,
  ['', 'median', 'against', 'yardstick', 'at most'],
  [
    [
      'first load without snapshot',
      inMillis(large?.loads.get('ours')),
      `${inMillis(large?.loads.get('bare'))} readFileSync, yaml.parse`,
      inTimes(large?.loads.get('ours'), large?.loads.get('bare')),
      '0.2 x',
    ],
    [
      'one locked update',
      inMillis(update),
      `${inMillis(write)} temp file, fsync, rename`,
      `+ ${inMillis((update ?? NaN) - (write ?? NaN))}`,
      '+ 1 ms',
    ],
    ['heap of all tickets', `${((large?.heap ?? NaN) / megabyte).toFixed(1)} MB`, 'bare Node', '', '60 MB'],
  ],
);
printTable(
  'Inside a process by the size of the store',
  ['', ...sizes.map((size) => size.toLocaleString('en')), "Ticketr's target"],
  [
    ['first load without snapshot', ...results.map(({ loads }) => inMillis(loads.get('ours'))), ''],
    ['look at a folder that did not change', ...results.map(({ questions }) => inMillis(questions.look)), ''],
    [
      'query, with a look at the folder',
      ...results.map(({ questions }) => inMillis(questions.query)),
      '20 / 50 / 200 ms',
    ],
    ['search, with a look at the folder', ...results.map(({ questions }) => inMillis(questions.search)), '50 ms'],
    ['one locked update', ...results.map(({ updates }) => inMillis(updates.update)), ''],
    ['heap above bare Node', ...results.map(({ heap }) => `${(heap / megabyte).toFixed(1)} MB`), ''],
  ],
);
