import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut, displayWidth, padding } from '../../../src/cli/textWidth.js';
import { anyText } from './anyText.js';

const family = '\u{1f469}\u200d\u{1f469}\u200d\u{1f467}';

describe('the width of a line', () => {
  it.each([
    ['', 0],
    ['plain ASCII ~', 13],
    ['éßж', 3],
    ['日本語', 6],
    ['ﾊﾝｶｸ', 4],
    ['ガ', 2],
    ['ｶﾞ', 2],
    ['한국어', 6],
    ['\u1112\u1161\u11ab', 2],
    ['e\u0301\u0323', 1],
    ['क्षि', 3],
    ['सूची', 3],
    ['العربية', 7],
    ['מִלָּה', 3],
    ['😀', 2],
    ['👍🏽', 2],
    [family, 2],
    ['🇯🇵🇩🇪', 4],
    ['❤', 1],
    ['❤\ufe0f', 2],
    ['1\ufe0f\u20e3', 2],
    ['a\u200bb\u2060c\ufeff', 3],
    ['𠮷', 2],
    ['…—“”', 4],
    ['\ufffd', 1],
  ])('%j takes the columns that a terminal gives it', (line, columns) => {
    expect(displayWidth(line)).toBe(columns);
  });
});

describe('cutting a line', () => {
  it('leaves what fits as it is, and marks where something is missing', () => {
    expect(cut('Fix login', 9)).toBe('Fix login');
    expect(cut('Fix login', 8)).toBe('Fix log…');
    expect(cut('日本語', 6)).toBe('日本語');
    // A wide character does not go into one column.
    expect(cut('日本語', 4)).toBe('日…');
    expect(cut('日本語', 1)).toBe('…');
    expect(cut('日本語', 0)).toBe('');
  });

  it('keeps what people see as one character whole', () => {
    expect(cut(`${family}${family}x`, 4)).toBe(`${family}…`);
    expect(cut('e\u0301e\u0301e\u0301', 2)).toBe('e\u0301…');
  });

  it('never is wider than asked for, and begins as the line begins', () => {
    const line = fc.oneof(fc.string({ unit: 'grapheme' }), anyText);
    fc.assert(
      fc.property(line, fc.nat(30), (text, width) => {
        const shown = cut(text, width);
        expect(displayWidth(shown)).toBeLessThanOrEqual(width);
        if (shown !== text) expect(text.startsWith(shown.replace(/…$/, ''))).toBe(true);
      }),
    );
  });
});

it('padding fills a line up, and takes nothing from one that is too long', () => {
  expect(padding('日本', 6)).toBe('  ');
  expect(padding('long', 2)).toBe('');
});
