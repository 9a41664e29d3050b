import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BoardPage, launchBrowser } from './boardPage.js';
import { patch, row, smallBoard, snapshot } from './rows.js';

let browser: Browser;
beforeAll(async () => (browser = await launchBrowser()));
afterAll(() => browser.close());

const hint = 'Arrow keys carry it, Space drops it, Escape cancels.';

async function openAt(id: string, fields: Parameters<typeof snapshot>[1] = {}): Promise<BoardPage> {
  const board = await BoardPage.withSnapshot(browser, snapshot(smallBoard(), fields));
  await board.card(id).focus();
  // Every text that the live region has had, in order.
  await board.page.evaluate(() => {
    const texts: string[] = [];
    const region = document.querySelector('ticketree-board > .announcement');
    if (!region) throw new Error('there is no live region');
    new MutationObserver(() => texts.push(region.textContent.trim())).observe(region, {
      ...{ childList: true, characterData: true, subtree: true },
    });
    Object.assign(window, { texts });
  });
  return board;
}

/** Presses one key after the other, each when the one before has been drawn. */
async function press(board: BoardPage, ...keys: string[]): Promise<void> {
  for (const key of keys) {
    await board.page.keyboard.press(key);
    await board.page.evaluate(async () => {
      for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
    });
  }
}

function heard(board: BoardPage): Promise<string[]> {
  return board.page.evaluate(() => (window as unknown as { texts: string[] }).texts);
}

test('a card is carried by the keyboard, and every step is told', async () => {
  const board = await openAt('a1');
  await press(board, 'Space', 'ArrowDown', 'ArrowRight', 'j', 'l', 'Space');
  expect(await heard(board)).toEqual([
    `Picked up Ticket a1. To do, 1 of 3. ${hint}`,
    'To do, 2 of 3',
    'Doing, 2 of 3',
    'Doing, 3 of 3',
    'Review, 1 of 1',
    'Moved to Review, 1 of 1.',
  ]);
  expect(await board.requests()).toEqual([{ kind: 'move', ids: ['a1'], status: 'review', beforeId: null }]);
  expect(await board.cardIds('review')).toEqual(['a1']);
  expect(await board.focusedId()).toBe('a1');
  await board.close();
});

test('the line shows where it would land, within its column too', async () => {
  const board = await openAt('a1');
  await press(board, 'Space', 'ArrowDown');
  expect(await board.card('a3').getAttribute('class')).toContain('drop-before');
  expect(await board.card('a1').getAttribute('class')).toContain('dragged');
  await press(board, 'Enter');
  expect(await board.requests()).toEqual([{ kind: 'move', ids: ['a1'], status: 'todo', beforeId: 'a3' }]);
  await board.close();
});

test('Escape cancels, and so does a drop at its own place', async () => {
  const board = await openAt('a2');
  await press(board, 'Space', 'ArrowRight', 'Escape', 'Space', 'ArrowDown', 'ArrowUp', 'Space');
  expect(await heard(board)).toEqual([
    `Picked up Ticket a2. To do, 2 of 3. ${hint}`,
    'Doing, 2 of 3',
    'Ticket a2 stays where it was.',
    `Picked up Ticket a2. To do, 2 of 3. ${hint}`,
    'To do, 3 of 3',
    'To do, 2 of 3',
    'Ticket a2 stays where it was.',
  ]);
  expect(await board.requests()).toEqual([]);
  expect(await board.page.locator('.dragged, .drop-before, .drop-after').count()).toBe(0);
  await board.close();
});

test('a refused drop returns, and the reason is told', async () => {
  const board = await openAt('a1');
  await press(board, 'Space', 'ArrowRight', 'Space');
  await board.answer({ code: 'full', message: 'Doing is full.', hint: 'Finish something first.' });
  expect((await heard(board)).slice(-2)).toEqual(['Moved to Doing, 1 of 3.', 'Doing is full. Finish something first.']);
  expect(await board.cardIds('todo')).toEqual(['a1', 'a2', 'a3']);
  expect(await board.focusedId()).toBe('a1');
  await board.close();
});

test('selected cards go together, in the order of the board', async () => {
  const board = await openAt('b2');
  await press(board, 'x', 'ArrowLeft', 'x', 'Space', 'ArrowRight', 'Home', 'Space');
  expect((await heard(board)).slice(-4)).toEqual([
    `Picked up 2 tickets. To do, 2 of 4. ${hint}`,
    'Doing, 2 of 3',
    'Doing, 1 of 3',
    'Moved 2 tickets to Doing.',
  ]);
  expect(await board.requests()).toEqual([{ kind: 'move', ids: ['a2', 'b2'], status: 'doing', beforeId: 'b1' }]);
  expect(await board.cardIds('doing')).toEqual(['a2', 'b2', 'b1']);
  await board.close();
});

test('in another order only the column changes, and that is said', async () => {
  const board = await openAt('a1', { preferences: { sort: 'title' } });
  await press(board, 'Space', 'ArrowDown', 'ArrowRight');
  expect(await heard(board)).toEqual([
    `Picked up Ticket a1. To do. ${hint}`,
    'The order is by Title; no card can be put between others.',
    'Doing',
  ]);
  expect(await board.column('doing').locator('.drop-column').count()).toBe(1);
  await press(board, 'Space');
  expect(await board.requests()).toEqual([{ kind: 'move', ids: ['a1'], status: 'doing' }]);
  expect((await heard(board)).at(-1)).toBe('Moved to Doing.');
  await board.close();
});

test('a card that somebody deletes or moves meanwhile ends the carrying, or not', async () => {
  const board = await openAt('a1');
  await press(board, 'Space', 'ArrowRight');
  await board.send(patch(2, { upserts: [row('a1', { status: 'review' })] }));
  expect(await board.focusedId()).toBe('a1');
  await press(board, 'ArrowDown');
  expect((await heard(board)).at(-1)).toBe('Doing, 2 of 3');
  await board.send(patch(3, { removes: ['a1'] }));
  expect((await heard(board)).at(-1)).toBe('Ticket a1 was deleted while you dragged it.');
  expect(await board.requests()).toEqual([]);
  await board.close();
});

test('a read-only board lifts nothing', async () => {
  const board = await openAt('a1', { facts: { readOnly: 'No trust.' } });
  await press(board, 'Space', 'ArrowRight', 'Space');
  expect(await board.requests()).toEqual([]);
  await board.close();
});
