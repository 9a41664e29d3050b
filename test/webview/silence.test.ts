import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BoardPage, launchBrowser } from './boardPage.js';
import { smallBoard, snapshot } from './rows.js';

let browser: Browser;
beforeAll(async () => (browser = await launchBrowser()));
afterAll(() => browser.close());

const says = 'The editor does not answer.';

test('a host that never answers is told of, asked again, and forgiven', async () => {
  const board = await BoardPage.open(browser, { clock: true });
  await board.page.clock.runFor(10_500);
  await board.page.getByText(says).waitFor();
  await board.page.clock.runFor(11_000);
  expect((await board.sent()).length).toBeGreaterThanOrEqual(3);
  await board.send(snapshot(smallBoard()));
  await board.card('a1').waitFor();
  expect(await board.page.getByText(says).count()).toBe(0);
  await board.close();
});

test('a host that is gone keeps nobody from typing, and takes an unanswered move back when it returns', async () => {
  const board = await BoardPage.open(browser, { clock: true });
  await board.send(snapshot(smallBoard()));
  await board.card('a1').focus();
  for (const key of ['Space', 'ArrowRight', 'Space']) {
    await board.page.keyboard.press(key);
    await board.page.clock.runFor(100);
  }
  expect(await board.cardIds('doing')).toEqual(['a1', 'b1', 'b2']);
  await board.page.clock.runFor(10_500);
  await board.page.getByText(says).waitFor();
  await board
    .column('review')
    .getByRole('button', { name: /^New ticket/ })
    .click();
  await board.page.keyboard.type('Half');
  await board.send(snapshot(smallBoard()));
  expect(await board.cardIds('todo')).toEqual(['a1', 'a2', 'a3']);
  await board.page.getByRole('alert').getByText('The editor did not answer.').waitFor();
  expect(await board.column('review').getByRole('textbox').inputValue()).toBe('Half');
  expect(await board.page.getByText(says).count()).toBe(0);
  await board.close();
});
