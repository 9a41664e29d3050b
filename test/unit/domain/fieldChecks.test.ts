import { expect, it } from 'vitest';
import { checkCount, checkTag, checkText, checkTitle } from '../../../src/domain/fieldChecks.js';
import { failureOf } from './failures.js';

it.each([
  ['a\nb', 'a b'],
  ['  x\t\ty ', 'x y'],
  ['日本　語', '日本 語'],
  ['x'.repeat(2_000), 'x'.repeat(2_000)],
])('a title %j becomes one line', (text, title) => {
  expect(checkTitle(text)).toBe(title);
});

it.each(['', ' \n\t', 'x'.repeat(2_001)])('a title cannot be %j', (text) => {
  failureOf(() => checkTitle(text), 'invalid_value');
});

it.each(['', '  ', 'a,b', 'a\nb', 'a\rb', 'a\u2028b', 'x'.repeat(201)])('a tag cannot be %j', (text) => {
  failureOf(() => checkTag(text), 'invalid_value');
});

it.each(['wip', 'needs review', '日本語', '🚀', 'a:b', '-x', "it's"])('a tag may be %j', (text) => {
  expect(checkTag(` ${text} `)).toBe(text);
});

it('a text loses the blank lines around it, but not the indent that means code', () => {
  expect(checkText('\n \t\n    code\n\nend \n\n', 'A comment')).toBe('    code\n\nend');
});

it.each(['', ' \n ', 'x'.repeat(100_001)])('a text cannot be %j', (text) => {
  expect(failureOf(() => checkText(text, 'A comment'), 'invalid_value').message).toMatch(/^A comment can/);
});

it('a list has at most 10,000 items', () => {
  expect(checkCount(Array<string>(10_000), 'tags')).toHaveLength(10_000);
  expect(failureOf(() => checkCount(Array<string>(10_001), 'tags'), 'invalid_value').message).toContain('10001');
});
