import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BoardPage, launchBrowser } from './boardPage.js';
import { facts, patch, row, smallBoard, snapshot } from './rows.js';

let browser: Browser;
beforeAll(async () => (browser = await launchBrowser()));
afterAll(() => browser.close());

function openSmall(fields: Parameters<typeof snapshot>[1] = {}): Promise<BoardPage> {
  return BoardPage.withSnapshot(browser, snapshot(smallBoard(), fields));
}

describe('order', () => {
  test('is chosen in a menu, by keys too, and kept', async () => {
    const rows = [row('a1', { title: 'Pear' }), row('a2', { title: 'Apple' })];
    const board = await BoardPage.withSnapshot(browser, snapshot(rows));
    await board.page.getByRole('button', { name: 'Order of the cards: Manual' }).focus();
    await board.page.keyboard.press('ArrowDown');
    await board.page.keyboard.press('End');
    expect(await board.page.locator('.menu-note').first().innerText()).toContain('Only in the manual order');
    await board.page.keyboard.press('Enter');
    await board.settle();
    expect(await board.cardIds('todo')).toEqual(['a2', 'a1']);
    const preferences = { filter: '', sort: 'title', compact: false, collapsed: [] };
    expect(await board.requests()).toEqual([{ kind: 'prefer', preferences }]);
    await board.page.getByRole('button', { name: 'Order of the cards: Title' }).waitFor();
    await board.close();
  });

  test('other than manual makes a drop change the column alone, and shows that', async () => {
    const board = await openSmall({ preferences: { sort: 'title' } });
    await board.carryTo('a1', 'doing', 'b2');
    expect(await board.page.locator('.drop-before').count()).toBe(0);
    expect(await board.column('doing').locator('.drop-column').count()).toBe(1);
    expect(await board.announcement()).toBe('Doing');
    await board.letGo();
    expect(await board.requests()).toEqual([{ kind: 'move', ids: ['a1'], status: 'doing' }]);
    await board.carryTo('a2', 'todo', 'a3');
    await board.letGo();
    expect(await board.requests()).toHaveLength(1);
    await board.close();
  });

  test('named in the filter goes before the one that was chosen', async () => {
    const board = await openSmall({ preferences: { filter: 'sort:-title' } });
    expect(await board.cardIds('todo')).toEqual(['a3', 'a2', 'a1']);
    await board.close();
  });
});

describe('undo and redo', () => {
  test('say what they would do, and do nothing where there is nothing', async () => {
    const board = await openSmall({ facts: { undo: 'Move “Ticket a1”' } });
    await board.page.getByRole('button', { name: 'Nothing to redo' }).click({ force: true });
    await board.page.getByRole('button', { name: 'Undo: Move “Ticket a1”' }).click();
    expect(await board.requests()).toEqual([{ kind: 'undo' }]);
    await board.answer(null, patch(2, { facts: facts({ redo: 'Move “Ticket a1”' }) }));
    await board.page.getByRole('button', { name: 'Redo: Move “Ticket a1”' }).click();
    expect((await board.requests()).at(-1)).toEqual({ kind: 'redo' });
    await board.close();
  });

  test('by keys leave a field its own undo', async () => {
    const board = await openSmall({ facts: { undo: 'Move' } });
    await board.page.keyboard.press('/');
    await board.page.keyboard.type('ab');
    await board.page.keyboard.press('Control+z');
    expect((await board.requests()).filter(({ kind }) => kind === 'undo')).toEqual([]);
    await board.close();
  });
});

