import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileQuery } from '../../../src/query/compileQuery.js';
import { freeWordsOf, readFilter, type SearchHits } from '../../../webview/filter/boardFilter.js';
import { idOf, rowWith } from '../domain/tickets.js';

const rows = [
  rowWith(1, { slug: 'one', title: 'Fix the login', tags: ['ui'], assignee: 'ana@example.org', priority: 'high' }),
  rowWith(2, {
    slug: 'two',
    title: 'Cache tokens',
    tags: ['ui', 'wip'],
    metadata: { depends_on: [idOf(1)], parent: idOf(3) },
  }),
  rowWith(3, {
    slug: 'three',
    title: 'Sign-in',
    status: 'doing',
    metadata: { due: '2026-02-01', git: { branch: 'ticket/sign-in' } },
  }),
  rowWith(4, { slug: 'four', title: 'ログインを直す', status: 'done', tags: ['i18n'] }),
];

const facts = { now: new Date(2026, 2, 1, 12), me: ['Ana@Example.org'], activeId: idOf(3), rows };

/** The numbers of the rows that are shown. */
function shown(text: string, hits: SearchHits | null = null): number[] {
  const bound = readFilter(text)?.bind(facts, hits);
  return rows.flatMap((row, index) => (bound?.isShown(row) === true ? [index + 1] : []));
}

/** What the host found for words, by the numbers of the rows. */
function found(words: string, ...numbers: number[]): SearchHits {
  return { words, ids: new Set(numbers.map(idOf)) };
}

describe('which rows a filter shows', () => {
  it.each([
    ['', [1, 2, 3, 4]],
    ['login', [1]],
    ['ログイン', [4]],
    ['tag:ui -tag:wip', [1]],
    ['assignee:@me', [1]],
    ['is:active', [3]],
    ['is:ready', [1]],
    ['is:blocked', [2]],
    ['is:overdue', [3]],
    ['parent:00000003', []],
    [`parent:${idOf(3)}`, [2]],
    ['parent:nobody', []],
    ['branch:sign', [3]],
    ['branch:ticket/*', [3]],
    ['has:branch', [3]],
    ['-has:branch', [1, 2, 4]],
  ])('%j shows %j', (text, numbers) => {
    expect(shown(text)).toEqual(numbers);
  });

  it('a text with a fault is no filter, so that the last good one can be kept', () => {
    expect(readFilter('tag:')).toBeNull();
    expect(freeWordsOf('tag: login')).toBeNull();
  });

  it('the order that the text names goes with it', () => {
    const compare = readFilter('sort:title')?.bind(facts, null).compare ?? null;
    expect(compare && [...rows].sort(compare).map(({ title }) => title)).toEqual([
      'Cache tokens',
      'Fix the login',
      'Sign-in',
      'ログインを直す',
    ]);
    expect(readFilter('login')?.bind(facts, null).compare).toBeNull();
  });

  it('only a query that needs other rows goes through them', () => {
    const others = {
      [Symbol.iterator]: (): never => {
        throw new Error('gone through');
      },
    };
    const bound = readFilter('login tag:ui priority:>=low')?.bind({ ...facts, rows: others }, null);
    expect(rows.map((row) => bound?.isShown(row))).toEqual([true, false, false, false]);
    expect(() => readFilter('parent:0001')?.bind({ ...facts, rows: others }, null)).not.toThrow();
    expect(() =>
      rows.map((row) =>
        readFilter('is:ready')
          ?.bind({ ...facts, rows: others }, null)
          .isShown(row),
      ),
    ).toThrow();
  });
});

describe('what the host finds in the long texts', () => {
  it('is shown too where the rest of the filter allows it', () => {
    expect(shown('login', found('login', 2, 3))).toEqual([1, 2, 3]);
    expect(shown('login tag:ui', found('login', 2, 3))).toEqual([1, 2]);
    expect(shown('tag:ui login -tag:wip', found('login', 2, 3))).toEqual([1]);
  });

  it('does not count for other words', () => {
    expect(shown('logi', found('login', 2))).toEqual([1]);
    expect(shown('tag:ui', found('login', 3))).toEqual([1, 2]);
    expect(shown('login', found('', 2))).toEqual([1]);
  });

  it('never hides what the filter itself finds', () => {
    const terms = fc.constantFrom(
      'login',
      'tag:ui',
      '-tag:wip',
      'is:ready',
      '(login OR tag:i18n)',
      '-login',
      '"the login"',
      'l*n',
    );
    const ids = fc.uniqueArray(fc.integer({ min: 1, max: 4 }));
    fc.assert(
      fc.property(fc.array(terms, { maxLength: 4 }), ids, (parts, numbers) => {
        const text = parts.join(' ');
        const alone = shown(text);
        const withHits = shown(text, found(freeWordsOf(text) ?? '', ...numbers));
        expect(withHits).toEqual(expect.arrayContaining(alone));
        expect(withHits.every((number) => alone.includes(number) || numbers.includes(number))).toBe(true);
      }),
    );
  });
});

describe('which words the host is asked for', () => {
  it.each([
    ['', null],
    ['tag:ui', null],
    ['login', 'login'],
    ['tag:ui login -tag:wip safari', 'login safari'],
    ['(login safari) tag:ui', 'login safari'],
    ['"log in" x', '"log in" x'],
    ['say "a \\"b\\" c"', 'say "a  b  c"'],
    ['文字化け', '文字化け'],
    // What is negated, one of several choices, or means something else in a search is left to the rows.
    ['-login', null],
    ['login OR safari', null],
    ['log*n', null],
    ['log*n safari', 'safari'],
    ['"log*n"', '"log*n"'],
    ['word '.repeat(33), null],
    ['x'.repeat(1001), null],
  ])('for %j: %j', (text, words) => {
    expect(freeWordsOf(text)).toBe(words);
  });

  it('the query without them is still one that can be run', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('login', 'tag:ui', '(a b)', '(a OR b)', '-a', 'sort:title'), { maxLength: 6 }),
        (parts) => {
          const text = parts.join(' ');
          expect(() => compileQuery(text)).not.toThrow();
          expect(() => readFilter(text)?.bind(facts, found(freeWordsOf(text) ?? '', 1))).not.toThrow();
        },
      ),
    );
  });
});
