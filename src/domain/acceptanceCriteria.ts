import { checkText } from './fieldChecks.js';
import { addItem, changeItem, type MetadataList } from './metadataList.js';
import type { Ticket } from './ticket.js';
import { readCriterion } from './ticketMetadata.js';

const criteria: MetadataList = {
  key: 'acceptance_criteria',
  one: 'criterion',
  many: 'acceptance criteria',
  read: readCriterion,
};

/** @param id a fresh UUID. @throws TicketreeError `invalid_value` for an empty text */
export function addCriterion(ticket: Ticket, id: string, text: string): Ticket {
  return addItem(ticket, criteria, { id, text: checkText(text, 'A criterion'), done: false });
}

/** @throws TicketreeError `item_not_found` */
export function setCriterionDone(ticket: Ticket, reference: string, done: boolean): Ticket {
  return changeItem(ticket, criteria, reference, { done });
}

/** @throws TicketreeError `item_not_found` */
export function removeCriterion(ticket: Ticket, reference: string): Ticket {
  return changeItem(ticket, criteria, reference, null);
}
