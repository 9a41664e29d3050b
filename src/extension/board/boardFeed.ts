import type { StoreChange } from '../../domain/change.js';
import { encodeRows } from '../../domain/rowColumns.js';
import type { TicketRow } from '../../domain/ticketRow.js';
import type { BoardFacts, HostMessage } from '../../protocol/boardMessages.js';
import { splitRows } from './firstRows.js';

/** What the feed reads; the store, as far as a board needs it. */
export interface FeedSource {
  readonly rows: readonly TicketRow[];
  row(id: string): TicketRow | undefined;
}

type Snapshot = Extract<HostMessage, { type: 'snapshot' }>;
export type SnapshotHead = Pick<Snapshot, 'columns' | 'facts' | 'preferences'>;

/** Rows of one message: quickly read, and soon followed by the next. */
const rowsOfPart = 2000;
const rowsOfPatch = 500;

/** Times of the journal are those of the ticket itself, but for the moments that writing took; milliseconds. */
const sameMoment = 1000;

/**
 * What a board has been told, so that it is told only what differs: one snapshot in parts, and patches with consecutive
 * revisions, whose cost grows with what has changed and not with how many tickets there are. Knows no editor.
 */
export class BoardFeed {
  /** As the board knows them, or will when the last part of the snapshot has come. */
  private readonly known = new Map<string, TicketRow>();
  /** Rows of the snapshot that are still to be told. */
  private rest: readonly TicketRow[] = [];
  private readonly touched = new Set<string>();
  private facts: BoardFacts | null = null;
  private revision = 0;
  private snapshotRevision = 0;

  /** @param editedAt when a ticket was last edited, milliseconds, as far as that is known beside the ticket itself */
  constructor(
    private readonly source: FeedSource,
    private readonly editedAt: (id: string) => number | undefined,
  ) {}

  /** Begins anew, with the rows that are seen first. */
  snapshot(head: SnapshotHead): HostMessage {
    const rows = this.source.rows.map((row) => this.withEditTime(row));
    const { first, rest } = splitRows(rows, head.preferences.sort);
    this.known.clear();
    for (const row of rows) this.known.set(row.id, row);
    this.rest = rest;
    this.touched.clear();
    this.facts = head.facts;
    this.snapshotRevision = ++this.revision;
    return { type: 'snapshot', revision: this.revision, ...head, total: rows.length, rows: encodeRows(first) };
  }

  /** The next part of the snapshot; null when all has been told. */
  nextPart(): HostMessage | null {
    if (this.rest.length === 0) return null;
    const rows = this.rest.slice(0, rowsOfPart).map((row) => this.known.get(row.id) ?? row);
    this.rest = this.rest.slice(rowsOfPart);
    return { type: 'rows', revision: this.snapshotRevision, rows: encodeRows(rows) };
  }

  /** Notes that something has changed in the store. */
  note(changes: readonly StoreChange[]): void {
    this.touch(changes.flatMap((change) => ('ticket' in change ? [change.ticket.id] : [])));
  }

  /** Notes that something may be different with tickets. */
  touch(ids: Iterable<string>): void {
    if (this.facts !== null) for (const id of ids) this.touched.add(id);
  }

  /** Whether there is something noted that no patch has told. */
  get isBehind(): boolean {
    return this.touched.size > 0;
  }

  /** What differs from what the board knows, or null when nothing does; of very much the beginning. */
  patch(facts: BoardFacts): HostMessage | null {
    // A board that knows nothing has nothing that could differ.
    if (this.facts === null) return null;
    const upserts: TicketRow[] = [];
    const removes: string[] = [];
    for (const id of [...this.touched].slice(0, rowsOfPatch)) {
      this.touched.delete(id);
      const [before, row] = [this.known.get(id), this.source.row(id)];
      const after = row && this.withEditTime(row);
      if (after && !(before && isSame(before, after))) upserts.push(after);
      if (before && !after) removes.push(id);
      if (after) this.known.set(id, after);
      else this.known.delete(id);
    }
    const hasNews = !isSame(this.facts, facts);
    if (upserts.length === 0 && removes.length === 0 && !hasNews) return null;
    this.facts = facts;
    this.revision++;
    return { type: 'patch', revision: this.revision, upserts, removes, ...(hasNews ? { facts } : {}) };
  }

  private withEditTime(row: TicketRow): TicketRow {
    const editedAt = this.editedAt(row.id) ?? 0;
    return editedAt > row.touched + sameMoment ? { ...row, touched: editedAt } : row;
  }
}

/** Both come from the same maker, with their keys in one order. */
function isSame<T extends TicketRow | BoardFacts>(a: T, b: T): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
