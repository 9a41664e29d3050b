import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '../harness/paths.mjs';
import { makeStore, ticketId } from './makeStore.mjs';
import { mediansInTurns } from './measure.mjs';
import { runEngine, runNode } from './runEngine.mjs';
import { inMillis, inTimes, printTable } from './table.mjs';

/** Commands from the start of their process to its end, as a shell sees them. Node itself, doing nothing, is the yardstick. */
const sizes = [100, 1000, 10_000];
const rounds = 15;
const bare = 'bare script: readdir, stat, JSON.parse';
const node = 'node -e 0';
const list = 'list --json --limit 50';

/** What is asked of the commands, at 10,000 tickets: at most so many times as long as another. */
const targets = [
  { name: list, of: bare, times: 1.3 },
  { name: 'ready', of: bare, times: 1.3 },
  { name: 'ready --json --limit 50', of: bare, times: 1.3 },
  { name: 'show ID', of: node, times: 2.2 },
  { name: 'edit ID --title', of: node, times: 2.5 },
  { name: 'search WORD --json --limit 50', of: list, times: 2 },
  { name: '--version', of: node, times: 1.3 },
];

/** Ticketr's targets for queries of so many tickets, milliseconds. */
const ticketr = new Map([
  [list, '20 / 50 / 200 ms'],
  ['ready', '20 / 50 / 200 ms'],
  ['ready --json --limit 50', '20 / 50 / 200 ms'],
  ['search WORD --json --limit 50', '50 ms'],
]);

/** The commands keep compiled code in the person's cache folder; here in one that goes with the bench. */
const cache = mkdtempSync(path.join(os.tmpdir(), 'ticketree-bench-cache-'));

function measure(/** @type {number} */ size) {
  const project = makeStore(size);
  const env = { ...process.env, XDG_CACHE_HOME: cache };
  const cli = (/** @type {string[]} */ ...args) =>
    runNode([path.join(root, 'dist', 'cli.cjs'), ...args], { cwd: project, env });
  const rows = path.join(project, 'rows.json');
  runEngine('rows', project);
  const id = ticketId(Math.floor(size / 2));
  return mediansInTurns(
    {
      [node]: () => runNode(['-e', '0']),
      [bare]: () =>
        runNode([
          path.join(root, 'test', 'bench', 'bareScript.mjs'),
          path.join(project, '.vibe-ticket', 'tickets'),
          rows,
        ]),
      '--version': () => cli('--version'),
      'show ID': () => cli('show', id),
      'edit ID --title': (round) => cli('edit', id, '--title', `Title of round ${round}`),
      [list]: () => cli('list', '--json', '--limit', '50'),
      ready: () => cli('ready'),
      'ready --json --limit 50': () => cli('ready', '--json', '--limit', '50'),
      'search WORD --json --limit 50': () => cli('search', 'refactoring', '--json', '--limit', '50'),
    },
    rounds,
  ).finally(() => rmSync(project, { recursive: true, force: true }));
}

try {
  const results = [];
  for (const size of sizes) results.push(await measure(size));
  const large = results.at(-1) ?? new Map();
  printTable(
    `Commands at 10,000 tickets, medians of ${rounds} interleaved runs`,
    ['', 'median', 'ratio', 'at most', 'of'],
    [
      ...[node, bare].map((name) => [name, inMillis(large.get(name)), '', '', '']),
      ...targets.map(({ name, of, times }) => [
        name,
        inMillis(large.get(name)),
        inTimes(large.get(name), large.get(of)),
        `${times} x`,
        of,
      ]),
    ],
  );
  printTable(
    'Commands by the size of the store, whole processes with the start of Node',
    ['', ...sizes.map((size) => size.toLocaleString('en')), "Ticketr's target"],
    [...large.keys()].map((name) => [
      name,
      ...results.map((each) => inMillis(each.get(name))),
      ticketr.get(name) ?? '',
    ]),
  );
} finally {
  rmSync(cache, { recursive: true, force: true });
}
