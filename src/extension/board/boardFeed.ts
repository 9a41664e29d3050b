import type { Ticket } from '../../domain/ticket.js';
import { shortIds } from '../../domain/ticketRef.js';
import type { BoardColumn, BoardRow, HostMessage } from '../../protocol/boardMessages.js';
import { boardRow } from './boardRow.js';

/** What the feed reads; the store, as far as a board needs it. */
export interface FeedSource {
  readonly tickets: readonly Ticket[];
  readonly activeIds: readonly string[];
  readonly broken: readonly unknown[];
}

/**
 * What a board has been told, so that it is told only what differs: one snapshot, then patches with consecutive
 * revisions. Knows no editor.
 */
export class BoardFeed {
  private rows = new Map<string, BoardRow>();
  private readonly rowOfTicket = new WeakMap<Ticket, BoardRow>();
  private revision = 0;
  private activeId: string | null = null;
  private brokenCount = 0;

  constructor(private readonly source: FeedSource) {}

  snapshot(columns: readonly BoardColumn[], readOnly: string | null): HostMessage {
    this.rows = this.currentRows();
    this.note();
    this.revision++;
    return {
      type: 'snapshot',
      revision: this.revision,
      columns,
      rows: [...this.rows.values()],
      activeId: this.activeId,
      brokenCount: this.brokenCount,
      readOnly,
    };
  }

  /** What differs from what the board knows, or null when nothing does. */
  patch(): HostMessage | null {
    const before = this.rows;
    const after = this.currentRows();
    const upserts = [...after.values()].filter((row) => !sameRow(before.get(row.id), row));
    const removes = [...before.keys()].filter((id) => !after.has(id));
    const noted = `${String(this.activeId)} ${String(this.brokenCount)}`;
    this.rows = after;
    this.note();
    const nothingElse = noted === `${String(this.activeId)} ${String(this.brokenCount)}`;
    if (upserts.length === 0 && removes.length === 0 && nothingElse) return null;
    this.revision++;
    const { revision, activeId, brokenCount } = this;
    return { type: 'patch', revision, upserts, removes, activeId, brokenCount };
  }

  private currentRows(): Map<string, BoardRow> {
    const { tickets } = this.source;
    const short = shortIds(tickets.map((ticket) => ticket.id));
    return new Map(tickets.map((ticket) => [ticket.id, this.rowOf(ticket, short.get(ticket.id) ?? ticket.id)]));
  }

  /** A ticket that did not change is the same object still, and so is its row. */
  private rowOf(ticket: Ticket, shortId: string): BoardRow {
    const known = this.rowOfTicket.get(ticket);
    if (known?.shortId === shortId) return known;
    const row = boardRow(ticket, shortId);
    this.rowOfTicket.set(ticket, row);
    return row;
  }

  private note(): void {
    this.activeId = this.source.activeIds[0] ?? null;
    this.brokenCount = this.source.broken.length;
  }
}

function sameRow(a: BoardRow | undefined, b: BoardRow): boolean {
  return a === b || (a !== undefined && JSON.stringify(a) === JSON.stringify(b));
}
