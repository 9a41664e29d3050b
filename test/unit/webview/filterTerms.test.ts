import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatQuery } from '../../../src/query/formatQuery.js';
import { parseQuery } from '../../../src/query/parseQuery.js';
import { topTerms, withoutTerm } from '../../../webview/filter/topTerms.js';

function texts(query: string): string[] {
  return topTerms(parseQuery(query)).map(({ start, end }) => query.slice(start, end));
}

describe('the parts of a filter that can be taken out', () => {
  it.each([
    ['', []],
    ['  login ', ['login']],
    ['priority:>=low -tag:wip', ['priority:>=low', '-tag:wip']],
    ['a AND b NOT c', ['a', 'b', 'NOT c']],
    ['-(a OR b) (c d) sort:title', ['-(a OR b)', '(c d)', 'sort:title']],
    ['tag:"two words" x', ['tag:"two words"', 'x']],
    ['a OR b c', ['a OR b c']],
    // Half typed or wrong.
    ['a (b c', ['a', '(b c']],
    ['a ) b', ['a', ')', 'b']],
    ['a -', ['a', '-']],
    ['x tag:"open end', ['x', 'tag:"open end']],
  ])('of %j are %j', (query, parts) => {
    expect(texts(query)).toEqual(parts);
  });

  it('what remains means what it meant before', () => {
    const part = fc.constantFrom(
      'a',
      '-tag:wip',
      '(a OR b)',
      'NOT (c d)',
      '"x y"',
      'priority:>=low',
      'sort:-due',
      'b AND c',
    );
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), fc.nat(), (parts, pick) => {
        const text = parts.join('  ');
        const terms = topTerms(parseQuery(text));
        const index = pick % terms.length;
        const rest = withoutTerm(text, terms, terms[index] ?? { start: 0, end: 0 });
        const expected = texts(text).filter((_, each) => each !== index);
        expect(texts(rest)).toEqual(expected);
        const [read, wanted] = [rest, expected.join(' ')].map((each) => parseQuery(each));
        expect(read?.problems).toEqual([]);
        expect(formatQuery(read?.root ?? null, read?.sorts)).toBe(formatQuery(wanted?.root ?? null, wanted?.sorts));
      }),
    );
  });

  it('each character that is not white space or AND is in one part at most, whatever is typed', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', ' ', '(', ')', '-', '"', ':', ',', 'OR ', 'AND ', 'NOT ') }),
        (text) => {
          const terms = topTerms(parseQuery(text));
          let at = 0;
          for (const { start, end } of terms) {
            expect(start).toBeGreaterThanOrEqual(at);
            expect(text.slice(at, start)).toMatch(/^(?:\s|AND)*$/);
            at = end;
          }
          expect(text.slice(at)).toMatch(/^(?:\s|AND)*$/);
        },
      ),
    );
  });
});
