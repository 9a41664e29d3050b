import type { TicketRow } from '../../src/domain/ticketRow.js';
import type { RowOrder } from '../../src/query/sorting.js';
import { countBefore } from '../../src/domain/sorted.js';

/** Where a row is in a list that this order sorted; -1 where it is not. */
export function indexOfRow(rows: readonly TicketRow[], row: TicketRow, order: RowOrder): number {
  const index = countBefore(rows, row, order);
  return rows[index] === row ? index : -1;
}

export function insertRow(rows: TicketRow[], row: TicketRow, order: RowOrder): void {
  rows.splice(countBefore(rows, row, order), 0, row);
}

/** Does nothing where it is not there. */
export function removeRow(rows: TicketRow[], row: TicketRow, order: RowOrder): void {
  const index = indexOfRow(rows, row, order);
  if (index >= 0) rows.splice(index, 1);
}
