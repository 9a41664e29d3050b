import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BoardPage, launchBrowser } from './boardPage.js';
import { patch, row, smallBoard, snapshot } from './rows.js';

let browser: Browser;
beforeAll(async () => (browser = await launchBrowser()));
afterAll(() => browser.close());

describe('a title changed on its card', () => {
  async function openRename(id: string): Promise<BoardPage> {
    const board = await BoardPage.withSnapshot(browser, snapshot(smallBoard()));
    await board.card(id).focus();
    await board.page.keyboard.press('e');
    await waitForField(board, id);
    return board;
  }

  /** The field is there and has the focus: keys before that are the board's. */
  async function waitForField(board: BoardPage, id: string): Promise<void> {
    await board.card(id).locator('input:focus, textarea:focus').waitFor();
  }

  test('is sent by Enter with what it was, and the focus goes back to the card', async () => {
    const board = await openRename('a2');
    await board.page.keyboard.type('Better j k x');
    await board.page.keyboard.press('Enter');
    expect(await board.requests()).toEqual([{ kind: 'rename', id: 'a2', before: 'Ticket a2', title: 'Better j k x' }]);
    await board.answer(null, patch(2, { upserts: [row('a2', { title: 'Better j k x' })] }));
    await board.card('a2').getByText('Better j k x').waitFor();
    await expect.poll(() => board.focusedId()).toBe('a2');
    await board.close();
  });

  test('is given up by Escape, and sent where the field is left', async () => {
    const board = await openRename('a2');
    await board.page.keyboard.type('Other');
    await board.page.keyboard.press('Escape');
    await expect.poll(() => board.focusedId()).toBe('a2');
    await board.card('a2').getByRole('textbox').waitFor({ state: 'detached' });
    await board.page.keyboard.press('F2');
    await waitForField(board, 'a2');
    await board.page.keyboard.type('Left');
    await board.card('b1').click();
    await expect
      .poll(() => board.requests())
      .toEqual([{ kind: 'rename', id: 'a2', before: 'Ticket a2', title: 'Left' }]);
    await board.close();
  });

  test('stays in its field where the host refuses it, and while others move the card', async () => {
    const board = await openRename('a2');
    await board.page.keyboard.type('Half');
    await board.send(patch(2, { upserts: [row('a2', { status: 'done' }), row('a1', { status: 'done' })] }));
    const field = board.card('a2').getByRole('textbox');
    expect(await field.inputValue()).toBe('Half');
    await field.press('Enter');
    await board.answer({ code: 'changed', message: 'It was changed meanwhile.', hint: 'Look at it.' });
    await board.page.getByRole('alert').getByText('It was changed meanwhile.').waitFor();
    expect(await field.inputValue()).toBe('Half');
    await board.close();
  });

  test('outlives a reload half-typed, as a new title and the filter do', async () => {
    const board = await openRename('a2');
    await board.page.keyboard.type('Half');
    await board.page.reload();
    await board.send(snapshot(smallBoard()));
    expect(await board.card('a2').getByRole('textbox').inputValue()).toBe('Half');
    await board
      .column('done')
      .getByRole('button', { name: /^New ticket/ })
      .click();
    await board.page.keyboard.type('New half');
    await board.page.keyboard.press('Tab');
    await board.page.getByRole('combobox').focus();
    await board.page.keyboard.type('status:d');
    await board.page.reload();
    await board.send(snapshot(smallBoard()));
    expect(await board.page.getByRole('combobox').inputValue()).toBe('status:d');
    expect(await board.column('done').getByRole('textbox').inputValue()).toBe('New half');
    await board.close();
  });
});

describe('a card that waits', () => {
  test('says for how many, and goes to the first of them by click and by Enter', async () => {
    const rows = [
      row('a1', { depends_on: ['c1', 'b1', 'c2', 'gone'] }),
      row('b1', { status: 'doing' }),
      row('c1', { status: 'done' }),
      row('c2', { status: 'review', depends_on: ['a1'] }),
    ];
    const board = await BoardPage.withSnapshot(browser, snapshot(rows, { preferences: { collapsed: ['doing'] } }));
    const jump = board.card('a1').getByRole('button', { name: 'waits for 2' });
    await jump.click();
    await expect.poll(() => board.focusedId()).toBe('b1');
    await board.card('c2').getByRole('button', { name: 'waits for 1' }).focus();
    await board.page.keyboard.press('Enter');
    await expect.poll(() => board.focusedId()).toBe('a1');
    await board.send(patch(2, { upserts: [row('b1', { status: 'done' })] }));
    await board.card('a1').getByRole('button', { name: 'waits for 1' }).waitFor();
    await board.close();
  });

  test('shows how far its parts are, and to what it belongs, as those change', async () => {
    const rows = [
      row('e1', { title: 'Epic one', type: 'epic' }),
      row('a1', { parent: 'e1' }),
      row('a2', { parent: 'e1', status: 'done' }),
    ];
    const board = await BoardPage.withSnapshot(browser, snapshot(rows));
    expect(await board.card('e1').locator('.card-foot').innerText()).toContain('1/2');
    expect(await board.card('a1').locator('.card-parent').innerText()).toBe('Epic one');
    await board.send(patch(2, { upserts: [row('a1', { parent: 'e1', status: 'done' })] }));
    expect(await board.card('e1').locator('.complete').innerText()).toContain('2/2');
    await board.send(patch(3, { upserts: [row('e1', { title: 'Renamed', type: 'epic' })] }));
    expect(await board.card('a1').locator('.card-parent').innerText()).toBe('Renamed');
    await board.close();
  });
});

