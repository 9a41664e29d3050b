import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TicketRow } from '../../src/domain/ticketRow.js';
import { BoardPage, launchBrowser } from './boardPage.js';
import { facts, manyRows, patch, pictureLimits, pictureRows, pictureTime, row, smallBoard, snapshot } from './rows.js';
import { detailsOf, fullTicket } from './ticketDetails.js';
import type { ThemeName } from './themes.js';
import { themes } from './themes.js';

let browser: Browser;
beforeAll(async () => (browser = await launchBrowser()));
afterAll(() => browser.close());

describe('states', () => {
  test('loading shows nothing at first, and then a ring', async () => {
    const board = await BoardPage.open(browser);
    expect(await board.sent()).toEqual([{ type: 'ready' }]);
    const ring = board.page.getByRole('progressbar', { name: 'Loading tickets', includeHidden: true });
    // By the animation's own clock, because a busy machine's says nothing.
    const visibility = await ring.evaluate((node) =>
      [299, 301].map((time) => {
        for (const animation of node.getAnimations()) animation.currentTime = time;
        return getComputedStyle(node).visibility;
      }),
    );
    expect(visibility).toEqual(['hidden', 'visible']);
    await board.close();
  });

  test('empty offers a new ticket', async () => {
    const board = await BoardPage.withSnapshot(browser, snapshot([]));
    await board.page.getByText('There are no tickets yet.').waitFor();
    await board.page.getByRole('button', { name: 'New ticket' }).click();
    expect(await board.requests()).toEqual([{ kind: 'newTicket' }]);
    await board.close();
  });

  test('a store with nothing but broken files says so', async () => {
    const board = await BoardPage.withSnapshot(
      browser,
      snapshot([], { facts: { brokenCount: 1, readOnly: 'No trust.' } }),
    );
    await board.page.getByText('1 file could not be read').waitFor();
    await board.page.getByText('No trust.').waitFor();
    expect(await board.page.getByRole('button', { name: 'New' }).count()).toBe(0);
    await board.close();
  });

  test('one card is told in the singular, 66 in the plural', async () => {
    const board = await BoardPage.withSnapshot(browser, snapshot([row('a1')]));
    await board.column('todo').getByText('1 ticket', { exact: true }).waitFor();
    await board.send(snapshot(manyRows(66), { revision: 2 }));
    await board.column('done').getByText('51 tickets', { exact: true }).waitFor();
    await board.page.getByText('66 of 66', { exact: true }).waitFor();
    expect(board.errors).toEqual([]);
    await board.close();
  });

  test('unavailable says why and what to do, until a snapshot ends it', async () => {
    const board = await BoardPage.open(browser);
    await board.send({ type: 'unavailable', message: 'There is no ticket store.', hint: 'Run “Initialize”.' });
    await board.page.getByText('There is no ticket store.').waitFor();
    await board.page.getByText('Run “Initialize”.').waitFor();
    await board.send(snapshot(smallBoard()));
    await board.card('a1').waitFor();
    await board.close();
  });

  test('read-only says why and takes nothing', async () => {
    const readOnly = 'This workspace is not trusted.';
    const board = await BoardPage.withSnapshot(browser, snapshot(smallBoard(), { facts: { readOnly } }));
    await board.page.getByText(readOnly).waitFor();
    expect(await board.page.getByRole('button', { name: 'New' }).count()).toBe(0);
    await board.carryTo('a1', 'doing', 'b2');
    await board.letGo();
    await board.card('a1').focus();
    await board.page.keyboard.press('m');
    await board.page.keyboard.press('n');
    expect(await board.requests()).toEqual([]);
    expect(await board.cardIds('todo')).toEqual(['a1', 'a2', 'a3']);
    await board.close();
  });

  test('files that could not be read are told, and no more when they are mended', async () => {
    const board = await BoardPage.withSnapshot(browser, snapshot(smallBoard(), { facts: { brokenCount: 2 } }));
    const notice = board.page.getByText('2 files could not be read');
    await notice.waitFor();
    await board.send(patch(2, { facts: facts() }));
    await notice.waitFor({ state: 'detached' });
    await board.close();
  });

  test('a gap in the revisions asks for a snapshot, once', async () => {
    const board = await BoardPage.withSnapshot(browser, snapshot(smallBoard()));
    await board.send(patch(3, { removes: ['a1'] }));
    await board.send(patch(4, { removes: ['a2'] }));
    expect(await board.sent()).toEqual([{ type: 'ready' }, { type: 'ready' }]);
    expect(await board.cardIds('todo')).toEqual(['a1', 'a2', 'a3']);
    await board.close();
  });

  test('a card that cannot be drawn leaves the others alone and can be tried again', async () => {
    const broken = { ...row('a2'), assignee: 5 } as unknown as TicketRow;
    const board = await BoardPage.withSnapshot(browser, snapshot([row('a1'), row('a3')]));
    await board.send(patch(2, { upserts: [broken] }));
    const retry = board.card('a2').getByRole('button', { name: 'Retry' });
    await retry.waitFor();
    await retry.click();
    await retry.waitFor();
    await board.send(patch(3, { upserts: [row('a2', { title: 'Mended' })] }));
    await board.card('a2').getByText('Mended').waitFor();
    expect(await board.card('a1').getByText('Ticket a1').count()).toBe(1);
    await board.close();
  });
});

