import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { launchBrowser } from '../harness/browser.mjs';
import { root } from '../harness/paths.mjs';
import { provision } from '../harness/provision.mjs';
import { run, testEnv } from '../harness/run.mjs';
import { startServer } from '../harness/server.mjs';
import {
  keyTimes,
  measureDrag,
  measureKeys,
  measureMachine,
  measureMoves,
  measureNodes,
  measureScroll,
} from './boardParts.mjs';
import { bindKeys, BoardWindow } from './boardWindow.mjs';
import { HostHeaps } from './hostHeap.mjs';
import { makeStore } from './makeStore.mjs';
import { median, mediansInTurns } from './measure.mjs';
import { inMillis, inTimes, printTable } from './table.mjs';

/** The board in the served VS Code, in Chromium without a GPU: with 10,000 tickets, 6,000 of them in one column. */
const size = 10_000;
const smallSize = 10;
const openings = 7;
const moves = 10;
/** One frame at 60 a second. */
const frameMillis = 1000 / 60;

/** Six of ten to do, and next to none blocked, so that a card that comes there is in sight. */
function statusOf(/** @type {number} */ n) {
  if (n % 2500 === 9) return 'blocked';
  return n % 10 < 6 ? 'todo' : (['doing', 'done', 'done', 'review'][(n % 10) - 6] ?? 'todo');
}

/** What ships is measured, and this is how it is built. */
async function buildAsShipped() {
  await run('node', ['esbuild.mjs', '--production', '--test'], { quiet: true, env: testEnv() });
  const read = (/** @type {string} */ file) => readFileSync(path.join(root, 'dist', file));
  return {
    extension: read('extension.cjs').length,
    board: read(path.join('webview', 'board.js')),
  };
}

/** Runs all of it on one server. */
async function measure(
  /** @type {import('../harness/server.mjs').RunningServer} */ server,
  /** @type {HostHeaps} */ heaps,
  /** @type {{ large: string, small: string }} */ folders,
) {
  const browser = await launchBrowser();
  try {
    const idle = await idleHeap(browser, server, heaps, folders.large);
    const small = await BoardWindow.open(browser, server, { folder: folders.small });
    await small.openFirst();
    const before = heaps.hosts();
    const large = await BoardWindow.open(browser, server, { folder: folders.large });
    await large.openFirst();
    const host = heaps.hosts().find((each) => !before.includes(each));
    await delay(5000);
    const opened = await heaps.of(host);
    const opening = await measureOpenings(small, large);
    await small.close();
    const frame = await large.observedFrame();
    const nodes = await measureNodes(frame);
    const moved = await measureMoves(frame, folders.large, moves);
    const keys = await measureKeys(large, frame);
    const scroll = await measureScroll(large, frame);
    const drag = await measureDrag(large, frame);
    const machine = await measureMachine(large, frame);
    const heap = { idle, opened: opened - idle, used: (await heaps.of(host)) - idle };
    return { opening, nodes, moved, keys, scroll, drag, machine, heap };
  } finally {
    await browser.close();
  }
}

/** The heap of a host in which our extension is not. */
async function idleHeap(
  /** @type {import('playwright-core').Browser} */ browser,
  /** @type {import('../harness/server.mjs').RunningServer} */ server,
  /** @type {HostHeaps} */ heaps,
  /** @type {string} */ folder,
) {
  const window = await BoardWindow.open(browser, server, { folder, bare: true });
  await delay(10_000);
  const bytes = await heaps.of(heaps.hosts().at(-1));
  await window.close();
  return bytes;
}

/** Closes both boards and opens them again, in turns. */
async function measureOpenings(/** @type {BoardWindow} */ small, /** @type {BoardWindow} */ large) {
  const again = (/** @type {BoardWindow} */ window) => async () => {
    await window.closeBoard();
    return window.openBoard();
  };
  return mediansInTurns({ small: again(small), large: again(large) }, openings);
}

function print(
  /** @type {Awaited<ReturnType<typeof measure>>} */ { opening, nodes, moved, keys, scroll, drag, machine, heap },
  /** @type {Awaited<ReturnType<typeof buildAsShipped>>} */ { extension, board },
) {
  const [ours, bare] = [keyTimes(keys.ours), keyTimes(keys.bare)];
  const [small, large] = [opening.get('small'), opening.get('large')];
  const kilobytes = (/** @type {number} */ bytes) => `${(bytes / 1000).toFixed(1)} kB`;
  const megabytes = (/** @type {number} */ bytes) => `${(bytes / 1_000_000).toFixed(1)} MB`;
  const frames = (/** @type {{ ours: number, long: number, worst: number }} */ each) =>
    `${each.ours} of ${each.long}, worst ${inMillis(each.worst)}`;
  printTable(
    `The board at ${size.toLocaleString('en')} tickets, 6,000 in one column`,
    ['', 'measured', 'at most'],
    [
      [`board command to first cards, ${smallSize} tickets`, inMillis(small), ''],
      ['board command to first cards', `${inMillis(large)}, ${inTimes(large, small)}`, '2 x'],
      ['change on disk to card on screen', inMillis(median(moved.times)), '100 ms'],
      ['one key in the filter, its handlers', inMillis(ours.handler), '8 ms'],
      ['one key in the filter, its handlers, 95th percentile', inMillis(ours.slow), '16 ms'],
      [
        'one key to its frame, over an empty input',
        `${inMillis(ours.painted)}, + ${inMillis(ours.painted - bare.painted)}`,
        `+ ${inMillis(frameMillis)}`,
      ],
      ['the same, 95th percentile', `${inMillis(ours.slowPaint)}, + ${inMillis(ours.slowPaint - bare.slowPaint)}`, ''],
      [`own among long frames, scrolling end to end in ${scroll.frames} frames`, frames(scroll), '0'],
      ['own among long frames, dragging across', frames(drag), '0'],
      ['the same in 1,000 frames that count to ten million', frames(machine), ''],
      ['posted for one moved card', kilobytes(median(moved.bytes)), '2 kB'],
      ['nodes of the document', nodes.toLocaleString('en'), '6,000'],
      ['extension bundle, minified', kilobytes(extension), '900 kB'],
      ['board bundle, gzipped', kilobytes(gzipSync(board).length), '200 kB'],
      ['heap of the host above an idle one, board open', megabytes(heap.opened), '80 MB'],
      ['the same after all this, with the search index', megabytes(heap.used), ''],
    ],
  );
  console.log(
    `  load of the machine: ${os
      .loadavg()
      .map((each) => each.toFixed(1))
      .join(' ')}`,
  );
}

await provision();
const sizes = await buildAsShipped();
const home = mkdtempSync(path.join(os.tmpdir(), 'ticketree-bench-home-'));
const folders = { large: makeStore(size, statusOf), small: makeStore(smallSize, statusOf) };
const heaps = new HostHeaps();
bindKeys(home);
heaps.installProbe(home);
const server = await startServer({ forTests: true, home, env: heaps.env });
try {
  print(await measure(server, heaps, folders), sizes);
} finally {
  await server.stop();
  heaps.remove();
  for (const folder of [home, ...Object.values(folders)]) rmSync(folder, { recursive: true, force: true });
}
