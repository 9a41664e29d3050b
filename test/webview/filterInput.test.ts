/** The filter bar with what is hard to type or to read: input methods, hostile names, other themes and sizes. */
import fc from 'fast-check';
import { mkdir } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rowWith } from '../unit/domain/tickets.js';
import { launchBrowser } from './boardPage.js';
import { FilterPage } from './filterPage.js';
import { themes, type ThemeName } from './themes.js';

const folder = '.vscode-test/screenshots/webview';
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
  await mkdir(folder, { recursive: true });
});
afterAll(() => browser.close());

const hostile = [
  '<script>window.hacked = 1</script>',
  '"><img src=x onerror=hacked=1>',
  '\u202Egnp.exe',
  'a\u0007b\u0000c',
];

test('what an input method composes is told once, when it is done, and its keys choose nothing else', async () => {
  const filter = await FilterPage.open(browser, { rows: [rowWith(1, { tags: ['文字', '日本'] })] });
  await filter.type('tag:');
  expect(await filter.options.count()).toBe(2);
  const ime = await filter.ime();
  await ime.send('Input.imeSetComposition', { text: 'にほ', selectionStart: 2, selectionEnd: 2 });
  expect(await filter.options.count()).toBe(0);
  await ime.send('Input.imeSetComposition', { text: 'にほん', selectionStart: 3, selectionEnd: 3 });
  await filter.set({ shown: 3, value: 'is:open' });
  expect(await filter.input.inputValue()).toBe('tag:にほん');
  // With an input method at work its keys come as those of a composition.
  await filter.input.dispatchEvent('keydown', { key: 'Enter', isComposing: true });
  await filter.input.dispatchEvent('keydown', { key: 'Escape', isComposing: true });
  expect(await filter.heard()).toEqual(['t', 'ta', 'tag', 'tag:']);
  expect(await filter.left()).toBe(0);
  await ime.send('Input.insertText', { text: '日本' });
  expect(await filter.heard()).toEqual(['t', 'ta', 'tag', 'tag:', 'tag:日本']);
  expect(await filter.input.inputValue()).toBe('tag:日本');
  expect(await filter.page.locator('.filter-overlay').textContent()).toBe('tag:日本');
  await filter.close();
});

test('hostile names are offered and taken as text', async () => {
  const rows = [rowWith(1, { tags: [...hostile, 'two\nlines', ' ', 'x'.repeat(5000)] })];
  const filter = await FilterPage.open(browser, { rows });
  await filter.type('tag:');
  expect((await filter.offered()).map((label) => label.replace(/^\[|\]$/g, '')).sort()).toEqual([...hostile].sort());
  for (const tag of hostile) {
    await filter.input.fill('tag:');
    await filter.page.getByRole('option').filter({ hasText: tag }).click();
    expect(await filter.input.inputValue()).toBe(`tag:"${tag.replaceAll('"', '\\"')}"`);
    expect(await filter.page.locator('.filter-overlay').textContent()).toBe(await filter.input.inputValue());
  }
  expect(await filter.page.locator('ticketree-filter :is(script, img)').count()).toBe(0);
  expect(await filter.page.evaluate(() => 'hacked' in window)).toBe(false);
  expect(filter.errors).toEqual([]);
  await filter.close();
});

test('whatever is typed, the coloured text is the same, and each term stands in one piece', async () => {
  const piece = fc.constantFrom(
    'a',
    ' ',
    '(',
    ')',
    '-',
    '"',
    ':',
    ',',
    'tag:',
    '>=',
    '..',
    '\\',
    '山',
    '🙂',
    'OR ',
    'AND ',
    '\u202E',
  );
  const texts = fc.sample(fc.string({ unit: piece, minLength: 1, maxLength: 20 }), 300);
  const filter = await FilterPage.open(browser);
  const drawn = await filter.page.evaluate(async (all) => {
    const bar = document.querySelector('ticketree-filter') as unknown as {
      value: string;
      updateComplete: Promise<unknown>;
    };
    const found: (string | null | undefined)[] = [];
    for (const text of all) {
      bar.value = text;
      await bar.updateComplete;
      found.push(document.querySelector('.filter-overlay')?.textContent);
    }
    return found;
  }, texts);
  expect(drawn).toEqual(texts);
  expect(filter.errors).toEqual([]);
  await filter.close();
});

test('a pasted text of many lines and of great length becomes one line that can be read', async () => {
  const filter = await FilterPage.open(browser);
  await filter.set({ value: 'tag:ui\nlogin' });
  expect(await filter.input.inputValue()).toBe('tag:ui login');
  await filter.input.fill('(tag:a OR '.repeat(900));
  expect(await filter.input.getAttribute('aria-invalid')).toBe('true');
  expect(filter.errors).toEqual([]);
  await filter.close();
});

const rows = [rowWith(1, { tags: ['ui', 'auth', 'two words'], assignee: 'ana@example.org' })];

test.each(Object.keys(themes) as ThemeName[])('breaks no rule of accessibility in %s', async (theme) => {
  const value = 'priority:>=low -tag:wip';
  const filter = await FilterPage.open(browser, { theme, rows, value });
  expect(await filter.axeViolations()).toEqual([]);
  await filter.page.screenshot({ path: `${folder}/filter-${theme}-rest.png`, clip: clip(60) });
  await filter.page.locator('.filter-term').first().hover({ force: true });
  expect(await filter.axeViolations()).toEqual([]);
  await filter.page.screenshot({ path: `${folder}/filter-${theme}-hover.png`, clip: clip(60) });
  await filter.input.focus();
  await filter.press('End');
  await filter.page.keyboard.type(' is:');
  expect(await filter.axeViolations()).toEqual([]);
  await filter.page.screenshot({ path: `${folder}/filter-${theme}-list.png`, clip: clip(320) });
  await filter.page.keyboard.type('opne');
  await filter.page.locator('.filter-problem:not([data-quiet])').waitFor();
  expect(await filter.axeViolations()).toEqual([]);
  await filter.press('Control+a');
  await filter.page.screenshot({ path: `${folder}/filter-${theme}-fault.png`, clip: clip(100) });
  expect(filter.errors).toEqual([]);
  await filter.close();
});

function clip(height: number) {
  return { x: 0, y: 0, width: 900, height };
}

test.each([
  // The editor's zoom gives the page fewer pixels, each of them larger.
  ['zoom200', { viewport: { width: 600, height: 400 }, scale: 2 }],
  ['300px', { viewport: { width: 300, height: 300 }, scale: 1 }],
])('has room at %s', async (name, size) => {
  const filter = await FilterPage.open(browser, { rows, ...size, value: 'priority:>=low -tag:wip' });
  await filter.input.focus();
  await filter.press('End');
  await filter.page.keyboard.type(' assignee:');
  await filter.options.first().waitFor();
  await filter.page.screenshot({ path: `${folder}/filter-${name}.png` });
  const list = await filter.page.getByRole('listbox').boundingBox();
  expect(list && list.x >= 0 && list.x + list.width <= size.viewport.width).toBe(true);
  expect(await filter.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await filter.close();
});
