import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { readyTickets } from '../../../src/domain/nextTicket.js';
import { priorities } from '../../../src/domain/ticket.js';
import { TicketGraph } from '../../../src/domain/ticketGraph.js';
import type { TicketRow } from '../../../src/domain/ticketRow.js';
import { idOf, noon, rowWith } from './tickets.js';

function next(rows: readonly TicketRow[]): string[] {
  return readyTickets(rows, new TicketGraph(rows), noon).map(({ title }) => title);
}

it('what to take next goes by priority, day due, place on the board, and creation', () => {
  const later = '2026-03-01T13:00:00Z';
  const rows = [
    rowWith(1, { title: 'late', created_at: later }),
    rowWith(2, { title: 'early' }),
    rowWith(3, { title: 'placed first', created_at: later, metadata: { rank: 'a0' } }),
    rowWith(4, { title: 'due', metadata: { due: '2026-04-01' } }),
    rowWith(5, { title: 'overdue', metadata: { due: '2025-12-31' } }),
    rowWith(6, { title: 'critical', priority: 'critical', created_at: later }),
    rowWith(7, { title: 'low', priority: 'low', metadata: { due: '2020-01-01' } }),
  ];
  expect(next(rows)).toEqual(['critical', 'overdue', 'due', 'placed first', 'early', 'late', 'low']);
});

it('tickets that are not ready are left out', () => {
  const rows = [
    rowWith(1, { metadata: { depends_on: [idOf(2)] } }),
    rowWith(2),
    rowWith(3, { status: 'doing' }),
    rowWith(4, { status: 'done' }),
  ];
  expect(next(rows)).toEqual(['Ticket 2']);
});

it('the order is the same from whatever order the rows come in', () => {
  const row = fc.record({
    priority: fc.constantFrom(...priorities),
    due: fc.option(fc.constantFrom('2026-01-01', '2026-05-01'), { nil: undefined }),
    rank: fc.option(fc.constantFrom('a0', 'a1'), { nil: undefined }),
  });
  const rows = fc
    .array(row, { maxLength: 12 })
    .map((all) =>
      all.map(({ priority, due, rank }, index) =>
        rowWith(index, { priority, metadata: { ...(due && { due }), ...(rank && { rank }) } }),
      ),
    );
  fc.assert(
    fc.property(
      rows.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([all, shuffled]) => {
        expect(next(shuffled)).toEqual(next(all));
      },
    ),
  );
});
