import { compareRanked } from './rank.js';
import { priorities } from './ticket.js';
import type { TicketGraph } from './ticketGraph.js';
import type { TicketRow } from './ticketRow.js';

/**
 * The tickets that work can begin on at once, the one to take first in front: by priority, then by the day when it is
 * due (overdue ones are the earliest, those without a day come last), then as on the board, where a ticket that nobody
 * has placed stands by its creation.
 */
export function readyTickets(rows: Iterable<TicketRow>, graph: TicketGraph, now: Date): TicketRow[] {
  return [...rows].filter((row) => graph.isReady(row, now)).sort(compareUrgency);
}

function compareUrgency(a: TicketRow, b: TicketRow): number {
  return (
    priorities.indexOf(b.priority) - priorities.indexOf(a.priority) || compareDue(a.due, b.due) || compareRanked(a, b)
  );
}

function compareDue(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
}
