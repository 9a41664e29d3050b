import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BoardPage, launchBrowser } from './boardPage.js';
import { manyRows, patch, rankOf, row, smallBoard, snapshot } from './rows.js';

let browser: Browser;
beforeAll(async () => (browser = await launchBrowser()));
afterAll(() => browser.close());

function openSmall(activeId: string | null = null): Promise<BoardPage> {
  return BoardPage.withSnapshot(browser, snapshot(smallBoard(), { facts: { activeId } }));
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

  test('has one tab stop in each column: where somebody was, else the active ticket, else the first', async () => {
    const board = await openSmall('b2');
    const stops = (): Promise<(string | null)[]> =>
      board.page
        .locator('ticketree-card[tabindex="0"]')
        .evaluateAll((all) => all.map((card) => card.getAttribute('data-ticket-id')));
    expect(await stops()).toEqual(['a1', 'b2', 'c1']);
    await board.card('a2').focus();
    await board.page.waitForFunction(() => document.activeElement?.getAttribute('tabindex') === '0');
    expect(await stops()).toEqual(['a2', 'b2', 'c1']);
    await board.close();
  });

  test('follows its card to another column, and goes to the next one when it is deleted', async () => {
    const board = await openSmall();
    await board.card('a2').focus();
    await board.send(patch(2, { upserts: [row('a2', { status: 'done' })] }));
    expect(await board.focusedId()).toBe('a2');
    await board.send(patch(3, { upserts: [row('a2', { rank: rankOf('a0') })] }));
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
    await list.evaluate((node) => (node.scrollTop = node.scrollHeight));
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
  test('pick what a card has, undo and redo', async () => {
    const board = await openSmall();
    await board.card('b1').focus();
    await press(board, 'm', 's', 'p', 'a', 't', 'Control+z', 'Control+Shift+Z', 'Meta+z', 'Control+y');
    const pick = (name: string) => ({ kind: 'pick', pick: name, ids: ['b1'] });
    expect(await board.requests()).toEqual([
      ...['status', 'status', 'priority', 'assignee', 'tags'].map(pick),
      ...['undo', 'redo', 'undo', 'redo'].map((kind) => ({ kind })),
    ]);
    await board.close();
  });

  test('a refused request says why', async () => {
    const board = await openSmall();
    await board.card('b1').focus();
    await press(board, 'p');
    await board.answer({ code: 'gone', message: 'It is gone.', hint: 'Refresh.' });
    expect(await board.page.getByRole('alert').innerText()).toContain('It is gone. Refresh.');
    await board.close();
  });

  test('that mean something here do not reach the editor as well, which undoes what fields were told', async () => {
    const board = await openSmall();
    await board.page.evaluate(() => {
      const keys: string[] = [];
      addEventListener('keydown', ({ key }) => keys.push(key));
      Object.assign(window, { keys });
    });
    await board.card('b1').focus();
    await press(board, 'z', 'F1', 'j', 'Control+z', 'Escape');
    // Escape has nothing to step back from.
    expect(await board.page.evaluate(() => (window as unknown as { keys: string[] }).keys)).toEqual([
      ...['z', 'F1', 'Control', 'Escape'],
    ]);
    await board.close();
  });

  test('on buttons stay with the buttons, but for undo, and in a text undo stays too', async () => {
    const board = await openSmall();
    await board.page.getByRole('button', { name: 'New', exact: true }).focus();
    await press(board, 'j', 'm', 'Enter');
    expect(await board.requests()).toEqual([{ kind: 'newTicket' }]);
    await press(board, 'Control+z');
    expect((await board.requests()).slice(1)).toEqual([{ kind: 'undo' }]);
    await board.page.getByRole('combobox', { name: 'Filter tickets' }).focus();
    await press(board, 'Control+z', 'Control+y');
    expect(await board.requests()).toHaveLength(2);
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
    expect(await board.requests()).toEqual([{ kind: 'create', title: 'jump high', status: 'doing', fields: {} }]);
    await board.page.keyboard.type(' next');
    await board.answer(
      null,
      patch(2, { upserts: [row('d1', { status: 'doing', title: 'jump high', rank: rankOf('z') })] }),
    );
    const field = board.column('doing').locator('input');
    expect(await field.inputValue()).toBe(' next');
    await press(board, 'Enter');
    expect((await board.requests()).at(-1)).toEqual({ kind: 'create', title: 'next', status: 'doing', fields: {} });
    await board.answer(null);
    expect(await press(board, 'Escape')).toBe('b1');
    expect(await field.count()).toBe(0);
    await board.close();
  });

  test('keeps a refused title and says why', async () => {
    const board = await openSmall();
    await board
      .column('todo')
      .getByRole('button', { name: /^New ticket/ })
      .click();
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
    await board
      .column('review')
      .getByRole('button', { name: /^New ticket/ })
      .click();
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
    await board
      .column('todo')
      .getByRole('button', { name: /^New ticket/ })
      .click();
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
    ticketBranch: false,
    ticketWorktree: false,
    ticketWaiting: false,
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
