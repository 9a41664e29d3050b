import { compileQuery } from '../../../src/query/compileQuery.js';
import type { QueryFacts } from '../../../src/query/condition.js';
import type { TicketRow } from '../../../src/domain/ticketRow.js';

/** Noon of a Sunday, in local time. */
export const now = new Date(2026, 2, 1, 12);

/** What a test does not care about is answered with no. */
export function factsWith(facts: Partial<QueryFacts> = {}): QueryFacts {
  return {
    now,
    me: ['ana@example.org', 'Ana'],
    isReady: () => false,
    isBlocked: () => false,
    isActive: () => false,
    updated: (row) => row.touched,
    resolve: () => null,
    ...facts,
  };
}

/** The titles of the rows that a query finds, in its order. */
export function find(query: string, rows: readonly TicketRow[], facts = factsWith()): string[] {
  const { matches, compare } = compileQuery(query).bind(facts);
  const found = rows.filter(matches);
  return (compare ? found.sort(compare) : found).map(({ title }) => title);
}

/** Whether a query finds the one row. */
export function finds(query: string, row: TicketRow, facts = factsWith()): boolean {
  return find(query, [row], facts).length === 1;
}
