import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BoardPage, launchBrowser } from './boardPage.js';
import { hugeBoard, part, patch, rankOf, row, snapshot } from './rows.js';

const rows = hugeBoard();
const column = (status: string): string[] => rows.filter((each) => each.status === status).map(({ id }) => id);
const [done, todo] = [column('done'), column('todo')];

let browser: Browser;
beforeAll(async () => (browser = await launchBrowser()));
afterAll(() => browser.close());

async function openHuge(): Promise<BoardPage> {
  const first = rows.filter(({ id }) => [...done.slice(0, 40), ...todo.slice(0, 40)].includes(id));
  const known = new Set(first.map(({ id }) => id));
  const rest = rows.filter(({ id }) => !known.has(id));
  const board = await BoardPage.withSnapshot(browser, snapshot(first, { total: rows.length }));
  for (let at = 0; at < rest.length; at += 4000) await board.send(part(rest.slice(at, at + 4000)));
  return board;
}

/** Every node, comments, texts and shadow roots included. */
function countNodes(board: BoardPage): Promise<number> {
  return board.page.evaluate(() => {
    const count = (node: Node): number => {
      const shadow = node instanceof Element && node.shadowRoot ? [node.shadowRoot] : [];
      return [...node.childNodes, ...shadow].reduce((sum, child) => sum + count(child), 1);
    };
    return count(document.body);
  });
}

/** The ids of a column's cards in sight, from top to bottom; a gap between two is told as `gap`. */
function inSight(board: BoardPage, status: string): Promise<string[]> {
  return board
    .column(status)
    .locator('.cards')
    .evaluate((list) => {
      const room = list.getBoundingClientRect();
      const cards = [...list.querySelectorAll<HTMLElement>('ticketree-card')]
        .map((card) => ({ id: card.dataset['ticketId'] ?? '', box: card.getBoundingClientRect() }))
        .filter(({ box }) => box.bottom > room.top && box.top < room.bottom);
      return cards.flatMap(({ id, box }, index) => {
        const before = cards[index - 1]?.box.bottom ?? Math.min(room.top, box.top);
        return Math.abs(box.top - before) > 1 && box.top > room.top + 2 ? ['gap', id] : [id];
      });
    });
}

function scrollTo(board: BoardPage, status: string, top: number): Promise<void> {
  return board
    .column(status)
    .locator('.cards')
    .evaluate(async (list, to) => {
      list.scrollTop = to;
      for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
    }, top);
}

describe('ten thousand tickets, six thousand of them in one column', () => {
  test('are counted, and hardly any of them are drawn', async () => {
    const board = await openHuge();
    await board.page.getByText('10000 of 10000').waitFor();
    await board.column('done').getByText('6000 tickets', { exact: true }).waitFor();
    expect(await board.page.locator('ticketree-card').count()).toBeLessThan(150);
    expect(await countNodes(board)).toBeLessThan(6000);
    await board.close();
  });

  test('scroll from end to end without a gap and without leaving anything behind', async () => {
    const board = await openHuge();
    for (let step = 0; step <= 20; step++) {
      const height = await board
        .column('done')
        .locator('.cards')
        .evaluate((list) => list.scrollHeight);
      await scrollTo(board, 'done', (height * step) / 20);
      const ids = await inSight(board, 'done');
      expect(ids.length).toBeGreaterThan(3);
      const from = done.indexOf(ids[0] ?? '');
      expect(ids).toEqual(done.slice(from, from + ids.length));
    }
    expect((await inSight(board, 'done')).at(-1)).toBe(done.at(-1));
    expect(await countNodes(board)).toBeLessThan(6000);
    expect(board.errors).toEqual([]);
    await board.close();
  });

  test('keep what is in sight where it is while cards come and go above', async () => {
    const board = await openHuge();
    await scrollTo(board, 'done', 30_000);
    const [first = ''] = (await inSight(board, 'done')).slice(1);
    const top = (): Promise<number | undefined> =>
      board
        .card(first)
        .boundingBox()
        .then((box) => box?.y);
    const before = await top();
    await board.send(
      patch(2, { upserts: [row('new1', { status: 'done', rank: rankOf('0') })], removes: [done[3] ?? ''] }),
    );
    expect(await top()).toBeCloseTo(before ?? -1, 0);
    // One that is in sight goes to the end; the others stay.
    const [, , mover = ''] = await inSight(board, 'done');
    const moved = rows.find(({ id }) => id === mover);
    if (!moved) throw new Error('no card is in sight');
    await board.send(patch(3, { upserts: [{ ...moved, rank: rankOf('zzzz') }] }));
    expect(Math.abs(((await top()) ?? -999) - (before ?? 0))).toBeLessThan(200);
    await board.close();
  });

  test('are walked by keys to cards that are not drawn', async () => {
    const board = await openHuge();
    await board.card(done[0] ?? '').focus();
    await board.page.keyboard.press('End');
    await board.page.waitForFunction(
      (id) => document.activeElement?.getAttribute('data-ticket-id') === id,
      done.at(-1),
    );
    await board.page.keyboard.press('ArrowUp');
    await board.page.waitForFunction(
      (id) => document.activeElement?.getAttribute('data-ticket-id') === id,
      done.at(-2),
    );
    await expect.poll(() => inSight(board, 'done')).toContain(done.at(-2));
    await board.page.keyboard.press('Home');
    await expect.poll(() => inSight(board, 'done')).toContain(done[0]);
    expect(await board.focusedId()).toBe(done[0]);
    await board.close();
  });

  test('keep the focus on a card that is scrolled away, and on one that others move out of sight', async () => {
    const board = await openHuge();
    await board.card(done[0] ?? '').focus();
    await scrollTo(board, 'done', 100_000);
    await expect.poll(() => board.focusedId()).toBe(done[0]);
    const focused = rows.find(({ id }) => id === done[0]);
    if (!focused) throw new Error('there is no first card');
    await board.send(patch(2, { upserts: [{ ...focused, status: 'todo', rank: rankOf('zzz') }] }));
    await expect.poll(() => board.focusedId()).toBe(done[0]);
    await board.page.keyboard.press('ArrowUp');
    await board.page.waitForFunction(
      (id) => document.activeElement?.getAttribute('data-ticket-id') === id,
      todo.at(-1),
    );
    await board.close();
  });

  test('are filtered as one types, and come back', async () => {
    const board = await openHuge();
    await board.page.keyboard.press('/');
    await board.page.keyboard.type('status:done priority:critical');
    await board.page.getByText('1500 of 10000').waitFor();
    expect(await board.cardIds('todo')).toEqual([]);
    await board.page.keyboard.press('Control+a');
    await board.page.keyboard.press('Delete');
    await board.page.getByText('10000 of 10000').waitFor();
    await board.close();
  });

  test('are dragged across the board, while the card that is dragged scrolls out of sight', async () => {
    const board = await openHuge();
    const id = done[1] ?? '';
    const list = await board.column('done').locator('.cards').boundingBox();
    if (!list) throw new Error('the column is not shown');
    await board.carry(id, list.x + 60, list.y + 200);
    await scrollTo(board, 'done', 60_000);
    await board.page.mouse.move(list.x + 70, list.y + 220, { steps: 4 });
    await board.page.locator('ticketree-card.drop-before').waitFor();
    const beforeId = await board.page.locator('ticketree-card.drop-before').getAttribute('data-ticket-id');
    await board.letGo();
    await expect.poll(() => board.requests()).toContainEqual({ kind: 'move', ids: [id], status: 'done', beforeId });
    expect(done.indexOf(beforeId ?? '')).toBeGreaterThan(100);
    await board.close();
  });
});
