import type { TicketWorkspace } from '../app/ticketWorkspace.js';
import type { Ticket } from '../domain/ticket.js';
import { shortIds } from '../domain/ticketRef.js';
import type { Session } from './session.js';
import { oneLine } from './terminalText.js';

type Store = TicketWorkspace['store'];

/** Prints a ticket that a command has changed: `Closed #3f2a Fix the login`. */
export function printChanged(session: Session, store: Store, verb: string, ticket: Ticket): void {
  session.output.result('ticket', { ticket }, () => describeChange(verb, ticket, store.shortIdOf(ticket.id)));
}

/** Prints tickets that a command has changed, a line each. */
export function printAllChanged(session: Session, store: Store, verb: string, tickets: readonly Ticket[]): void {
  const counts = { count: tickets.length, total: tickets.length, truncated: false };
  session.output.result('tickets', { ...counts, tickets }, () => {
    const short = shortIds(store.fileIds());
    return tickets.map((ticket) => describeChange(verb, ticket, short.get(ticket.id) ?? ticket.id)).join('\n');
  });
}

/** `Closed #3f2a Fix the login` */
export function describeChange(verb: string, ticket: Ticket, short: string): string {
  return oneLine(`${verb} #${short} ${ticket.title}`);
}
