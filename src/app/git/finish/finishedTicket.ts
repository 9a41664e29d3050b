import { renewClaim } from '../../../domain/claim.js';
import type { Ticket } from '../../../domain/ticket.js';
import { enterStatus } from '../../../domain/transitions.js';
import type { GitContext } from '../gitContext.js';

/** What a finish makes of the ticket; one that is done already stays so. */
export interface TicketEnd {
  readonly status: 'done' | 'review';
  readonly at: Date;
}

/** The change of the ticket at the end of a finish, the same however often and by whichever process it is made. */
export async function ticketChange(
  { writer, settings }: GitContext,
  end: TicketEnd,
): Promise<(ticket: Ticket) => Ticket> {
  const [actor, lease] = await Promise.all([writer.actor(), settings.get('claim.lease_minutes')]);
  return (ticket) => {
    if (ticket.status === 'done') return ticket;
    const changed = enterStatus(ticket, end.status, end.at);
    return changed === ticket ? ticket : renewClaim(changed, actor, lease, end.at);
  };
}
