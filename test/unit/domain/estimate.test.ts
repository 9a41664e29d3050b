import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatEstimate, parseEstimate } from '../../../src/domain/estimate.js';
import { failureOf } from './failures.js';

it.each([
  ['90', 90],
  ['0', 0],
  ['45m', 45],
  ['1h30m', 90],
  [' 1H 30M ', 90],
  ['1.5h', 90],
  ['2d', 960],
  ['1w', 2_400],
  ['1w2d3h4m', 2_400 + 960 + 180 + 4],
  ['0.33h', 20],
])('%j means %d minutes', (text, minutes) => {
  expect(parseEstimate(text)).toBe(minutes);
});

it.each(['', ' ', 'h', '-5', '1,5h', '1.5', '30m1h', '1h1h', '5x', 'h5', '1e3', '٣h', '9'.repeat(400), '999999999w'])(
  '%j is no estimate',
  (text) => {
    failureOf(() => parseEstimate(text), 'invalid_value');
  },
);

it.each([
  [0, '0m'],
  [90, '1h30m'],
  [480, '1d'],
  [2_400, '1w'],
  [3_421, '1w2d1h1m'],
  [59.6, '1h'],
])('%d minutes are written %s', (minutes, text) => {
  expect(formatEstimate(minutes)).toBe(text);
});

it('what is written is read back to the same', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 50_000_000 }), (minutes) => {
      expect(parseEstimate(formatEstimate(minutes))).toBe(minutes);
    }),
  );
});
