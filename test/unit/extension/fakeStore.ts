import type { BrokenFile } from '../../../src/domain/change.js';
import type { Ticket } from '../../../src/domain/ticket.js';

/** As much of a store as tree and board read, held in memory. */
export class FakeStore {
  activeIds: readonly string[] = [];

  constructor(
    public tickets: readonly Ticket[] = [],
    public broken: readonly BrokenFile[] = [],
  ) {}

  get(id: string): Ticket | undefined {
    return this.tickets.find((ticket) => ticket.id === id);
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
}
