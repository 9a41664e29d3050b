import type { TicketRow } from '../../domain/ticketRow.js';
import { countBefore } from '../../domain/sorted.js';

/** Tells two rows apart in the order of the tree; zero only for a row and itself, or its next version. */
export type CompareRows = (a: TicketRow, b: TicketRow) => number;

/** Rows in order. One that comes, goes or changes is found by halving, so that thousands of others cost nothing. */
export class SortedRows {
  private readonly sorted: TicketRow[];

  constructor(
    rows: Iterable<TicketRow>,
    private readonly compare: CompareRows,
  ) {
    this.sorted = [...rows].sort(compare);
  }

  get rows(): readonly TicketRow[] {
    return this.sorted;
  }

  /** @returns where the row stands now */
  insert(row: TicketRow): number {
    const at = this.placeOf(row);
    this.sorted.splice(at, 0, row);
    return at;
  }

  /** @returns where the row stood, -1 for nowhere */
  remove(row: TicketRow): number {
    const at = this.indexOf(row);
    if (at !== -1) this.sorted.splice(at, 1);
    return at;
  }

  private indexOf(row: TicketRow): number {
    const at = this.placeOf(row);
    return this.sorted[at]?.id === row.id ? at : this.sorted.findIndex(({ id }) => id === row.id);
  }

  private placeOf(row: TicketRow): number {
    return countBefore(this.sorted, row, this.compare);
  }
}
