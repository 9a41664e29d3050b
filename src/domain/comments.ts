import { checkText } from './fieldChecks.js';
import { addItem, changeItem, type MetadataList } from './metadataList.js';
import type { Ticket } from './ticket.js';
import { readComment } from './ticketMetadata.js';
import { formatTimestamp } from './timestamp.js';

const comments: MetadataList = { key: 'comments', one: 'comment', many: 'comments', read: readComment };

/** A comment to be: the caller brings a fresh UUID. */
export interface NewComment {
  readonly id: string;
  readonly author: string;
  /** Markdown. */
  readonly text: string;
}

/** @throws TicketreeError `invalid_value` for an empty text */
export function addComment(ticket: Ticket, { id, author, text }: NewComment, now: Date): Ticket {
  return addItem(ticket, comments, { id, author, at: formatTimestamp(now), text: checkText(text, 'A comment') });
}

/** The comment keeps its time and author. @throws TicketreeError `item_not_found`, or `invalid_value` for an empty text */
export function editComment(ticket: Ticket, reference: string, text: string): Ticket {
  return changeItem(ticket, comments, reference, { text: checkText(text, 'A comment') });
}

/** @throws TicketreeError `item_not_found` */
export function removeComment(ticket: Ticket, reference: string): Ticket {
  return changeItem(ticket, comments, reference, null);
}
