import { mkdir } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BoardPage, launchBrowser } from './boardPage.js';
import { pictureRows, pictureTime, row, snapshot } from './rows.js';
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
  row(`z${index}`, { status: 'done', title: `Older ticket ${index}`, rank: `z${index}` }),
);

test.each(Object.keys(themes) as ThemeName[])('is drawn without an error in %s', async (theme) => {
  const message = snapshot([...pictureRows(), ...filler], { activeId: 'fix1', brokenCount: 1 });
  const options = { theme, now: pictureTime, viewport: { width: 1440, height: 900 } };
  const board = await BoardPage.withSnapshot(browser, message, options);
  await board.carryTo('7dc1', 'review', null);
  await board.page.screenshot({ path: `${folder}/board-${theme}.png` });
  await board.letGo();
  expect(board.errors).toEqual([]);
  await board.close();
});