test('hostile text in every field of a card and of the board shows as text', async () => {
  const hostile =
    '<img src=x onerror="window.hacked = true"><script>window.hacked = true</script>{{x}}${x}\u202e\u0007';
  const evil = row('a1', {
    ...{ title: hostile, slug: hostile, assignee: hostile, tags: [hostile, hostile], parent: 'e1', due: hostile },
    claim: { who: hostile, session: hostile, at: '2025-11-21T09:57:00Z', until: '2025-11-21T10:20:00Z' },
    depends_on: [hostile, 'e1'],
  });
  const message = snapshot([evil, row('e1', { title: hostile })], {
    facts: { readOnly: hostile, undo: hostile, redo: hostile, me: [hostile] },
    preferences: { filter: hostile },
  });
  const board = await BoardPage.open(browser, { now: new Date('2025-11-21T10:00:00Z') });
  await board.send({ ...message, columns: message.columns.map((column) => ({ ...column, title: hostile })) });
  await board.page.keyboard.press('/');
  await board.page.keyboard.press('Control+a');
  await board.page.keyboard.press('Delete');
  await board.card('a1').getByText(hostile.slice(0, 20)).first().waitFor();
  await board.card('a1').click({ modifiers: ['Control'] });
  await board.send({ type: 'unavailable', message: hostile, hint: hostile });
  await board.page.getByText(hostile.slice(0, 20)).first().waitFor();
  expect(await board.page.locator('ticketree-board img, ticketree-board script').count()).toBe(0);
  expect(await board.page.evaluate(() => 'hacked' in window)).toBe(false);
  expect(board.errors).toEqual([]);
  await board.close();
});

test('a hundred moves by others, while one types and drags, take neither text nor card nor place', async () => {
  const rows = Array.from({ length: 300 }, (_, index) => row(`t${String(index).padStart(3, '0')}`));
  const board = await BoardPage.withSnapshot(browser, snapshot(rows));
  await board
    .column('doing')
    .getByRole('button', { name: /^New ticket/ })
    .click();
  const move = (from: number) =>
    patch(from, {
      upserts: rows.slice(100 + from * 10, 110 + from * 10).map((each) => ({ ...each, status: 'done' as const })),
    });
  for (let revision = 2; revision < 7; revision++) {
    await board.page.keyboard.type('a');
    await board.send(move(revision));
  }
  const field = board.column('doing').getByRole('textbox');
  expect(await field.inputValue()).toBe('aaaaa');
  expect(await board.page.evaluate(() => document.activeElement?.localName)).toBe('vscode-text-field');
  const list = board.column('todo').locator('.cards');
  await list.evaluate((node) => (node.scrollTop = 3000));
  await board.settle();
  const top = await list.evaluate((node) => node.scrollTop);
  const box = await list.boundingBox();
  if (!box) throw new Error('the column is not shown');
  await board.page.mouse.move(box.x + 60, box.y + 200);
  await board.page.mouse.down();
  await board.page.mouse.move(box.x + 70, box.y + 230, { steps: 4 });
  const dragged = await board.page.locator('.dragged').getAttribute('data-ticket-id');
  for (let revision = 7; revision < 12; revision++) await board.send(move(revision));
  expect(await board.page.locator('.dragged').getAttribute('data-ticket-id')).toBe(dragged);
  expect(await list.evaluate((node) => node.scrollTop)).toBe(top);
  const review = await board.column('review').boundingBox();
  await board.page.mouse.move((review?.x ?? 0) + 60, box.y + 200, { steps: 5 });
  await board.page.waitForTimeout(80);
  await board.letGo();
  expect(await board.requests()).toEqual([{ kind: 'move', ids: [dragged], status: 'review', beforeId: null }]);
  await board.close();
});
