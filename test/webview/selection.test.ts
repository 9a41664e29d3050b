import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BoardPage, launchBrowser } from './boardPage.js';
import { patch, smallBoard, snapshot } from './rows.js';

let browser: Browser;
beforeAll(async () => (browser = await launchBrowser()));
afterAll(() => browser.close());

function openSmall(readOnly: string | null = null): Promise<BoardPage> {
  return BoardPage.withSnapshot(browser, snapshot(smallBoard(), { facts: { readOnly } }));
}

async function press(board: BoardPage, ...keys: string[]): Promise<void> {
  for (const key of keys) {
    await board.page.keyboard.press(key);
    await board.settle();
  }
}

async function selected(board: BoardPage): Promise<(string | null)[]> {
  await board.settle();
  return board.page
    .locator('ticketree-card.selected')
    .evaluateAll((cards) => cards.map((card) => card.getAttribute('data-ticket-id')));
}

test('clicks select as in the editor’s lists: alone, with Ctrl one more, with Shift all between', async () => {
  const board = await openSmall();
  await board.card('a1').click();
  expect(await selected(board)).toEqual([]);
  await board.card('a3').click({ modifiers: ['Shift'] });
  expect(await selected(board)).toEqual(['a1', 'a2', 'a3']);
  await board.card('a2').click({ modifiers: ['Shift'] });
  expect(await selected(board)).toEqual(['a1', 'a2']);
  await board.card('c1').click({ modifiers: ['Control'] });
  await board.card('a1').click({ modifiers: ['Meta'] });
  expect(await selected(board)).toEqual(['a2', 'c1']);
  expect(await board.card('c1').getAttribute('aria-label')).toMatch(/^Selected, /);
  await board.card('b1').click();
  expect(await selected(board)).toEqual([]);
  await board.close();
});

test('keys select: x, Shift with arrows, Ctrl+A in a column, and Escape lets go', async () => {
  const board = await openSmall();
  await board.card('b1').focus();
  await press(board, 'x');
  expect(await board.announcement()).toBe('1 selected');
  await board.card('a1').focus();
  await press(board, 'Shift+ArrowDown', 'Shift+J');
  expect(await selected(board)).toEqual(['a1', 'a2', 'a3', 'b1']);
  await press(board, 'Shift+ArrowUp');
  expect(await selected(board)).toEqual(['a1', 'a2', 'b1']);
  expect(await board.announcement()).toBe('3 selected');
  await press(board, 'Escape');
  expect(await selected(board)).toEqual([]);
  expect(await board.focusedId()).toBe('a2');
  await press(board, 'Control+a');
  expect(await selected(board)).toEqual(['a1', 'a2', 'a3']);
  await board.close();
});

test('the bar acts on all that are selected, in the order of the board, and clears', async () => {
  const board = await openSmall();
  await board.card('c1').click({ modifiers: ['Control'] });
  await board.card('a2').click({ modifiers: ['Control'] });
  const bar = board.page.getByRole('toolbar', { name: '2 selected' });
  const ids = ['a2', 'c1'];
  for (const name of ['Status', 'Priority', 'Assignee', 'Tags']) await bar.getByRole('button', { name }).click();
  const picks = ['status', 'priority', 'assignee', 'tags'].map((pick) => ({ kind: 'pick', pick, ids }));
  expect(await board.requests()).toEqual(picks);
  await bar.getByRole('button', { name: 'Archive' }).click();
  expect((await board.requests()).at(-1)).toEqual({ kind: 'archive', ids });
  await board.answer(null);
  await bar.waitFor({ state: 'detached' });
  await board.close();
});

test('keys act on the selection, wherever the focus is', async () => {
  const board = await openSmall();
  await board.card('a1').click({ modifiers: ['Control'] });
  await board.card('b2').click({ modifiers: ['Control'] });
  await board.card('c1').focus();
  await press(board, 'p', 'Delete');
  const ids = ['a1', 'b2'];
  expect(await board.requests()).toEqual([
    { kind: 'pick', pick: 'priority', ids },
    { kind: 'delete', ids },
  ]);
  await board.answer({ code: 'no', message: 'Kept.', hint: 'Ask again.' });
  expect(await selected(board)).toEqual(ids);
  await board.close();
});

test('a selected card that is deleted is selected no more; one that the filter hides is left out', async () => {
  const board = await openSmall();
  for (const id of ['a1', 'a2', 'b1']) await board.card(id).click({ modifiers: ['Control'] });
  await board.send(patch(2, { removes: ['a1'] }));
  await board.page.getByRole('toolbar', { name: '2 selected' }).waitFor();
  await press(board, '/');
  await board.page.keyboard.type('status:doing');
  await board.page.getByRole('toolbar', { name: '1 selected' }).getByRole('button', { name: 'Tags' }).click();
  expect(await board.requests()).toContainEqual({ kind: 'pick', pick: 'tags', ids: ['b1'] });
  await board.page.getByRole('combobox').fill('');
  await board.page.getByRole('toolbar', { name: '2 selected' }).waitFor();
  await board.close();
});

test('a mouse drag takes the selection along; one of another card does not', async () => {
  const board = await openSmall();
  await board.card('a1').click({ modifiers: ['Control'] });
  await board.card('a3').click({ modifiers: ['Control'] });
  await board.carryTo('a3', 'review', null);
  await board.letGo();
  await board.carryTo('a2', 'review', null);
  await board.letGo();
  expect(await board.requests()).toEqual([
    { kind: 'move', ids: ['a1', 'a3'], status: 'review', beforeId: null },
    { kind: 'move', ids: ['a2'], status: 'review', beforeId: null },
  ]);
  expect(await board.cardIds('review')).toEqual(['a1', 'a3', 'a2']);
  await board.close();
});

test('the menu of a selected card is that of all, of another that card’s alone', async () => {
  const board = await openSmall();
  await board.card('a1').click({ modifiers: ['Control'] });
  await board.card('b1').click({ modifiers: ['Control'] });
  await board.settle();
  const context = (selector: string): Promise<unknown> =>
    board.page
      .locator(selector)
      .getAttribute('data-vscode-context')
      .then((json) => JSON.parse(json ?? '{}') as unknown);
  expect(await context('main')).toEqual({ ticketIds: ['a1', 'b1'] });
  expect(await context('[data-ticket-id="a1"]')).not.toHaveProperty('ticketIds');
  expect(await context('[data-ticket-id="a2"]')).toMatchObject({ ticketIds: ['a2'] });
  await board.close();
});

test('a read-only board selects, and changes nothing', async () => {
  const board = await openSmall('No trust.');
  await board.card('a1').click({ modifiers: ['Control'] });
  await board.card('a1').focus();
  await press(board, 's', 'Delete', 'e');
  expect(await board.page.getByRole('toolbar').getByRole('button').count()).toBe(1);
  expect(await board.requests()).toEqual([]);
  await board.close();
});
