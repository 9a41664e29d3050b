import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BoardPage, launchBrowser } from './boardPage.js';
import { patch, row, smallBoard, snapshot } from './rows.js';
import { detailsOf, fullTicket } from './ticketDetails.js';

let browser: Browser;
beforeAll(async () => (browser = await launchBrowser()));
afterAll(() => browser.close());

function detailsFor(id: string, title = `Ticket ${id}`) {
  return { type: 'details', id, details: detailsOf({ ...fullTicket, title }) } as const;
}

async function openPaneAt(id: string): Promise<BoardPage> {
  const board = await BoardPage.withSnapshot(browser, snapshot(smallBoard()));
  await board.card(id).focus();
  await board.page.keyboard.press('Enter');
  await board.send(detailsFor(id));
  return board;
}

test('Enter opens the ticket beside the board, and Escape goes back to its card', async () => {
  const board = await openPaneAt('b1');
  await board.page.getByRole('complementary', { name: 'Ticket b1' }).waitFor();
  expect(await board.requests()).toEqual([{ kind: 'watch', id: 'b1' }]);
  expect(await board.card('a1').isVisible()).toBe(true);
  await board.page.keyboard.press('j');
  await board.page.keyboard.press('Escape');
  await board.page.locator('.pane').waitFor({ state: 'detached' });
  await board.settle();
  expect(await board.focusedId()).toBe('b1');
  expect((await board.requests()).at(-1)).toEqual({ kind: 'watch', id: null });
  expect(board.errors).toEqual([]);
  await board.close();
});

test('a double click opens it, a click on another card turns to that', async () => {
  const board = await BoardPage.withSnapshot(browser, snapshot(smallBoard()));
  await board.card('a1').dblclick();
  await board.card('c1').click();
  expect(await board.requests()).toEqual([
    { kind: 'watch', id: 'a1' },
    { kind: 'watch', id: 'c1' },
  ]);
  // What comes late is of the ticket before.
  await board.send(detailsFor('a1'));
  expect(await board.page.getByRole('complementary', { name: 'Ticket a1' }).count()).toBe(0);
  await board.send(detailsFor('c1'));
  await board.page.getByRole('complementary', { name: 'Ticket c1' }).waitFor();
  await board.close();
});

test('what is changed in it is asked of the host, for that ticket', async () => {
  const board = await openPaneAt('b1');
  const title = board.page.locator('.pane .ticket-title textarea');
  await title.fill('Another title');
  await board.card('a1').focus();
  await expect
    .poll(async () => (await board.requests()).at(-1))
    .toMatchObject({
      ...{ kind: 'ticket', id: 'b1' },
      request: { kind: 'set', edit: { field: 'title', before: 'Ticket b1', after: 'Another title' } },
    });
  await board.close();
});

test('it closes when the ticket is deleted, and says so', async () => {
  const board = await openPaneAt('b1');
  await board.send(patch(2, { removes: ['b1'] }));
  await board.send({ type: 'details', id: 'b1', details: null });
  await board.page.locator('.pane').waitFor({ state: 'detached' });
  expect(await board.announcement()).toBe('The ticket in the pane has been deleted.');
  await board.close();
});

test('its size is set by pointer and keys, and outlives a reload, as the ticket in it does', async () => {
  const board = await openPaneAt('b1');
  const width = async (): Promise<number> => (await board.page.locator('.pane').boundingBox())?.width ?? 0;
  const splitter = board.page.getByRole('separator', { name: 'Size of the ticket pane' });
  const box = await splitter.boundingBox();
  await board.page.mouse.move((box?.x ?? 0) + 1, 300);
  await board.page.mouse.down();
  await board.page.mouse.move(600, 300, { steps: 3 });
  await board.page.mouse.up();
  expect(await width()).toBeCloseTo(680, -1);
  await splitter.focus();
  await board.page.keyboard.press('ArrowRight');
  await board.settle();
  const kept = await width();
  expect(kept).toBeLessThan(670);
  await board.page.waitForTimeout(200);
  await board.page.reload();
  await board.send(snapshot(smallBoard()));
  expect(await board.requests()).toEqual([{ kind: 'watch', id: 'b1' }]);
  expect(await width()).toBeCloseTo(kept, 0);
  await board.close();
});

test('the host shows a card: one that is there gets the focus, one that the filter hides opens', async () => {
  const rows = [...smallBoard(), row('z1', { priority: 'low' })];
  const board = await BoardPage.withSnapshot(browser, snapshot(rows, { preferences: { filter: 'priority:medium' } }));
  await board.send({ type: 'show', id: 'b2' });
  expect(await board.focusedId()).toBe('b2');
  await board.send({ type: 'show', id: 'z1' });
  expect(await board.requests()).toContainEqual({ kind: 'watch', id: 'z1' });
  await board.close();
});
