import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cell, formatTable, rightCell } from '../../../src/cli/table.js';
import { makePaint } from '../../../src/cli/terminalText.js';
import { displayWidth } from '../../../src/cli/textWidth.js';

const noPaint = makePaint(false);

describe('a table', () => {
  it('lines up columns by what a terminal shows, with numbers to the right, and leaves the last one ragged', () => {
    const rows = [
      [cell('検索'), rightCell('9'), cell('first')],
      [cell('ui'), rightCell('10'), cell('second one')],
    ];
    expect(formatTable(rows, Infinity, noPaint).split('\n')).toEqual(['検索   9  first', 'ui    10  second one']);
  });

  it('has no column for what no row has, and is nothing without rows', () => {
    expect(formatTable([[cell(''), cell('a'), cell('b')]], 80, noPaint)).toBe('a  b');
    expect(formatTable([], 80, noPaint)).toBe('');
    expect(formatTable([[cell('alone')]], 80, noPaint)).toBe('alone');
  });

  it('cuts the last column where the terminal ends, over texts of several styles', () => {
    const spans = [{ text: 'Fix the login' }, { text: '  @ada', style: 'dim' as const }, { text: '  [ui]' }];
    const rows = [[cell('#3f2a'), { spans }]];
    expect(formatTable(rows, 80, noPaint)).toBe('#3f2a  Fix the login  @ada  [ui]');
    expect(formatTable(rows, 32, noPaint)).toBe('#3f2a  Fix the login  @ada  [ui]');
    expect(formatTable(rows, 31, noPaint)).toBe('#3f2a  Fix the login  @ada  [u…');
    expect(formatTable(rows, 26, noPaint)).toBe('#3f2a  Fix the login  @ad…');
    expect(formatTable(rows, 20, noPaint)).toBe('#3f2a  Fix the logi…');
  });

  it('shows some of the last column in the narrowest terminal', () => {
    expect(formatTable([[cell('x'.repeat(40)), cell('Fix the login')]], 20, noPaint)).toMatch(/ {2}Fix the l…$/);
  });

  it('has a line a row, none wider than the terminal', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 12 }).map((each) => each.replaceAll(/\s/gu, ' '));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(text, text, text), { minLength: 1 }),
        fc.integer({ min: 70, max: 90 }),
        (rows, columns) => {
          const table = formatTable(
            rows.map((row) => row.map((each) => cell(each))),
            columns,
            noPaint,
          );
          const lines = table.split('\n');
          expect(lines).toHaveLength(rows.length);
          for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(columns);
        },
      ),
    );
  });
});
