import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Part, QueryNode, Term, Value } from '../../../src/query/ast.js';
import { compileQuery } from '../../../src/query/compileQuery.js';
import { completeQuery } from '../../../src/query/completeQuery.js';
import { formatQuery, quoteValue } from '../../../src/query/formatQuery.js';
import { highlightQuery } from '../../../src/query/highlightQuery.js';
import { parseQuery } from '../../../src/query/parseQuery.js';
import { textOf } from '../../../src/query/textMatch.js';
import { TicketreeError } from '../../../src/domain/errors.js';
import { rowWith } from '../domain/tickets.js';
import { factsWith, finds } from './asking.js';

const nowhere = { start: 0, end: 0 };
const anyText = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }).filter((text) => text.trim() !== '');
const part: fc.Arbitrary<Part> = fc.oneof(
  fc.stringMatching(/^[a-z0-9*][a-z0-9*._#-]{0,6}$/).map((text) => ({ ...nowhere, text, quoted: false })),
  anyText.map((text) => ({ ...nowhere, text, quoted: true })),
);
// Two bare pieces side by side are one, and are read back as one.
const value: fc.Arbitrary<Value> = fc
  .array(part, { minLength: 1, maxLength: 3 })
  .filter((parts) => parts.every(({ quoted }, index) => quoted || parts[index - 1]?.quoted !== false))
  .map((parts) => ({ ...nowhere, parts }));
const freeWord = value.map((only): Term => ({ kind: 'term', ...nowhere, key: null, values: [only] }));
const keyed = fc
  .tuple(fc.constantFrom('tag', 'title', 'unknown'), fc.array(value, { minLength: 1, maxLength: 3 }))
  .map(([text, values]): Term => ({ kind: 'term', ...nowhere, key: { ...nowhere, text }, values }));
const { node } = fc.letrec<{ node: QueryNode }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    freeWord,
    keyed,
    tie('node').map((child): QueryNode => ({ kind: 'not', ...nowhere, child })),
    fc
      .tuple(fc.constantFrom('and' as const, 'or' as const), fc.array(tie('node'), { minLength: 2, maxLength: 3 }))
      .map(([kind, children]): QueryNode => ({ kind, ...nowhere, children })),
  ),
}));
const sorts = fc.array(
  fc.constantFrom('priority', '-created').map((text): Term => ({
    kind: 'term',
    ...nowhere,
    key: { ...nowhere, text: 'sort' },
    values: [{ ...nowhere, parts: [{ ...nowhere, text, quoted: false }] }],
  })),
  { maxLength: 2 },
);

/** Text that comes near to being a query. */
const pieces = [
  'tag:',
  'status:',
  'todo',
  '-',
  '(',
  ')',
  ' ',
  '"',
  ',',
  ' OR ',
  ' AND ',
  '*',
  '..',
  '<',
  '>=',
  '@today',
];
const nearQuery = fc
  .array(fc.oneof(fc.constantFrom(...pieces, 'field:', 'due:', '7d', 'a', '\\', ':', '\u3000', '語'), fc.string()), {
    maxLength: 20,
  })
  .map((parts) => parts.join(''));
const anyQuery = fc.oneof(nearQuery, fc.string({ unit: 'binary', maxLength: 50 }));

function withoutPlaces(tree: unknown): unknown {
  return JSON.parse(
    JSON.stringify(tree, (name, each: unknown) => (name === 'start' || name === 'end' ? undefined : each)),
  );
}

describe('any query', () => {
  it('that is printed is read back as the same', () => {
    fc.assert(
      fc.property(node, sorts, (root, order) => {
        const read = parseQuery(formatQuery(root, order));
        expect(withoutPlaces([read.root, read.sorts])).toEqual(withoutPlaces([root, order]));
      }),
      { numRuns: 500 },
    );
  });

  it('from any text is understood or refused, but never both, and every place lies in the text', () => {
    fc.assert(
      fc.property(anyQuery, (text) => {
        const { root, sorts: orders, problems } = parseQuery(text);
        for (const { start, end } of problems) expect(0 <= start && start <= end && end <= text.length).toBe(true);
        if (problems.length > 0) {
          expect(() => compileQuery(text)).toThrow(TicketreeError);
          return;
        }
        compileQuery(text).bind(factsWith()).matches(rowWith(1));
        // Whoever wrote something has asked for something.
        expect(root === null && orders.length === 0).toBe(text.trim() === '');
      }),
      { numRuns: 2000 },
    );
  });

  it('understood means the same after it was printed', () => {
    fc.assert(
      fc.property(anyQuery, (text) => {
        const { root, sorts: orders, problems } = parseQuery(text);
        if (problems.length > 0) return;
        const again = parseQuery(formatQuery(root, orders));
        expect(again.problems).toEqual([]);
        expect(withoutPlaces([again.root, again.sorts])).toEqual(withoutPlaces([root, orders]));
      }),
      { numRuns: 1000 },
    );
  });

  it('is coloured in pieces that follow one another and leave out only white space', () => {
    fc.assert(
      fc.property(anyQuery, (text) => {
        let at = 0;
        for (const { start, end } of highlightQuery(parseQuery(text))) {
          expect(text.slice(at, start).trim()).toBe('');
          expect(end).toBeGreaterThan(start);
          at = end;
        }
        expect(text.slice(at).trim()).toBe('');
      }),
      { numRuns: 1000 },
    );
  });

  it('can be completed at any place without an error', () => {
    const vocabulary = {
      tags: ['ui', 'two words'],
      assignees: ['ana'],
      branches: ['ticket/a'],
      fields: ['points'],
      tickets: [],
    };
    fc.assert(
      fc.property(anyQuery, fc.nat(60), (text, place) => {
        const offset = Math.min(place, text.length);
        for (const { start, end } of completeQuery(text, offset, vocabulary)) {
          expect(start <= offset && offset <= end && end <= text.length).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('any text in quotes', () => {
  it('means exactly itself', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { root, problems } = parseQuery(`tag:${quoteValue(text)}`);
        expect(problems).toEqual([]);
        expect(root?.kind === 'term' && root.values.map(textOf)).toEqual([text]);
        expect(finds(`tag:${quoteValue(text)}`, rowWith(1, { tags: [text] }))).toBe(true);
        expect(finds(`tag:${quoteValue(text)}`, rowWith(1, { tags: [`${text}x`] }))).toBe(false);
        expect(finds(quoteValue(text), rowWith(1, { title: `x ${text} y` }))).toBe(true);
        expect(finds(`assignee:${quoteValue(text)}`, rowWith(1, { assignee: text }))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['plain', 'plain'],
    ['日本語', '日本語'],
    ['ana@example.org', 'ana@example.org'],
    ['#3f2a', '#3f2a'],
    ['two words', '"two words"'],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say \\"hi\\""'],
    ['C:\\x', '"C:\\\\x"'],
    ['-x', '"-x"'],
    ['a*', '"a*"'],
    ['a..b', '"a..b"'],
    ['OR', '"OR"'],
    ['@me', '"@me"'],
    ['unassigned', '"unassigned"'],
    ['>5', '">5"'],
    ['', '""'],
  ])('is quoted only where it must be: %j', (text, expected) => {
    expect(quoteValue(text)).toBe(expected);
  });
});