describe('filter', () => {
  test('shows what fits, counts it, and is kept for the workspace', async () => {
    const board = await openSmall();
    await board.page.keyboard.press('/');
    await board.page.keyboard.type('status:doing');
    await board.page.getByText('2 of 6').waitFor();
    expect(await board.cardIds('todo')).toEqual([]);
    await expect
      .poll(() => board.requests())
      .toContainEqual({
        kind: 'prefer',
        preferences: { filter: 'status:doing', sort: 'manual', compact: false, collapsed: [] },
      });
    await board.page.keyboard.press('Escape');
    await board.settle();
    expect(await board.focusedId()).toBe('b1');
    await board.close();
  });

  test('adds what the host finds in long texts', async () => {
    const board = await openSmall();
    await board.page.keyboard.press('/');
    await board.page.keyboard.type('elephant');
    await board.page.getByText('No ticket matches the filter.').waitFor();
    await expect.poll(() => board.requests()).toContainEqual({ kind: 'search', text: 'elephant' });
    const seq = (await board.sent()).flatMap((message) =>
      message.type === 'request' && message.request.kind === 'search' ? [message.seq] : [],
    )[0];
    await board.send({ type: 'reply', seq: seq ?? 0, error: null, ids: ['a2', 'gone'] });
    await board.page.getByText('1 of 6').waitFor();
    expect(await board.cardIds('todo')).toEqual(['a2']);
    await board.close();
  });

  test('that nothing fits offers to be cleared', async () => {
    const board = await openSmall({ preferences: { filter: 'tag:none' } });
    await board.page.getByRole('button', { name: 'Clear', exact: true }).click();
    await board.page.getByText('6 of 6').waitFor();
    await board.close();
  });

  test('judges cards anew when those that they wait for change', async () => {
    const rows = [row('a1', { depends_on: ['b1'] }), row('b1', { status: 'doing' })];
    const board = await BoardPage.withSnapshot(browser, snapshot(rows, { preferences: { filter: 'is:blocked' } }));
    expect(await board.cardIds('todo')).toEqual(['a1']);
    await board.send(patch(2, { upserts: [row('b1', { status: 'done' })] }));
    expect(await board.cardIds('todo')).toEqual([]);
    await board.close();
  });

  test('is inherited by a new card, which may say that it is hidden', async () => {
    const board = await openSmall({ preferences: { filter: 'tag:ui priority:high assignee:@me' } });
    await board.page.keyboard.press('c');
    await board.page.keyboard.type('Fresh');
    await board.page.keyboard.press('Enter');
    const fields = { tags: ['ui'], priority: 'high', assignee: 'me' };
    expect(await board.requests()).toEqual([{ kind: 'create', title: 'Fresh', status: 'todo', fields }]);
    await board.answer(null, patch(2, { upserts: [row('d1', { title: 'Fresh' })] }), ['d1']);
    await board.settle();
    expect(await board.announcement()).toBe('Created Fresh; the filter hides it.');
    await board.close();
  });

  test('half-typed, and the caret in it, survive what others do', async () => {
    const board = await openSmall();
    await board.page.keyboard.press('/');
    await board.page.keyboard.type('sta');
    for (let revision = 2; revision < 12; revision++) {
      await board.send(patch(revision, { upserts: [row('a1', { status: revision % 2 === 0 ? 'done' : 'todo' })] }));
    }
    await board.page.keyboard.type('tus:done');
    expect(await board.page.getByRole('combobox').inputValue()).toBe('status:done');
    await board.close();
  });
});

test('density is a switch, and is kept', async () => {
  const board = await openSmall();
  const height = async (): Promise<number> => (await board.card('a1').boundingBox())?.height ?? 0;
  const before = await height();
  const button = board.page.getByRole('button', { name: 'Compact cards' });
  await button.click();
  await board.settle();
  expect(await button.getAttribute('aria-pressed')).toBe('true');
  expect(await height()).toBeLessThan(before);
  expect((await board.requests()).at(-1)).toMatchObject({ kind: 'prefer', preferences: { compact: true } });
  await board.close();
});

test('a column collapses and expands, by keys too, and steps pass over it', async () => {
  const board = await openSmall();
  await board.page.getByRole('button', { name: 'Actions of the column Doing' }).focus();
  await board.page.keyboard.press('Enter');
  await board.page.keyboard.press('End');
  await board.page.keyboard.press('Enter');
  await board.settle();
  expect((await board.requests()).at(-1)).toMatchObject({ preferences: { collapsed: ['doing'] } });
  await board.card('a1').focus();
  await board.page.keyboard.press('ArrowRight');
  expect(await board.focusedId()).toBe('c1');
  const expand = board.page.getByRole('button', { name: 'Doing 2 tickets', expanded: false });
  await expand.focus();
  await board.page.keyboard.press('Enter');
  await board.settle();
  expect(await board.cardIds('doing')).toEqual(['b1', 'b2']);
  expect((await board.requests()).at(-1)).toMatchObject({ preferences: { collapsed: [] } });
  await board.close();
});

test('a collapsed column takes drops', async () => {
  const board = await openSmall({ preferences: { collapsed: ['doing'] } });
  const box = await board.column('doing').boundingBox();
  await board.carry('a1', (box?.x ?? 0) + 15, (box?.y ?? 0) + 200);
  await board.letGo();
  expect(await board.requests()).toEqual([{ kind: 'move', ids: ['a1'], status: 'doing', beforeId: null }]);
  await board.close();
});

test('a limit is told, and warned of when it is passed', async () => {
  const board = await openSmall({ wipLimits: { todo: 2, doing: 2 } });
  expect(await board.column('todo').locator('.over-limit').innerText()).toBe('3 / 2');
  await board.column('todo').getByText('3 tickets, more than the limit of 2').waitFor();
  expect(await board.column('doing').locator('.over-limit').count()).toBe(0);
  expect(await board.column('doing').locator('.count').innerText()).toBe('2 / 2');
  await board.close();
});

test('the list of keys opens by ? and goes back to the card', async () => {
  const board = await openSmall();
  await board.card('a2').focus();
  await board.page.keyboard.press('?');
  await board.page.getByRole('dialog', { name: 'Keys on the board' }).waitFor();
  await board.page.keyboard.press('Escape');
  await board.page.getByRole('dialog').waitFor({ state: 'hidden' });
  expect(await board.focusedId()).toBe('a2');
  await board.send({ type: 'perform', action: 'help' });
  await board.page.getByRole('dialog').waitFor();
  await board.close();
});

test('commands of the editor reach filter and quick add', async () => {
  const board = await openSmall();
  await board.send({ type: 'perform', action: 'filter' });
  expect(await board.page.getByRole('combobox').evaluate((field) => field === document.activeElement)).toBe(true);
  await board.card('b1').focus();
  await board.send({ type: 'perform', action: 'quickAdd' });
  await board.column('doing').getByRole('textbox').waitFor();
  await board.close();
});
