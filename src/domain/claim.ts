import { TicketreeError } from './errors.js';
import { withMetadata } from './metadataEdit.js';
import type { Ticket } from './ticket.js';
import { claimOf, type Claim } from './ticketMetadata.js';
import { formatTimestamp, formatUtc, timestampMillis } from './timestamp.js';

/** One worker: a person may have several sessions, as shells or agents, and each claims for itself. */
export interface Claimant {
  readonly who: string;
  readonly session: string;
}

/** No claim holds for longer from now on, whatever stands in the file. */
const maxLeaseMinutes = 24 * 60;

/**
 * The claim, if it holds at this moment: its lease has not run out. One that would hold for more than a day was written
 * by a clock gone astray and does not count, so that no wrong clock keeps a ticket from everybody.
 */
export function liveClaim(claim: Claim | null, now: Date): Claim | null {
  if (claim === null) return null;
  const left = timestampMillis(claim.until) - now.getTime();
  return left > 0 && left <= maxLeaseMinutes * 60_000 ? claim : null;
}

/**
 * Compare-and-swap: the ticket with this session's claim, if no other holds one. Who holds it already gets a new lease
 * and keeps the time of the first claim. The status stays; beginning work is another step.
 * @throws TicketreeError `ticket_claimed`, `invalid_transition` for a done ticket, `invalid_value`
 */
export function claimTicket(ticket: Ticket, claimant: Claimant, leaseMinutes: number, now: Date): Ticket {
  checkClaim(claimant, leaseMinutes);
  if (ticket.status === 'done') {
    throw new TicketreeError(
      'invalid_transition',
      `"${ticket.title}" is done, so there is nothing to claim.`,
      'Open it again with `ticketree reopen`, or take another with `ticketree next`.',
    );
  }
  refuseClaimOfOthers(ticket, claimant, now);
  const held = liveClaim(claimOf(ticket), now);
  return withClaim(ticket, claimant, held?.at ?? formatTimestamp(now), leaseEnd(leaseMinutes, now));
}

/**
 * The ticket with a longer lease after some activity of the session that claimed it; it never gets shorter. A lease
 * that has run out is renewed too, since nobody has taken the ticket. Anybody else's activity changes nothing.
 */
export function renewClaim(ticket: Ticket, claimant: Claimant, leaseMinutes: number, now: Date): Ticket {
  const claim = claimOf(ticket);
  if (claim === null || !isOf(claim, claimant) || ticket.status === 'done') return ticket;
  const end = leaseEnd(leaseMinutes, now);
  const held = liveClaim(claim, now);
  const isLonger = held !== null && timestampMillis(held.until) > timestampMillis(end);
  return isLonger ? ticket : withClaim(ticket, claimant, claim.at, end);
}

/**
 * The ticket without a claim. One that nobody holds any more is cleared by anybody.
 * @param claimant who lets go; `force` takes the claim away from whoever holds it
 * @throws TicketreeError `ticket_claimed` when another session holds it
 */
export function releaseClaim(ticket: Ticket, claimant: Claimant | 'force', now: Date): Ticket {
  if (claimant !== 'force') refuseClaimOfOthers(ticket, claimant, now);
  return withMetadata(ticket, { claim: undefined });
}

/** @throws TicketreeError `ticket_claimed` when another session is at work on the ticket */
export function refuseClaimOfOthers(ticket: Ticket, claimant: Claimant, now: Date): void {
  const held = liveClaim(claimOf(ticket), now);
  if (held === null || isOf(held, claimant)) return;
  const until = formatUtc(new Date(timestampMillis(held.until)));
  throw new TicketreeError(
    'ticket_claimed',
    `"${ticket.title}" is claimed by ${held.who} (session ${held.session}) until ${until}.`,
    'Take another with `ticketree next --claim`, wait, or use `ticketree release --force` if that session is gone.',
  );
}

function isOf(claim: Claim, { who, session }: Claimant): boolean {
  return claim.who === who && claim.session === session;
}

function withClaim(ticket: Ticket, { who, session }: Claimant, at: string, until: string): Ticket {
  return withMetadata(ticket, { claim: { who, session, at, until } });
}

function leaseEnd(minutes: number, now: Date): string {
  return formatTimestamp(new Date(now.getTime() + minutes * 60_000));
}

function checkClaim({ who, session }: Claimant, leaseMinutes: number): void {
  if (who.trim() === '' || session.trim() === '') {
    throw new TicketreeError(
      'invalid_value',
      'A claim needs a name and a session.',
      'Name them with `ticketree config set me NAME` and --session.',
    );
  }
  if (leaseMinutes > 0 && leaseMinutes <= maxLeaseMinutes) return;
  throw new TicketreeError(
    'invalid_value',
    `A lease cannot be ${leaseMinutes} minutes long.`,
    `Use up to ${maxLeaseMinutes} minutes; work on the ticket renews it.`,
  );
}