describe('texts', () => {
  test('of any script and length stay text and inside their card', async () => {
    const rows = [
      row('a1', { title: 'W'.repeat(300), tags: ['t'.repeat(200)] }),
      row('a2', { title: 'تحديث رمز الدخول على الشبكات البطيئة' }),
      row('a3', { title: '🚀 Ship it 👩🏽‍💻', tags: ['🚀', 'b', 'c', 'd', 'e', 'f'] }),
      row('a4', { title: 'エクスポートの文字化けを直す' }),
      row('a5', { title: '<img src=x onerror="window.hacked = true"><b>bold</b>', assignee: '<i>Eve</i>' }),
    ];
    const board = await BoardPage.withSnapshot(browser, snapshot(rows));
    expect(await board.card('a5').locator('.card-title').innerText()).toContain('<img src=x onerror=');
    expect(await board.page.locator('ticketree-card img, ticketree-card b, ticketree-card i').count()).toBe(0);
    expect(await board.page.evaluate(() => 'hacked' in window)).toBe(false);
    expect(await board.card('a3').locator('.tags').innerText()).toContain('+2');
    const direction = (node: Element): string => getComputedStyle(node).direction;
    expect(await board.card('a2').locator('.card-title').evaluate(direction)).toBe('rtl');
    const overflow = (list: Element): number => list.scrollWidth - list.clientWidth;
    expect(await board.column('todo').locator('.cards').evaluate(overflow)).toBe(0);
    expect(board.errors).toEqual([]);
    await board.close();
  });

  test('are in the language of the editor', async () => {
    const dictionary = { '{0} tickets': 'チケット {0} 件', New: '新規' };
    const board = await BoardPage.withSnapshot(browser, snapshot(smallBoard()), { dictionary, language: 'ja' });
    await board.page.getByText('チケット 3 件').first().waitFor();
    await board.page.getByRole('button', { name: '新規' }).waitFor();
    await board.close();
  });
});

/** A board with all that it can show at once: a pane, a selection, a refusal, notices, fields, long columns. */
async function openBusy(theme: ThemeName): Promise<BoardPage> {
  const older = manyRows(60).map((each) => ({ ...each, status: 'done' as const }));
  const message = snapshot([...pictureRows(), ...older], {
    facts: { activeId: 'fix1', brokenCount: 1, undo: 'Move' },
    preferences: { collapsed: ['blocked'] },
    wipLimits: pictureLimits,
  });
  const board = await BoardPage.withSnapshot(browser, message, { theme, now: pictureTime });
  await board.carryTo('7dc1', 'review', null);
  await board.letGo();
  await board.answer({ code: 'refused', message: 'The review column is full.', hint: 'Finish a review first.' });
  await board.card('fix1').dblclick();
  await board.send({ type: 'details', id: 'fix1', details: detailsOf(fullTicket) });
  for (const id of ['2095', 'e674']) await board.card(id).click({ modifiers: ['Control'] });
  await board
    .column('doing')
    .getByRole('button', { name: /New ticket/ })
    .click();
  await board.card('ee73').focus();
  await board.page.keyboard.press('e');
  await board.card('ee73').getByRole('textbox').waitFor();
  return board;
}

test.each(Object.keys(themes) as ThemeName[])('axe finds nothing serious in %s', async (theme) => {
  const board = await openBusy(theme);
  // Not as a script element, which the page's policy would refuse.
  await board.page.evaluate(await readFile('node_modules/axe-core/axe.min.js', 'utf8'));
  const violations = await board.page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: AxeViolation[] }> } };
    const { violations } = await axe.run();
    return violations.map(({ id, impact, nodes }) => ({
      id,
      impact,
      nodes: nodes.map((node) => node.html.slice(0, 160)),
    }));
  });
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
  await board.close();
});

interface AxeViolation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}
