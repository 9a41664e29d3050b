/* global document */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { countInFrames, countNodes, scrollToEnd, scrollToTop, timeKeys, watchMove } from './inPage.mjs';
import { median } from './measure.mjs';

/** @typedef {import('./boardWindow.mjs').BoardWindow} BoardWindow */
/** @typedef {import('playwright-core').Frame} Frame */
/** @typedef {import('./inPage.mjs').Probed} Probed */

/** As a quick typist. */
const keyPause = 110;
/** What follows a change has been posted by then: the journal is read a quarter of a second later. */
const rest = 1000;
/** Fields, words, an order and mistakes, as they come up while one types. */
const typed = ['error handling ', 'status:todo -tag:mcp ', 'assignee:person-3 '];
/** The column of ten tickets or fewer, where every card is in sight. */
const small = 'blocked';

/** Another process changes a ticket's status in its file. @returns times to the card, and the bytes of its messages */
export async function measureMoves(
  /** @type {Frame} */ frame,
  /** @type {string} */ folder,
  /** @type {number} */ count,
) {
  const times = [];
  const bytes = [];
  for (let n = 0; n < count; n++) {
    const id = await firstCard(frame, 'todo');
    await frame.evaluate(watchMove, { id, status: small });
    await frame.evaluate(() => void (/** @type {Probed} */ (globalThis.bench.messages.length = 0)));
    const started = performance.timeOrigin + performance.now();
    changeStatus(folder, id, small);
    times.push((await frame.evaluate(() => /** @type {Probed} */ (globalThis).bench.moved)) - started);
    await delay(rest);
    const messages = await frame.evaluate(() => /** @type {Probed} */ (globalThis).bench.messages);
    bytes.push(messages.reduce((sum, { size }) => sum + size, 0));
    changeStatus(folder, id, 'todo');
    await delay(rest);
  }
  return { times, bytes };
}

/** Writes a file beside its place and renames it, as editors and tools do. */
function changeStatus(/** @type {string} */ folder, /** @type {string} */ id, /** @type {string} */ status) {
  const file = path.join(folder, '.vibe-ticket', 'tickets', `${id}.yaml`);
  writeFileSync(`${file}.bench`, readFileSync(file, 'utf8').replace(/^status: .*$/m, `status: ${status}`));
  renameSync(`${file}.bench`, file);
}

async function firstCard(/** @type {Frame} */ frame, /** @type {string} */ status) {
  const cards = frame.locator(`ticketree-column[data-status="${status}"] [data-ticket-id]`);
  return (await cards.first().getAttribute('data-ticket-id')) ?? '';
}

/** Types the same keys into the filter and into an input that nobody listens to, in turns. */
export async function measureKeys(/** @type {BoardWindow} */ { page }, /** @type {Frame} */ frame) {
  /** @type {Record<'ours' | 'bare', import('./inPage.mjs').Probe['keys']>} */
  const all = { ours: [], bare: [] };
  for (const text of typed) {
    for (const [name, inFilter] of /** @type {const} */ ([
      ['ours', true],
      ['bare', false],
    ])) {
      await frame.evaluate(timeKeys, inFilter);
      await page.keyboard.type(text, { delay: keyPause });
      await delay(rest);
      all[name].push(...(await frame.evaluate(() => /** @type {Probed} */ (globalThis).bench.keys)));
      if (inFilter) await clearFilter(page);
      await frame.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).blur());
    }
  }
  return all;
}

async function clearFilter(/** @type {import('playwright-core').Page} */ page) {
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await delay(rest);
}

/** Scrolls the longest column from end to end, nearly a screen a frame. */
export async function measureScroll(/** @type {BoardWindow} */ window, /** @type {Frame} */ frame) {
  await longFrames(window);
  const { frames, millis } = await frame.evaluate(scrollToEnd, { status: 'todo', step: 600 });
  await frame.evaluate(scrollToTop, 'todo');
  return { frames, millis, ...(await longFrames(window)) };
}

/** How many frames are long for no reason of ours: a machine that is busy interrupts any of them. */
export async function measureMachine(/** @type {BoardWindow} */ window, /** @type {Frame} */ frame) {
  await longFrames(window);
  await frame.evaluate(countInFrames, 1000);
  return longFrames(window);
}

/** Drags the first card to the foot of its column, which scrolls, then over all columns to and fro, and drops it. */
export async function measureDrag(/** @type {BoardWindow} */ window, /** @type {Frame} */ frame) {
  const { mouse } = window.page;
  await longFrames(window);
  const card = await window.middle(frame, 'ticketree-column[data-status="todo"] [data-ticket-id]');
  const cards = await window.middle(frame, 'ticketree-column[data-status="todo"] .cards');
  const far = await window.middle(frame, 'ticketree-column[data-status="done"] .cards');
  const near = await window.middle(frame, 'ticketree-column[data-status="doing"] .cards');
  await mouse.move(card.x, card.y);
  await mouse.down();
  await mouse.move(cards.x, cards.bottom - 10, { steps: 20 });
  for (let n = 0; n < 30; n++) await mouse.move(cards.x + (n % 2), cards.bottom - 10).then(() => delay(30));
  await mouse.move(far.x, far.y, { steps: 60 });
  await mouse.move(near.x, near.y, { steps: 40 });
  await mouse.up();
  await delay(rest);
  return longFrames(window);
}

/** What has been noted since the last time: frames of more than 50 ms, and those of them that our script alone took. */
async function longFrames(/** @type {BoardWindow} */ { page }) {
  await delay(200);
  const all = await page.evaluate(() => /** @type {Probed} */ (globalThis).bench.longFrames.splice(0));
  return {
    long: all.length,
    ours: all.filter(({ own }) => own > 50).length,
    worst: Math.max(0, ...all.map(({ own }) => own)),
  };
}

/** @returns {Promise<number>} */
export function measureNodes(/** @type {Frame} */ frame) {
  return frame.evaluate(countNodes);
}

/** The value under which so large a share lies. */
export function percentile(/** @type {number[]} */ values, /** @type {number} */ share) {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? NaN;
}

/** The medians of what was noted of each key. */
export function keyTimes(/** @type {import('./inPage.mjs').Probe['keys']} */ keys) {
  const handlers = keys.map(({ handler }) => handler);
  return {
    handler: median(handlers),
    slow: percentile(handlers, 0.95),
    painted: median(keys.map(({ painted }) => painted)),
    slowPaint: percentile(
      keys.map(({ painted }) => painted),
      0.95,
    ),
  };
}
