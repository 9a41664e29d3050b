import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rowWith } from '../unit/domain/tickets.js';
import { launchBrowser } from './boardPage.js';
import { FilterPage } from './filterPage.js';

let browser: Browser;
beforeAll(async () => (browser = await launchBrowser()));
afterAll(() => browser.close());

const rows = [
  rowWith(1, { tags: ['ui', 'two words'], assignee: 'ana@example.org' }),
  rowWith(2, { tags: ['ui', 'auth'], assignee: '山田 太郎' }),
];

test('every key is told at once, and the text is coloured without losing a character', async () => {
  const filter = await FilterPage.open(browser);
  await filter.type('priority:>=low -tag:wip log');
  const heard = await filter.heard();
  expect(heard.slice(0, 3)).toEqual(['p', 'pr', 'pri']);
  expect(heard.at(-1)).toBe('priority:>=low -tag:wip log');
  expect(await filter.colours()).toEqual([
    ...['key:priority', 'key::', 'operator:>=', 'value:low', 'space: '],
    ...['key:-', 'key:tag', 'key::', 'value:wip', 'space: ', 'text:log'],
  ]);
  expect(await filter.page.locator('.filter-overlay').textContent()).toBe('priority:>=low -tag:wip log');
  expect(filter.errors).toEqual([]);
  await filter.close();
});

test('the coloured text stands exactly under the text of the input, also when both are scrolled', async () => {
  const filter = await FilterPage.open(browser, { viewport: { width: 300, height: 300 } });
  await filter.type('priority:>=low -tag:wip tag:"日本語 🙂" fffi office AVAVA title:*login*');
  const [overlay, scrolled] = await filter.page.evaluate(async () => {
    await new Promise(requestAnimationFrame);
    const [field, text] = [document.querySelector('input'), document.querySelector('.filter-overlay')];
    return [text?.scrollLeft, field?.scrollLeft];
  });
  expect(scrolled).toBeGreaterThan(50);
  expect(overlay).toBe(scrolled);
  const widths = await filter.page.evaluate(() => {
    const [field, text] = [document.querySelector('input'), document.querySelector('.filter-overlay')];
    return [field?.scrollWidth ?? 0, text?.scrollWidth ?? 0];
  });
  expect(Math.abs((widths[0] ?? 0) - (widths[1] ?? 0))).toBeLessThanOrEqual(17);
  await filter.close();
});

test('a value from outside is shown, but waits while somebody types', async () => {
  const filter = await FilterPage.open(browser, { value: 'tag:ui' });
  expect(await filter.input.inputValue()).toBe('tag:ui');
  await filter.input.focus();
  await filter.press('End');
  await filter.page.keyboard.type(' log');
  await filter.set({ value: 'is:open' });
  expect(await filter.input.inputValue()).toBe('tag:ui log');
  await filter.page.keyboard.type('in');
  await filter.page.locator('#card').focus();
  expect(await filter.input.inputValue()).toBe('tag:ui login');
  await filter.set({ value: 'is:open' });
  expect(await filter.input.inputValue()).toBe('is:open');
  await filter.input.focus();
  await filter.set({ value: 'is:ready' });
  await filter.page.locator('#card').focus();
  await expect.poll(() => filter.input.inputValue()).toBe('is:ready');
  await filter.close();
});

test('the count is shown, and said when it has rested', async () => {
  const filter = await FilterPage.open(browser, { shown: 67, total: 67 });
  const said = filter.page.getByRole('status');
  expect(await filter.page.locator('.filter-count').innerText()).toBe('67 of 67');
  await filter.set({ shown: 12 });
  expect(await filter.page.locator('.filter-count').innerText()).toBe('12 of 67');
  await expect.poll(() => said.innerText()).toBe('12 of 67 tickets');
  await filter.close();
});

test('values are offered behind a colon, and the keyboard takes one', async () => {
  const filter = await FilterPage.open(browser, { rows });
  await filter.type('ta');
  expect(await filter.options.count()).toBe(0);
  expect(await filter.input.getAttribute('aria-expanded')).toBe('false');
  await filter.page.keyboard.type('g:');
  expect(await filter.offered()).toEqual(['[ui]', 'auth', 'two words']);
  expect(await filter.input.getAttribute('aria-expanded')).toBe('true');
  await filter.press('ArrowUp');
  expect(await filter.offered()).toEqual(['ui', 'auth', '[two words]']);
  const active = await filter.input.getAttribute('aria-activedescendant');
  expect(await filter.page.locator(`#${active}`).innerText()).toContain('two words');
  await filter.press('Enter');
  expect(await filter.input.inputValue()).toBe('tag:"two words"');
  expect((await filter.heard()).at(-1)).toBe('tag:"two words"');
  expect(await filter.options.count()).toBe(0);
  expect(await filter.left()).toBe(0);
  await filter.close();
});

test('Ctrl+Space offers keys, Tab takes one, and its values come at once', async () => {
  const filter = await FilterPage.open(browser, { rows, me: ['ana@example.org'] });
  await filter.type('-assi');
  await filter.press('Control+Space');
  expect(await filter.offered()).toEqual(['[assignee:]']);
  await filter.press('Tab');
  expect(await filter.offered()).toEqual(['[@me]', 'ana@example.org', '山田 太郎', 'unassigned']);
  expect(await filter.options.first().innerText()).toContain('ana@example.org');
  await filter.page.keyboard.type('山');
  expect(await filter.offered()).toEqual(['[山田 太郎]']);
  await filter.press('Tab');
  expect(await filter.input.inputValue()).toBe('-assignee:"山田 太郎"');
  await filter.close();
});

