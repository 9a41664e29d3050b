import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BoardPage, launchBrowser } from './boardPage.js';
import { manyRows, patch, row, smallBoard, snapshot } from './rows.js';

let browser: Browser;
beforeAll(async () => (browser = await launchBrowser()));
afterAll(() => browser.close());

function openSmall(activeId: string | null = null): Promise<BoardPage> {
  return BoardPage.withSnapshot(browser, snapshot(smallBoard(), { activeId }));
}

async function press(board: BoardPage, ...keys: string[]): Promise<string | null> {
  for (const key of keys) await board.page.keyboard.press(key);
  return board.focusedId();
}

describe('focus', () => {
  test('goes by arrows and letters, over empty columns, and stays at the edges', async () => {
    const board = await openSmall();
    expect(await press(board, 'ArrowDown')).toBe('a1');
    expect(await press(board, 'ArrowDown', 'j')).toBe('a3');
    expect(await press(board, 'ArrowDown')).toBe('a3');
    expect(await press(board, 'l')).toBe('b2');
    expect(await press(board, 'ArrowRight')).toBe('c1');
    expect(await press(board, 'h', 'ArrowLeft', 'End')).toBe('a3');
    expect(await press(board, 'Home')).toBe('a1');
    expect(await press(board, 'Control+ArrowDown')).toBe('a1');
    await board.close();
  });

  test('has one tab stop among the cards: the active one, then where somebody was', async () => {
    const board = await openSmall('b1');
    const stops = board.page.locator('ticketree-card[tabindex="0"]');
    expect(await stops.evaluateAll((all) => all.map((card) => card.getAttribute('data-ticket-id')))).toEqual(['b1']);
    await board.card('a2').focus();
    await board.page.waitForFunction(() => document.querySelectorAll('ticketree-card[tabindex="0"]').length === 1);
    expect(await stops.getAttribute('data-ticket-id')).toBe('a2');
    await board.close();
  });

  test('follows its card to another column, and goes to the next one when it is deleted', async () => {
    const board = await openSmall();
    await board.card('a2').focus();
    await board.send(patch(2, { upserts: [row('a2', { status: 'done' })] }));
    expect(await board.focusedId()).toBe('a2');
    await board.send(patch(3, { upserts: [row('a2', { rank: 'a0' })] }));
    expect(await board.focusedId()).toBe('a2');
    expect(await board.cardIds('todo')).toEqual(['a2', 'a1', 'a3']);
    await board.send(patch(4, { removes: ['a2'] }));
    expect(await board.focusedId()).toBe('a1');
    await board.close();
  });

  test('scroll and place survive patches and a reload', async () => {
    const board = await BoardPage.withSnapshot(browser, snapshot(manyRows()));
    const list = board.column('done').locator('.cards');
    const scrollTop = (): Promise<number> => list.evaluate((node) => node.scrollTop);
    await board.card('t0060').focus();
    await list.evaluate((node) => (node.scrollTop = 900));
    await board.send(patch(2, { upserts: [row('t0001', { status: 'review' })] }));
    expect(await scrollTop()).toBe(900);
    await board.page.waitForTimeout(200);
    await board.page.reload();
    await board.send(snapshot(manyRows()));
    expect(await scrollTop()).toBe(900);
    expect(await board.focusedId()).toBe('t0060');
    await board.close();
  });
});

