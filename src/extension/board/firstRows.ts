import { statuses } from '../../domain/ticket.js';
import type { TicketRow } from '../../domain/ticketRow.js';
import { comparatorOf } from '../../protocol/boardOrder.js';
import type { BoardSort } from '../../protocol/boardMessages.js';

/** More cards than fit on a tall screen. */
const rowsOfColumn = 60;

type Order = (a: TicketRow, b: TicketRow) => number;

/** The rows that a person sees first, the top of each column, and the rest in no order. */
export function splitRows(
  rows: readonly TicketRow[],
  sort: BoardSort,
): { readonly first: readonly TicketRow[]; readonly rest: readonly TicketRow[] } {
  const compare = comparatorOf(sort);
  // What is archived is hidden until somebody asks for it.
  const order: Order = (a, b) => Number(a.archived) - Number(b.archived) || compare(a, b);
  const columns = statuses.map((status) => rows.filter((row) => row.status === status));
  const first = columns.flatMap((column) => topOf(column, rowsOfColumn, order));
  const isFirst = new Set(first);
  return { first, rest: rows.filter((row) => !isFirst.has(row)) };
}

/** The first so many by an order, without putting all others in order too. */
function topOf(rows: readonly TicketRow[], count: number, order: Order): readonly TicketRow[] {
  const top: TicketRow[] = [];
  for (const row of rows) {
    const last = top[count - 1];
    if (last !== undefined && order(last, row) <= 0) continue;
    const place = top.findLastIndex((other) => order(other, row) <= 0) + 1;
    top.splice(place, 0, row);
    top.length = Math.min(top.length, count);
  }
  return top;
}
