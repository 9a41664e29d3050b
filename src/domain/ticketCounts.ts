import { priorities, statuses, type Priority, type Status } from './ticket.js';
import { TicketGraph } from './ticketGraph.js';
import { isOpen, type TicketRow } from './ticketRow.js';

/**
 * How many tickets there are: in all, archived, of each status without the archived ones, ready to be begun, and open
 * ones of each priority.
 */
export type TicketCounts = Readonly<Record<'total' | 'archived' | 'ready' | Status | Priority, number>>;

export function countTickets(rows: readonly TicketRow[], now: Date): TicketCounts {
  const graph = new TicketGraph(rows);
  const count = (isCounted: (row: TicketRow) => boolean): number => rows.filter(isCounted).length;
  const each = <T extends string>(words: readonly T[], isOf: (row: TicketRow, word: T) => boolean): Record<T, number> =>
    Object.fromEntries(words.map((word) => [word, count((row) => isOf(row, word))])) as Record<T, number>;
  return {
    total: rows.length,
    archived: count((row) => row.archived),
    ready: count((row) => graph.isReady(row, now)),
    ...each(statuses, (row, status) => row.status === status && !row.archived),
    ...each(priorities, (row, priority) => row.priority === priority && isOpen(row)),
  };
}
