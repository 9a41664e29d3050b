import type { BrokenFile } from '../../../src/domain/change.js';
import type { Ticket } from '../../../src/domain/ticket.js';
import { rowOf, type TicketRow } from '../../../src/domain/ticketRow.js';

/** As much of a store as tree and board read, held in memory. */
export class FakeStore {
  activeIds: readonly string[] = [];
  /** When tickets were edited, where only the journal tells. */
  readonly edited = new Map<string, number>();
  private readonly rowCache = new WeakMap<Ticket, TicketRow>();

  constructor(
    public tickets: readonly Ticket[] = [],
    public broken: readonly BrokenFile[] = [],
  ) {}

  get rows(): readonly TicketRow[] {
    return this.tickets.map((ticket) => this.rowOf(ticket));
  }

  get(id: string): Ticket | undefined {
    return this.tickets.find((ticket) => ticket.id === id);
  }

  row(id: string): TicketRow | undefined {
    const ticket = this.get(id);
    return ticket && this.rowOf(ticket);
  }

  /** Adds a ticket, or puts it in the place of the one with its id. */
  put(ticket: Ticket): void {
    this.tickets = this.get(ticket.id)
      ? this.tickets.map((each) => (each.id === ticket.id ? ticket : each))
      : [...this.tickets, ticket];
  }

  remove(id: string): void {
    this.tickets = this.tickets.filter((ticket) => ticket.id !== id);
  }

  private rowOf(ticket: Ticket): TicketRow {
    const row = this.rowCache.get(ticket) ?? rowOf(ticket);
    this.rowCache.set(ticket, row);
    return row;
  }
}
