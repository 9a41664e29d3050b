import type { TicketWorkspace } from '../app/ticketWorkspace.js';
import type { BrokenFile } from '../domain/change.js';
import type { Ticket } from '../domain/ticket.js';
import type { TicketRow } from '../domain/ticketRow.js';

/** The whole tickets of some rows, and the files that have broken since the rows were read; what has gone is left out. */
export async function readTickets(
  rows: readonly TicketRow[],
  store: TicketWorkspace['store'],
): Promise<{ readonly tickets: readonly Ticket[]; readonly broken: readonly BrokenFile[] }> {
  const tickets: Ticket[] = [];
  const broken: BrokenFile[] = [];
  for (const { id } of rows) {
    const file = await store.readFile(id);
    if (file?.kind === 'ticket') tickets.push(file.ticket);
    else if (file !== null) broken.push(file.broken);
  }
  return { tickets, broken };
}
