/** The two ends of a board's feed, both strict: the store that it reads, and the board that hears it. */
import { expect } from 'vitest';
import type { StoreChange } from '../../../src/domain/change.js';
import { decodeRows } from '../../../src/domain/rowColumns.js';
import type { Ticket } from '../../../src/domain/ticket.js';
import { rowOf, type TicketRow } from '../../../src/domain/ticketRow.js';
import type { BoardFacts, HostMessage } from '../../../src/protocol/boardMessages.js';

/** The store as far as a feed may look at it: all rows for a snapshot, and otherwise only those that have changed. */
export class StrictStore {
  private readonly tickets = new Map<string, { ticket: Ticket; row: TicketRow }>();
  /** How often all rows were asked for, and which single ones. */
  readonly asked = { all: 0, ids: [] as string[] };

  constructor(...tickets: Ticket[]) {
    for (const ticket of tickets) this.tickets.set(ticket.id, { ticket, row: rowOf(ticket) });
  }

  get rows(): readonly TicketRow[] {
    this.asked.all++;
    return this.held;
  }

  get held(): readonly TicketRow[] {
    return [...this.tickets.values()].map(({ row }) => row);
  }

  row(id: string): TicketRow | undefined {
    this.asked.ids.push(id);
    return this.tickets.get(id)?.row;
  }

  put(ticket: Ticket): StoreChange {
    const previous = this.tickets.get(ticket.id)?.ticket;
    this.tickets.set(ticket.id, { ticket, row: rowOf(ticket) });
    return previous ? { kind: 'updated', ticket, previous } : { kind: 'created', ticket };
  }

  remove(id: string): StoreChange[] {
    const ticket = this.tickets.get(id)?.ticket;
    this.tickets.delete(id);
    return ticket ? [{ kind: 'deleted', ticket }] : [];
  }
}

/** What a board makes of the messages, by the rules of the protocol; throws where one does not fit. */
export class BoardReader {
  readonly rows = new Map<string, TicketRow>();
  facts: BoardFacts | null = null;
  private revision = 0;
  private snapshotRevision = 0;
  private missing = 0;
  private readonly sincePatched = new Set<string>();

  get isComplete(): boolean {
    return this.missing === 0;
  }

  read(message: HostMessage): void {
    // As it comes out of a webview's channel.
    const told = JSON.parse(JSON.stringify(message)) as HostMessage;
    switch (told.type) {
      case 'snapshot':
        this.rows.clear();
        this.sincePatched.clear();
        this.revision = this.snapshotRevision = told.revision;
        this.facts = told.facts;
        this.missing = told.total;
        this.take(decodeRows(told.rows));
        break;
      case 'rows':
        expect(told.revision).toBe(this.snapshotRevision);
        this.take(decodeRows(told.rows));
        break;
      case 'patch':
        expect(told.revision).toBe(++this.revision);
        for (const id of told.removes) this.rows.delete(id);
        for (const row of told.upserts) this.rows.set(row.id, row);
        for (const id of [...told.removes, ...told.upserts.map((row) => row.id)]) this.sincePatched.add(id);
        this.facts = told.facts ?? this.facts;
        break;
      default:
        throw new Error(`a feed does not say ${told.type}`);
    }
  }

  private take(rows: readonly TicketRow[]): void {
    for (const row of rows) if (!this.sincePatched.has(row.id)) this.rows.set(row.id, row);
    this.missing -= rows.length;
    expect(this.missing).toBeGreaterThanOrEqual(0);
  }
}