test('Escape closes the list, then hands the keys on; the text stays', async () => {
  const filter = await FilterPage.open(browser, { rows });
  await filter.type('tag:');
  await filter.press('Escape');
  expect(await filter.options.count()).toBe(0);
  expect(await filter.left()).toBe(0);
  await filter.press('Escape');
  expect(await filter.left()).toBe(1);
  expect(await filter.input.evaluate((input) => input === document.activeElement)).toBe(false);
  expect(await filter.input.inputValue()).toBe('tag:');
  await filter.close();
});

test('a word that is whole already is not taken for another by Enter', async () => {
  const filter = await FilterPage.open(browser, { rows: [rowWith(1, { tags: ['ui', 'ui-kit'] })] });
  await filter.type('tag:ui');
  expect(await filter.offered()).toEqual(['ui', 'ui-kit']);
  await filter.press('Enter');
  expect(await filter.input.inputValue()).toBe('tag:ui');
  await filter.close();
});

test('what is offered is made anew of the rows of each visit, even of those that can be gone through only once', async () => {
  const filter = await FilterPage.open(browser);
  const once = (tag: string) =>
    filter.page.evaluate(
      ([row, name]) => {
        const bar = document.querySelector('ticketree-filter') as unknown as { rows: Iterable<unknown> };
        bar.rows = [{ ...row, tags: [name] }].values();
      },
      [rowWith(1) as object, tag] as const,
    );
  await once('first');
  await filter.type('tag:');
  expect(await filter.offered()).toEqual(['[first]']);
  await filter.press('Escape', 'ArrowDown');
  expect(await filter.offered()).toEqual(['[first]']);
  await filter.page.locator('#card').focus();
  await once('second');
  await filter.input.focus();
  await filter.press('ArrowDown');
  expect(await filter.offered()).toEqual(['[second]']);
  await filter.close();
});

test('a click takes an offer, and the field keeps the keys', async () => {
  const filter = await FilterPage.open(browser, { rows });
  await filter.type('tag:');
  await filter.options.nth(1).click();
  await filter.page.keyboard.type(' x');
  expect(await filter.input.inputValue()).toBe('tag:auth x');
  await filter.close();
});

test('a fault is underlined where it is, and told in a sentence when the text rests', async () => {
  const filter = await FilterPage.open(browser);
  await filter.type('login priority:hihg');
  expect(await filter.page.locator('.filter-bar.faulty').count()).toBe(0);
  expect(await filter.input.getAttribute('aria-invalid')).toBe('true');
  const sentence = 'Column 16: "hihg" is no priority. Did you mean high?';
  expect(await filter.input.getAttribute('aria-describedby')).toBe('filter-problem');
  await filter.page.locator('.filter-problem:not([data-quiet])').waitFor();
  expect(await filter.page.locator('.filter-problem').innerText()).toBe(sentence);
  const underlined = filter.page.locator('.filter-bar.faulty .fault');
  expect(await underlined.allTextContents()).toEqual(['hihg']);
  expect(await underlined.evaluate((run) => getComputedStyle(run).textDecorationLine)).toBe('underline');
  expect(await filter.page.getByRole('status').innerText()).toBe(sentence);
  await filter.press('ArrowDown');
  expect(await filter.offered()).toEqual(['[high]']);
  await filter.press('Enter');
  expect(await filter.input.inputValue()).toBe('login priority:high');
  expect(await filter.input.getAttribute('aria-invalid')).toBe('false');
  expect(await filter.page.locator('.filter-problem').count()).toBe(0);
  await filter.close();
});

test('each term can be taken out with the mouse, and the text does not move for it', async () => {
  const filter = await FilterPage.open(browser, { value: 'priority:>=low -(tag:wip OR tag:css) log' });
  const before = await filter.page.locator('.filter-term').nth(2).boundingBox();
  await filter.page.locator('.filter-term').nth(1).hover({ force: true });
  expect(await filter.page.locator('.filter-term.hovered').textContent()).toBe('-(tag:wip OR tag:css)');
  expect(await filter.page.locator('.filter-term').nth(2).boundingBox()).toEqual(before);
  await filter.page.getByRole('button', { name: 'Remove -(tag:wip OR tag:css) from the filter' }).click();
  expect(await filter.heard()).toEqual(['priority:>=low log']);
  expect(await filter.input.inputValue()).toBe('priority:>=low log');
  await filter.close();
});

test('each term can be taken out with the keyboard: one stop for Tab, arrows between them', async () => {
  const filter = await FilterPage.open(browser, { value: 'a tag:ui c' });
  await filter.input.focus();
  await filter.press('Shift+Tab');
  const focused = () => filter.page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  expect(await focused()).toBe('Remove a from the filter');
  await filter.press('ArrowRight');
  expect(await focused()).toBe('Remove tag:ui from the filter');
  await filter.press('Delete');
  await expect.poll(focused).toBe('Remove c from the filter');
  await filter.press('Enter');
  await expect.poll(focused).toBe('Remove a from the filter');
  await filter.press('Backspace');
  await expect.poll(focused).toBe('Filter tickets');
  expect(await filter.heard()).toEqual(['a c', 'a', '']);
  await filter.close();
});
