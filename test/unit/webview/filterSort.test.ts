import fc from 'fast-check';
import { expect, it } from 'vitest';
import { priorities } from '../../../src/domain/ticket.js';
import { boardSorts } from '../../../src/protocol/boardMessages.js';
import { comparatorOf } from '../../../src/protocol/boardOrder.js';
import { rowWith } from '../domain/tickets.js';

const rows = [
  rowWith(1, { title: 'b', priority: 'low', created_at: '2026-01-01T00:00:00Z', metadata: { rank: 'a3' } }),
  rowWith(2, {
    title: 'Á',
    priority: 'high',
    created_at: '2026-01-03T00:00:00+09:00',
    metadata: { rank: 'a2', due: '2026-05-01' },
  }),
  rowWith(3, {
    title: 'A',
    priority: 'high',
    created_at: '2026-01-02T16:00:00Z',
    metadata: { rank: 'a1', due: '2026-04-01' },
  }),
  rowWith(4, { title: 'B', priority: 'critical', created_at: '2025-12-31T00:00:00Z', metadata: { rank: 'a1' } }),
];

it.each([
  ['manual', [3, 4, 2, 1]],
  ['priority', [4, 3, 2, 1]],
  ['due', [3, 2, 4, 1]],
  ['created', [3, 2, 1, 4]],
  ['updated', [3, 2, 1, 4]],
  ['title', [3, 4, 1, 2]],
] as const)('orders by %s', (sort, numbers) => {
  expect([...rows].sort(comparatorOf(sort)).map((row) => rows.indexOf(row) + 1)).toEqual(numbers);
});

it('is a whole order by every field, whatever the rows', () => {
  const row = fc
    .record({
      title: fc.constantFrom('a', 'A', 'ä', 'ｂ'),
      priority: fc.constantFrom(...priorities),
      created_at: fc.constantFrom('2026-01-01T00:00:00Z', '2026-01-01T09:00:00+09:00', 'no time'),
      metadata: fc.record({ rank: fc.constantFrom('a1', 'a2'), due: fc.constantFrom('2026-01-01', 'never') }),
    })
    .map((fields) => (number: number) => rowWith(number, fields));
  fc.assert(
    fc.property(fc.array(row, { maxLength: 6 }), fc.constantFrom(...boardSorts), (makers, sort) => {
      const made = makers.map((make, index) => make(index + 1));
      const compare = comparatorOf(sort);
      expect([...made].reverse().sort(comparatorOf(sort))).toEqual([...made].sort(comparatorOf(sort)));
      for (const a of made) for (const b of made) expect(Math.sign(compare(a, b)) + Math.sign(compare(b, a))).toBe(0);
    }),
  );
});
