import { TicketreeError } from './errors.js';
import type { JsonObject, JsonValue, Ticket } from './ticket.js';

/**
 * The ticket with some keys of its metadata set, each in its place or, when it is new, at the end; undefined drops a
 * key. All others stay, whoever wrote them. A ticket that has it so already is returned as it is.
 */
export function withMetadata(ticket: Ticket, changes: Readonly<Record<string, JsonValue | undefined>>): Ticket {
  const changed = Object.entries(changes).filter(([key, value]) => own(ticket.metadata, key) !== value);
  if (changed.length === 0) return ticket;
  const merged = Object.entries({ ...ticket.metadata, ...Object.fromEntries(changed) });
  const metadata = Object.fromEntries(merged.filter((entry): entry is [string, JsonValue] => entry[1] !== undefined));
  return { ...ticket, metadata };
}

/**
 * The list under a key, as it stands in the file, for an edit that keeps items of another shape.
 * @throws TicketreeError `invalid_value` when another tool has put something else there, which we do not overwrite
 */
export function listForEdit(ticket: Ticket, key: string): readonly JsonValue[] {
  const value = own(ticket.metadata, key) ?? [];
  if (isList(value)) return value;
  throw foreignShape(ticket, key, 'list');
}

/** The object under a key, for an edit. @throws TicketreeError `invalid_value` when something else stands there */
export function objectForEdit(ticket: Ticket, key: string): JsonObject {
  const value = own(ticket.metadata, key) ?? {};
  if (isObject(value)) return value;
  throw foreignShape(ticket, key, 'mapping');
}

export function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !isList(value);
}

/** `Array.isArray` does not narrow readonly arrays. */
function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function own(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function foreignShape(ticket: Ticket, key: string, wanted: string): TicketreeError {
  return new TicketreeError(
    'invalid_value',
    `The metadata of "${ticket.title}" has a "${key}" that is no ${wanted}.`,
    'Another tool wrote it; mend or remove it in the file with `ticketree edit --editor`.',
  );
}
