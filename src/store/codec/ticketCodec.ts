/**
 * The way of the store to a ticket's file and back. Nearly all files are in canonical form, for which the `yaml` package
 * is neither needed nor loaded; it stays the judge of all others.
 */
import type { Ticket } from '../../domain/ticket.js';
import { readCanonical } from './canonicalTicket.js';
import { patchCanonical } from './patchCanonical.js';

/**
 * Reads the text of `tickets/<id>.yaml` by the rules of vibe-ticket 0.4.
 * @throws TicketFormatError with line and reason
 */
export async function decode(text: string): Promise<Ticket> {
  const ticket = readCanonical(text);
  if (ticket !== undefined) {
    return ticket;
  }
  const { decodeTicket } = await import('./decodeTicket.js');
  return decodeTicket(text);
}

/**
 * The file's text with only what differs from `next` written anew.
 * @throws TicketFormatError if `source` cannot be read: a broken file is never overwritten
 */
export async function patch(source: string, next: Ticket): Promise<string> {
  const text = patchCanonical(source, next);
  if (text !== undefined) {
    return text;
  }
  const { patchTicket } = await import('./patchTicket.js');
  return patchTicket(source, next);
}