describe('keys', () => {
  test('open, ask for a status, and a double click opens too', async () => {
    const board = await openSmall();
    await board.card('b1').focus();
    await press(board, 'Enter', 'm');
    await board.card('c1').dblclick();
    expect(await board.requests()).toEqual([
      { kind: 'open', id: 'b1' },
      { kind: 'pickStatus', id: 'b1' },
      { kind: 'open', id: 'c1' },
    ]);
    await board.close();
  });

  test('a refused request says why', async () => {
    const board = await openSmall();
    await board.card('b1').focus();
    await press(board, 'Enter');
    await board.answer({ code: 'gone', message: 'It is gone.', hint: 'Refresh.' });
    expect(await board.page.getByRole('alert').innerText()).toContain('It is gone. Refresh.');
    await board.close();
  });

  test('on buttons stay with the buttons', async () => {
    const board = await openSmall();
    await board.page.getByRole('button', { name: 'New', exact: true }).focus();
    await press(board, 'j', 'm', 'Enter');
    expect(await board.requests()).toEqual([{ kind: 'newTicket' }]);
    await board.close();
  });
});

describe('quick add', () => {
  test('creates one after the other in the focused column, and Escape goes back to the card', async () => {
    const board = await openSmall();
    await board.card('b1').focus();
    await press(board, 'n');
    await board.page.keyboard.type('jump high');
    await press(board, 'Enter');
    expect(await board.requests()).toEqual([{ kind: 'create', title: 'jump high', status: 'doing' }]);
    await board.page.keyboard.type(' next');
    await board.answer(null, patch(2, { upserts: [row('d1', { status: 'doing', title: 'jump high', rank: 'z' })] }));
    const field = board.column('doing').locator('input');
    expect(await field.inputValue()).toBe(' next');
    await press(board, 'Enter');
    expect((await board.requests()).at(-1)).toEqual({ kind: 'create', title: 'next', status: 'doing' });
    await board.answer(null);
    expect(await press(board, 'Escape')).toBe('b1');
    expect(await field.count()).toBe(0);
    await board.close();
  });

  test('keeps a refused title and says why', async () => {
    const board = await openSmall();
    await board.column('todo').getByRole('button').click();
    await board.page.keyboard.type('Twice');
    await press(board, 'Enter');
    await board.answer({ code: 'full', message: 'The column is full.', hint: 'Move a card first.' });
    expect(await board.column('todo').locator('input').inputValue()).toBe('Twice');
    expect(await board.column('todo').getByRole('alert').innerText()).toBe('The column is full. Move a card first.');
    await board.close();
  });

  test('keeps half-typed text over a blur, patches, and a store that comes and goes', async () => {
    const board = await openSmall();
    const field = board.column('review').locator('input');
    await board.column('review').getByRole('button').click();
    await board.page.keyboard.type('Half');
    await board.send(patch(2, { upserts: [row('a1', { status: 'review' })], removes: ['a2'] }));
    await board.page.keyboard.type(' typed');
    expect(await field.inputValue()).toBe('Half typed');
    await board.card('b1').focus();
    expect(await field.inputValue()).toBe('Half typed');
    await board.send({ type: 'unavailable', message: 'Gone.', hint: 'Wait.' });
    await board.send(snapshot([]));
    expect(await field.inputValue()).toBe('Half typed');
    await board.close();
  });

  test('closes when it loses the focus without a text', async () => {
    const board = await openSmall();
    await board.column('todo').getByRole('button').click();
    await board.column('todo').locator('input').waitFor();
    await board.card('b1').focus();
    await board.column('todo').locator('input').waitFor({ state: 'detached' });
    await board.close();
  });
});

test('a card carries the context of its menu, and says what it shows', async () => {
  const board = await openSmall('a1');
  const context = await board.card('a1').getAttribute('data-vscode-context');
  expect(JSON.parse(context ?? '')).toEqual({
    webviewSection: 'card',
    ticketId: 'a1',
    ticketStatus: 'todo',
    ticketActive: true,
    preventDefaultContextMenuItems: true,
  });
  expect(await board.card('a1').getAttribute('aria-label')).toBe('Ticket a1, #a1, Medium');
  expect(await board.card('a1').getAttribute('aria-current')).toBe('true');
  await board.page
    .getByRole('region', { name: 'To do' })
    .getByRole('listitem', { name: /Ticket a1/ })
    .waitFor();
  await board.close();
});
