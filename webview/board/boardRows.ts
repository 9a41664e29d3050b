import { compareRanked } from '../../src/domain/rank.js';
import { statuses, type Status } from '../../src/domain/ticket.js';
import type { TicketRow } from '../../src/domain/ticketRow.js';
import type { RowTest } from '../../src/query/condition.js';
import type { RowOrder } from '../../src/query/sorting.js';
import { Relatives } from './relatives.js';
import { ShortIdIndex } from '../../src/domain/shortIdIndex.js';
import { indexOfRow, insertRow, removeRow } from './sortedRows.js';

/** Where a card is put until the host has answered. */
type Override = Pick<TicketRow, 'status' | 'rank'>;

interface Lists {
  /** Every row of the status, in order. */
  readonly all: TicketRow[];
  /** Those that the filter lets through. */
  shown: TicketRow[];
  /** Another whenever they change. */
  version: number;
}

/** From this many rows on, sorting a list once is quicker than putting each into its place. */
const manyRows = 500;

/**
 * The rows of the board by column, sorted and filtered. It changes in place: work grows with what changed, and not with
 * how many tickets there are.
 */
export class BoardRows implements Iterable<TicketRow> {
  readonly shortIds = new ShortIdIndex();
  readonly relatives = new Relatives((id) => this.get(id));
  /** As the host has them. */
  private readonly known = new Map<string, TicketRow>();
  private readonly overrides = new Map<string, Override>();
  /** As they are in the lists. */
  private readonly placed = new Map<string, TicketRow>();
  private readonly lists = new Map<Status, Lists>(statuses.map((status) => [status, noRows()]));
  private order: RowOrder = compareRanked;
  private accepts: RowTest = () => true;
  private isArchiveOpen = false;

  /** How many there are, hidden by the filter or not. */
  get count(): number {
    return [...this.lists.values()].reduce((sum, { all }) => sum + all.length, 0);
  }

  get shownCount(): number {
    return [...this.lists.values()].reduce((sum, { shown }) => sum + shown.length, 0);
  }

  get(id: string): TicketRow | undefined {
    return this.placed.get(id);
  }

  /** All that are known, what is archived too. */
  [Symbol.iterator](): Iterator<TicketRow> {
    return this.placed.values();
  }

  /** What a column shows, from top to bottom. */
  shown(status: Status): readonly TicketRow[] {
    return this.listsOf(status).shown;
  }

  /** What is in a column, hidden by the filter or not. */
  all(status: Status): readonly TicketRow[] {
    return this.listsOf(status).all;
  }

  /** A number that is another after each change of what a column shows. */
  version(status: Status): number {
    return this.listsOf(status).version;
  }

  /** Where a card is shown; -1 where it is not. */
  indexOf(id: string): number {
    const row = this.placed.get(id);
    return row ? indexOfRow(this.shown(row.status), row, this.order) : -1;
  }

  isShown(id: string): boolean {
    return this.indexOf(id) >= 0;
  }

  apply(upserts: readonly TicketRow[], removes: readonly string[]): void {
    for (const id of removes) {
      this.known.delete(id);
      this.overrides.delete(id);
      this.shortIds.remove(id);
      this.place(id);
    }
    if (upserts.length > manyRows) {
      this.addMany(upserts);
      return;
    }
    for (const row of upserts) {
      if (!this.known.has(row.id)) this.shortIds.add(row.id);
      this.known.set(row.id, row);
      this.place(row.id);
    }
  }

  /** Puts a card elsewhere until {@link release}. */
  override(id: string, override: Override): void {
    this.overrides.set(id, override);
    this.place(id);
  }

  release(id: string): void {
    if (this.overrides.delete(id)) this.place(id);
  }

  isOverridden(id: string): boolean {
    return this.overrides.has(id);
  }

  setOrder(order: RowOrder): void {
    this.order = order;
    for (const { all } of this.lists.values()) all.sort(order);
    this.setFilter(this.accepts);
  }

  /** What is archived is on no column, unless it is asked for. */
  openArchive(isOpen: boolean): void {
    if (this.isArchiveOpen === isOpen) return;
    this.isArchiveOpen = isOpen;
    this.fillLists();
  }

  setFilter(accepts: RowTest): void {
    this.accepts = accepts;
    for (const lists of this.lists.values()) {
      lists.shown = lists.all.filter(accepts);
      lists.version++;
    }
  }

  private listsOf(status: Status): Lists {
    return this.lists.get(status) ?? noRows();
  }

  private place(id: string): void {
    const before = this.placed.get(id);
    const after = this.rowOf(id);
    if (before) {
      const lists = this.listsOf(before.status);
      removeRow(lists.all, before, this.order);
      removeRow(lists.shown, before, this.order);
      lists.version++;
      this.placed.delete(id);
    }
    this.relatives.replace(before, after);
    if (!after) return;
    this.placed.set(id, after);
    if (!this.belongs(after)) return;
    const lists = this.listsOf(after.status);
    insertRow(lists.all, after, this.order);
    if (this.accepts(after)) insertRow(lists.shown, after, this.order);
    lists.version++;
  }

  private addMany(rows: readonly TicketRow[]): void {
    for (const row of rows) this.known.set(row.id, row);
    this.shortIds.addAll(rows.map(({ id }) => id));
    for (const { id } of rows) {
      const before = this.placed.get(id);
      const after = this.rowOf(id);
      this.relatives.replace(before, after);
      if (after) this.placed.set(id, after);
    }
    this.fillLists();
  }

  private fillLists(): void {
    for (const lists of this.lists.values()) lists.all.length = 0;
    for (const row of this.placed.values()) if (this.belongs(row)) this.listsOf(row.status).all.push(row);
    this.setOrder(this.order);
  }

  private belongs(row: TicketRow): boolean {
    return !row.archived || this.isArchiveOpen;
  }

  /** As it is shown. How long a card has been in a column is not known of one that is just being put there. */
  private rowOf(id: string): TicketRow | undefined {
    const row = this.known.get(id);
    const override = this.overrides.get(id);
    if (!row || !override) return row;
    const since = override.status === row.status ? row.status_since : null;
    return { ...row, ...override, status_since: since };
  }
}

function noRows(): Lists {
  return { all: [], shown: [], version: 0 };
}
