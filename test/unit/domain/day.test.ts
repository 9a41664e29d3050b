import { expect, it } from 'vitest';
import { checkDay, isDay } from '../../../src/domain/day.js';
import { failureOf } from './failures.js';

it.each(['2026-01-31', '2028-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('%s is a day', (text) => {
  expect(isDay(text)).toBe(true);
  expect(checkDay(` ${text} `)).toBe(text);
});

it.each([
  '2026-02-29',
  '1900-02-29',
  '2026-04-31',
  '2026-00-01',
  '2026-01-00',
  '26-01-01',
  '2026-01-01T00:00:00Z',
  '٢٠٢٦-٠١-٠١',
  '',
])('%j is none', (text) => {
  expect(isDay(text)).toBe(false);
  failureOf(() => checkDay(text), 'invalid_value');
});
