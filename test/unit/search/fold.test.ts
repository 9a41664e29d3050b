import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../../src/search/fold.js';

describe('folding', () => {
  it.each([
    ['LOGIN', 'login'],
    ['Café', 'cafe'],
    ['Cafe\u0301', 'cafe'],
    ['Straße', 'STRASSE'],
    ['Ærøskøbing', 'aeroskobing'],
    ['ŁÓDŹ', 'lodz'],
    ['Việt Nam', 'viet nam'],
    ['İstanbul', 'istanbul'],
    ['ＬＯＧＩＮ', 'login'],
    ['ﬁx', 'fix'],
    ['ﾛｸﾞｲﾝ', 'ログイン'],
    ['ΛΌΓΟΣ', 'λόγος'],
    ['👍🏽', '👍'],
    ['❤️', '❤'],
  ])('makes %s and %s the same', (one, other) => {
    expect(fold(one)).toBe(fold(other));
  });

  it.each([
    ['か', 'が'],
    ['й', 'и'],
    ['ハ', 'パ'],
    ['1', '2'],
  ])('keeps %s and %s apart, which are other letters', (one, other) => {
    expect(fold(one)).not.toBe(fold(other));
  });

  it('of what is folded changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });
});
