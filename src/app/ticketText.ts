import { TicketreeError } from '../domain/errors.js';
import type { Ticket } from '../domain/ticket.js';
import { encodeTicket } from '../store/codec/encodeTicket.js';
import { decode } from '../store/codec/ticketCodec.js';
import { TicketFormatError } from '../store/codec/ticketFormatError.js';

/** A ticket as the YAML of its file. */
export function encodeTicketText(ticket: Ticket): string {
  return encodeTicket(ticket);
}

/** A ticket from YAML that a person edited. @throws TicketreeError `ticket_broken` with line and reason */
export async function decodeTicketText(text: string): Promise<Ticket> {
  try {
    return await decode(text);
  } catch (error) {
    if (!(error instanceof TicketFormatError)) throw error;
    throw new TicketreeError(
      'ticket_broken',
      `This is no ticket: line ${String(error.line)}: ${error.reason}.`,
      'Nothing was changed. Mend the text and try again.',
      { cause: error },
    );
  }
}
