/**
 * The steps of a ticket's life, each an entry into a status (transitions.ts) with what vibe-ticket's command of that
 * name adds to the description, byte for byte (vibe-ticket 0.4).
 */
import { TicketreeError } from './errors.js';
import { checkText } from './fieldChecks.js';
import { withMetadata } from './metadataEdit.js';
import { isArchived, type Status, type Ticket } from './ticket.js';
import { TicketGraph } from './ticketGraph.js';
import { isOpen, type TicketRow } from './ticketRow.js';
import { formatTimestamp, formatUtc, timestampMillis } from './timestamp.js';
import { enterStatus } from './transitions.js';

/** @throws TicketreeError `invalid_transition` when work has begun already, as vibe-ticket's `start` */
export function startTicket(ticket: Ticket, now: Date): Ticket {
  if (ticket.status !== 'doing') return enterStatus(ticket, 'doing', now);
  throw new TicketreeError(
    'invalid_transition',
    `"${ticket.title}" is in progress already.`,
    'Nothing is left to do; `ticketree show` shows it.',
  );
}

/** @throws TicketreeError `invalid_transition` when it is done already, as vibe-ticket's `close` */
export function closeTicket(ticket: Ticket, message: string | undefined, archive: boolean, now: Date): Ticket {
  refuseDone(ticket);
  const closed = enterStatus(ticket, 'done', now);
  const said = message === undefined || isBlank(message) ? closed : withMetadata(closed, { close_message: message });
  return archive ? archiveTicket(said, now) : said;
}

/** Opens a done ticket again. @throws TicketreeError `invalid_transition`, or `invalid_value` for the status done */
export function reopenTicket(ticket: Ticket, status: Status, now: Date): Ticket {
  if (ticket.status !== 'done') {
    throw new TicketreeError(
      'invalid_transition',
      `"${ticket.title}" is open: ${ticket.status}.`,
      'Use `ticketree status` to give it another status.',
    );
  }
  if (status !== 'done') return enterStatus(ticket, status, now);
  throw new TicketreeError('invalid_value', 'A ticket is not reopened as done.', 'Use todo, doing, review or blocked.');
}

export function reviewTicket(ticket: Ticket, notes: string | undefined, now: Date): Ticket {
  return append(enterStatus(ticket, 'review', now), 'Review Notes', notes);
}

/** @throws TicketreeError `invalid_transition` when it is done already */
export function approveTicket(ticket: Ticket, message: string | undefined, now: Date): Ticket {
  refuseDone(ticket);
  return append(enterStatus(ticket, 'done', now), 'Approval', message);
}

/** Sends a ticket back to work. @throws TicketreeError `invalid_value` when it is not said what to change */
export function requestChanges(ticket: Ticket, changes: string, now: Date): Ticket {
  checkText(changes, 'A request for changes');
  const line = `*Requested at: ${formatUtc(now)}*`;
  return append(enterStatus(ticket, 'doing', now), 'Changes Requested', changes, line);
}

/**
 * Gives a ticket to somebody else. A claim ends, so that the other one can take it up at once.
 * @throws TicketreeError `invalid_value` when nobody is named
 */
export function handOff(ticket: Ticket, assignee: string, notes: string | undefined, now: Date): Ticket {
  const to = assignee.trim();
  if (to === '') throw new TicketreeError('invalid_value', 'Nobody is named to hand it to.', 'Give a name.');
  const line = `*Handed off from ${ticket.assignee ?? 'unassigned'} to ${to} at ${formatUtc(now)}*`;
  return append({ ...withMetadata(ticket, { claim: undefined }), assignee: to }, 'Handoff Notes', notes, line);
}

/** Puts a ticket away; its status stays. One that is archived already is returned as it is. */
export function archiveTicket(ticket: Ticket, now: Date): Ticket {
  if (isArchived(ticket)) return ticket;
  // vibe-ticket writes this one time with an offset instead of Z.
  return withMetadata(ticket, { archived: true, archived_at: formatTimestamp(now).replace('Z', '+00:00') });
}

export function unarchiveTicket(ticket: Ticket): Ticket {
  return withMetadata(ticket, { archived: undefined, archived_at: undefined });
}

/**
 * Tickets that have been done for at least so many days, are not archived yet, and have no open parts, which would lose
 * sight of them. Where a tool has closed a ticket without its time, the latest time in the ticket counts.
 * @param rows all tickets
 * @param days of 24 hours
 */
export function archivableRows(rows: readonly TicketRow[], days: number, now: Date): TicketRow[] {
  const latest = now.getTime() - days * 24 * 3_600_000;
  const graph = new TicketGraph(rows);
  return rows.filter(({ id, status, archived, closed_at, touched }) => {
    if (status !== 'done' || archived || graph.children(id).some(isOpen)) return false;
    return (closed_at === null ? touched : timestampMillis(closed_at)) <= latest;
  });
}

/**
 * The ticket with a section at the end of its description, if there is text for it. An empty description gets the
 * blank line before the heading too, as with vibe-ticket.
 */
function append(ticket: Ticket, heading: string, text: string | undefined, ...after: readonly string[]): Ticket {
  if (text === undefined || isBlank(text)) return ticket;
  return { ...ticket, description: [ticket.description, `## ${heading}`, text, ...after].join('\n\n') };
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}

function refuseDone(ticket: Ticket): void {
  if (ticket.status !== 'done') return;
  throw new TicketreeError(
    'invalid_transition',
    `"${ticket.title}" is done already.`,
    'Use `ticketree reopen` to open it again.',
  );
}
