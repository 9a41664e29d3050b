import { mkdir } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BoardPage, launchBrowser } from './boardPage.js';
import { pictureLimits, pictureRows, pictureTime, row, snapshot } from './rows.js';
import { detailsOf, fullTicket } from './ticketDetails.js';
import type { ThemeName } from './themes.js';
import { themes } from './themes.js';

const folder = '.vscode-test/screenshots/webview';
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
  await mkdir(folder, { recursive: true });
});
afterAll(() => browser.close());

const filler = Array.from({ length: 48 }, (_, index) =>
  row(`z${index}`, { status: 'done', title: `Older ticket ${index}`, rank: `b00${index}V` }),
);

function picture(fields: Parameters<typeof snapshot>[1] = {}) {
  return snapshot([...pictureRows(), ...filler], {
    wipLimits: pictureLimits,
    ...fields,
    facts: { activeId: 'fix1', undo: 'Move “Batch edits with one undo”', worktrees: ['fix1', '2095'], ...fields.facts },
  });
}

/** What sticks out to the right of the page, which nobody could scroll to. */
function outside(board: BoardPage): Promise<string[]> {
  return board.page.evaluate(() =>
    [...document.querySelectorAll('button, ticketree-filter, ticketree-menu, .bulk, .pane, .notice')]
      .filter((element) => !element.closest('.columns') && element.getBoundingClientRect().right > innerWidth + 1)
      .map((element) => element.className),
  );
}

test.each(Object.keys(themes) as ThemeName[])('is drawn without an error in %s', async (theme) => {
  const message = picture({ preferences: { filter: 'priority:>=low -tag:wip' } });
  const options = { theme, now: pictureTime, viewport: { width: 1080, height: 868 } };
  const board = await BoardPage.withSnapshot(browser, message, options);
  await board.carryTo('7dc1', 'review', null);
  await board.page.screenshot({ path: `${folder}/board-${theme}.png` });
  await board.letGo();
  expect(board.errors).toEqual([]);
  await board.close();
});

test.each(['dark', 'hcLight'] as const)('pane, selection and menus are drawn without an error in %s', async (theme) => {
  const options = { theme, now: pictureTime, viewport: { width: 1280, height: 868 } };
  const message = picture({ preferences: { collapsed: ['done'] }, facts: { brokenCount: 2 } });
  const board = await BoardPage.withSnapshot(browser, message, options);
  await board.card('fix1').focus();
  await board.page.keyboard.press('Enter');
  await board.send({ type: 'details', id: 'fix1', details: { ...detailsOf(fullTicket), shortId: 'fix1' } });
  await board.card('2095').click({ modifiers: ['Control'] });
  await board.card('e674').click({ modifiers: ['Control'] });
  await board.page.getByRole('button', { name: /^Order of the cards/ }).click();
  await board.page.screenshot({ path: `${folder}/busy-${theme}.png` });
  await board.page.keyboard.press('Escape');
  await board.card('1621').focus();
  await board.page.keyboard.press('?');
  await board.page.screenshot({ path: `${folder}/keys-${theme}.png` });
  expect(await outside(board)).toEqual([]);
  expect(board.errors).toEqual([]);
  await board.close();
});

test('a board 300 px wide keeps everything within reach, and the pane goes below', async () => {
  const options = { now: pictureTime, viewport: { width: 300, height: 700 } };
  const board = await BoardPage.withSnapshot(browser, picture({ facts: { brokenCount: 1 } }), options);
  await board.page.screenshot({ path: `${folder}/narrow.png` });
  await board.card('04a6').focus();
  await board.page.keyboard.press('x');
  await board.page.keyboard.press('Enter');
  await board.send({ type: 'details', id: '04a6', details: detailsOf(fullTicket) });
  await board.page.screenshot({ path: `${folder}/narrow-pane.png` });
  expect(await outside(board)).toEqual([]);
  const [columns, pane] = [
    await board.page.locator('.columns').boundingBox(),
    await board.page.locator('.pane').boundingBox(),
  ];
  expect(pane?.y).toBeGreaterThanOrEqual((columns?.y ?? 0) + (columns?.height ?? 0));
  await board.close();
});

test('a compact board at zoom 200 % keeps everything within reach', async () => {
  // What 1280 by 800 are at twice the size.
  const options = { theme: 'light', now: pictureTime, viewport: { width: 640, height: 400 } } as const;
  const board = await BoardPage.withSnapshot(browser, picture({ preferences: { compact: true } }), options);
  await board.card('04a6').focus();
  await board.page.keyboard.press('x');
  await board.page.screenshot({ path: `${folder}/zoomed.png` });
  expect(await outside(board)).toEqual([]);
  const list = await board.column('todo').locator('.cards').boundingBox();
  expect(list?.height).toBeGreaterThan(120);
  await board.close();
});
