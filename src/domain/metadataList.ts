import { TicketreeError } from './errors.js';
import { checkCount } from './fieldChecks.js';
import { findListItem, howToNameAnItem } from './listItem.js';
import { isObject, listForEdit, withMetadata } from './metadataEdit.js';
import type { JsonObject, JsonValue, Ticket } from './ticket.js';

/** A list of ours under `metadata` whose items have ids. */
export interface MetadataList {
  readonly key: string;
  /** For sentences: "comment", "comments". */
  readonly one: string;
  readonly many: string;
  /** Null for an item of another shape. */
  readonly read: (item: JsonValue) => { readonly id: string } | null;
}

/** The ticket with one more item at the end. @throws TicketreeError `invalid_value` */
export function addItem(ticket: Ticket, list: MetadataList, item: JsonObject): Ticket {
  return withMetadata(ticket, { [list.key]: checkCount([...listForEdit(ticket, list.key), item], list.many) });
}

/**
 * The ticket with an item changed, or, for null, without it; a list that has become empty goes too. Items of another
 * shape, and keys of the item that we do not know, stay.
 * @throws TicketreeError `item_not_found`
 */
export function changeItem(ticket: Ticket, list: MetadataList, reference: string, change: JsonObject | null): Ticket {
  const items = listForEdit(ticket, list.key);
  const meant = findItem(ticket, list, reference);
  const changed = items.flatMap((item) => {
    if (item !== meant) return [item];
    return change === null ? [] : [{ ...meant, ...change }];
  });
  return withMetadata(ticket, { [list.key]: changed.length === 0 ? undefined : changed });
}

/** The item as it stands in the file. */
function findItem(ticket: Ticket, list: MetadataList, reference: string): JsonObject {
  const items = listForEdit(ticket, list.key).flatMap((item) => {
    const read = list.read(item);
    return read !== null && isObject(item) ? [{ id: read.id, item }] : [];
  });
  const found = findListItem(items, reference);
  if (found) return found.item;
  throw new TicketreeError(
    'item_not_found',
    `"${ticket.title}" has no ${list.one} ${reference}.`,
    items.length === 0 ? `It has no ${list.many} yet.` : howToNameAnItem(items.length, list.one),
  );
}
