import { TicketreeError } from '../domain/errors.js';

/** Whether a text can be a ticket's id, and so no path. */
export function isId(text: string): boolean {
  return /^[0-9a-f-]{36}$/.test(text);
}

/** The name that a ticket's file has by rule. @throws TicketreeError `ticket_not_found` for what can be no id */
export function ownFileName(id: string): string {
  if (!isId(id)) throw ticketGone(id);
  return `${id}.yaml`;
}

/** Says that somebody has deleted a ticket. */
export function ticketGone(id: string): TicketreeError {
  return new TicketreeError('ticket_not_found', `There is no ticket ${id} any more.`, 'Somebody has deleted its file.');
}
