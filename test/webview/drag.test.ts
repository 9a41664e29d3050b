import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BoardPage, launchBrowser } from './boardPage.js';
import { manyRows, patch, rankOf, row, smallBoard, snapshot } from './rows.js';

const refused = { code: 'refused', message: 'a1 waits for another ticket.', hint: 'Finish that one first.' };

let browser: Browser;
beforeAll(async () => (browser = await launchBrowser()));
afterAll(() => browser.close());

function openSmall(): Promise<BoardPage> {
  return BoardPage.withSnapshot(browser, snapshot(smallBoard()));
}

test('a drag between columns shows the line, sends one move, and the card stays', async () => {
  const board = await openSmall();
  await board.carryTo('a1', 'doing', 'b2');
  expect(await board.card('b2').getAttribute('class')).toContain('drop-before');
  expect(await board.card('a1').getAttribute('class')).toContain('dragged');
  expect(await board.announcement()).toBe('Doing, 2 of 3');
  await board.letGo();
  expect(await board.requests()).toEqual([{ kind: 'move', ids: ['a1'], status: 'doing', beforeId: 'b2' }]);
  expect(await board.cardIds('doing')).toEqual(['b1', 'a1', 'b2']);
  expect(await board.announcement()).toBe('Moved to Doing, 2 of 3.');
  await board.answer(null, patch(2, { upserts: [row('a1', { status: 'doing', rank: rankOf('b1V') })] }));
  expect(await board.cardIds('doing')).toEqual(['b1', 'a1', 'b2']);
  expect(await board.page.locator('.dragged, .drop-before').count()).toBe(0);
  expect(board.errors).toEqual([]);
  await board.close();
});

test('a drag within a column puts a card before another', async () => {
  const board = await openSmall();
  await board.carryTo('a3', 'todo', 'a1');
  await board.letGo();
  expect(await board.requests()).toEqual([{ kind: 'move', ids: ['a3'], status: 'todo', beforeId: 'a1' }]);
  expect(await board.cardIds('todo')).toEqual(['a3', 'a1', 'a2']);
  await board.close();
});

test('an empty column takes a drop, and the end of another does', async () => {
  const board = await openSmall();
  await board.carryTo('a1', 'review', null);
  await board.column('review').locator('.drop-here').waitFor();
  await board.letGo();
  await board.carryTo('a2', 'doing', null);
  await expect.poll(() => board.card('b2').getAttribute('class')).toContain('drop-after');
  await board.letGo();
  expect(await board.requests()).toEqual([
    { kind: 'move', ids: ['a1'], status: 'review', beforeId: null },
    { kind: 'move', ids: ['a2'], status: 'doing', beforeId: null },
  ]);
  await board.close();
});

test('a drop at its own place sends nothing and shows no line', async () => {
  const board = await openSmall();
  await board.carryTo('a2', 'todo', 'a3');
  expect(await board.page.locator('.drop-before, .drop-after').count()).toBe(0);
  await board.letGo();
  expect(await board.requests()).toEqual([]);
  expect(await board.announcement()).toBe('Ticket a2 stays where it was.');
  await board.close();
});

test('Escape cancels', async () => {
  const board = await openSmall();
  await board.carryTo('a1', 'doing', 'b1');
  await board.page.keyboard.press('Escape');
  await board.page.mouse.up();
  await board.page.waitForFunction(() => !document.querySelector('.dragged, .drop-before'));
  expect(await board.requests()).toEqual([]);
  expect(await board.cardIds('todo')).toEqual(['a1', 'a2', 'a3']);
  await board.close();
});

test('a refused move returns the card and says why, until that is dismissed', async () => {
  const board = await openSmall();
  await board.carryTo('a1', 'done', null);
  await board.letGo();
  expect(await board.cardIds('done')).toEqual(['c1', 'a1']);
  await board.answer(refused);
  expect(await board.cardIds('todo')).toEqual(['a1', 'a2', 'a3']);
  const alert = board.page.getByRole('alert');
  expect(await alert.innerText()).toContain(`${refused.message} ${refused.hint}`);
  expect(await board.announcement()).toBe(`${refused.message} ${refused.hint}`);
  await alert.getByRole('button', { name: 'Dismiss' }).click();
  await alert.waitFor({ state: 'detached' });
  await board.close();
});

test('a card that somebody deletes during its drag ends the drag; the next one works', async () => {
  const board = await openSmall();
  await board.carryTo('a1', 'doing', 'b1');
  await board.send(patch(2, { removes: ['a1'] }));
  expect(await board.announcement()).toBe('Ticket a1 was deleted while you dragged it.');
  expect(await board.page.locator('.drop-before').count()).toBe(0);
  await board.letGo();
  await board.carryTo('a2', 'doing', 'b1');
  await board.letGo();
  expect(await board.requests()).toEqual([{ kind: 'move', ids: ['a2'], status: 'doing', beforeId: 'b1' }]);
  expect(board.errors).toEqual([]);
  await board.close();
});

test('a card that somebody moves during its drag can still be dropped', async () => {
  const board = await openSmall();
  await board.carryTo('a1', 'doing', 'b1');
  await board.send(patch(2, { upserts: [row('a1', { status: 'review' })] }));
  await board.letGo();
  expect(await board.requests()).toEqual([{ kind: 'move', ids: ['a1'], status: 'doing', beforeId: 'b1' }]);
  expect(await board.page.locator('.dragged').count()).toBe(0);
  await board.close();
});

test('a card held at the foot of a long column scrolls it', async () => {
  const board = await BoardPage.withSnapshot(browser, snapshot(manyRows()));
  const box = await board.column('done').locator('.cards').boundingBox();
  if (!box) throw new Error('the column is not shown');
  await board.carry('t0000', box.x + 60, box.y + box.height - 6);
  for (let nudge = 0; nudge < 20; nudge++) {
    await board.page.mouse.move(box.x + 60 + (nudge % 2), box.y + box.height - 6);
    await board.page.waitForTimeout(30);
  }
  expect(
    await board
      .column('done')
      .locator('.cards')
      .evaluate((list) => list.scrollTop),
  ).toBeGreaterThan(20);
  await board.letGo();
  await board.close();
});

test('a move made elsewhere flies and lands, and leaves nothing behind', async () => {
  const board = await BoardPage.withSnapshot(browser, snapshot(smallBoard()), { reducedMotion: false });
  await board.page.evaluate(() => {
    const count = (records: MutationRecord[]) => {
      const flights = records.flatMap(({ addedNodes }) => [...addedNodes]).map((node) => (node as Element).className);
      document.body.dataset['flights'] ??= flights.join();
    };
    new MutationObserver(count).observe(document.body, { childList: true });
  });
  await board.send(patch(2, { upserts: [row('a1', { status: 'done', rank: rankOf('a0') })] }));
  expect(await board.cardIds('done')).toEqual(['a1', 'c1']);
  await board.page.locator('.card-flight').waitFor({ state: 'detached' });
  await board.page.waitForFunction(() => !document.querySelector('.just-moved'));
  expect(await board.page.locator('body').getAttribute('data-flights')).toContain('card-flight');
  expect(board.errors).toEqual([]);
  await board.close();
});

test('nothing flies for those who want less movement', async () => {
  const board = await openSmall();
  await board.send(patch(2, { upserts: [row('a1', { status: 'done' })] }));
  expect(await board.cardIds('done')).toEqual(['a1', 'c1']);
  expect(await board.page.locator('.card-flight').count()).toBe(0);
  await board.close();
});
