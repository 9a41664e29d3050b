import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance } from '../../../src/util/editDistance.js';

describe('the distance of two words', () => {
  it.each([
    ['login', 'login', 0],
    ['login', 'logins', 1],
    ['login', 'logn', 1],
    ['login', 'lofin', 1],
    ['login', 'lgoin', 1],
    ['login', 'loign', 1],
    ['migration', 'migartoin', 2],
    ['login', '', 5],
    ['ログイン', 'ロクイン', 1],
  ])('of %s and %s is counted in edits', (one, other, distance) => {
    expect(editDistance(one, other, 9)).toBe(distance);
    expect(editDistance(other, one, 9)).toBe(distance);
  });

  it('is counted no further than asked for', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
    fc.assert(
      fc.property(word, word, fc.nat(4), (one, other, most) => {
        expect(editDistance(one, other, most)).toBe(Math.min(editDistance(one, other, 20), most + 1));
      }),
      { numRuns: 1000 },
    );
  });
});
