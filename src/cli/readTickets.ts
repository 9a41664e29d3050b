import { TicketreeError } from '../domain/errors.js';
import type { Ticket } from '../domain/ticket.js';
import type { TicketRow } from '../domain/ticketRow.js';

/** The whole tickets of some rows; what has gone or broken since the rows were read is left out. */
export async function readTickets(
  rows: readonly TicketRow[],
  read: (id: string) => Promise<Ticket>,
): Promise<readonly Ticket[]> {
  const tickets: Ticket[] = [];
  for (const { id } of rows) {
    try {
      tickets.push(await read(id));
    } catch (error) {
      if (!TicketreeError.is(error, 'ticket_not_found', 'ticket_broken')) throw error;
    }
  }
  return tickets;
}
