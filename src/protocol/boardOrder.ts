import { compareRanked } from '../domain/rank.js';
import { priorities } from '../domain/ticket.js';
import type { TicketRow } from '../domain/ticketRow.js';
import { timestampMillis } from '../domain/timestamp.js';
import type { BoardSort } from './boardMessages.js';
import { fold } from '../query/textMatch.js';

type Comparison = (a: TicketRow, b: TicketRow) => number;

/** Dear keys are worked out once for each row; rows never change, a changed ticket gets a new one. */
const createdMillis = remembered((row) => timestampMillis(row.created_at) || 0);
const foldedTitle = remembered((row) => fold(row.title));

const comparisons: Readonly<Record<BoardSort, Comparison>> = {
  manual: () => 0,
  priority: (a, b) => priorities.indexOf(b.priority) - priorities.indexOf(a.priority),
  due: (a, b) => compareDue(a.due, b.due),
  updated: (a, b) => b.touched - a.touched,
  created: (a, b) => createdMillis(b) - createdMillis(a),
  title: (a, b) => compareText(foldedTitle(a), foldedTitle(b)),
};

/**
 * The order of a column's cards: the most urgent, the nearest due day, the latest edit or creation, or the first of the
 * alphabet in front. What is equal stands as it was put by hand, then by id, so that the order is always whole.
 */
export function comparatorOf(sort: BoardSort): Comparison {
  const compare = comparisons[sort];
  return (a, b) => compare(a, b) || compareRanked(a, b);
}

/** A ticket that is due some day comes before one that never is. */
function compareDue(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return compareText(a, b);
}

/** By code unit, never by locale: the same order everywhere. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function remembered<T>(keyOf: (row: TicketRow) => T): (row: TicketRow) => T {
  const known = new WeakMap<TicketRow, T>();
  return (row) => {
    let key = known.get(row);
    if (key === undefined) known.set(row, (key = keyOf(row)));
    return key;
  };
}
