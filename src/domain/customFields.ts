import { TicketreeError } from './errors.js';
import { objectForEdit, withMetadata } from './metadataEdit.js';
import type { Ticket } from './ticket.js';

export type FieldValue = string | number | boolean;

/** Letters of any script, digits, - and _; the query language writes `field:name=value`. */
const namePattern = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}_-]{0,63}$/u;
const maxValueLength = 10_000;
const maxFields = 1_000;

/**
 * The ticket with fields of a team's own set, or, for null, taken away; others stay as they are.
 * @throws TicketreeError `invalid_value` for a name or value that cannot be
 */
export function setFields(ticket: Ticket, changes: Readonly<Record<string, FieldValue | null>>): Ticket {
  const fields = new Map(Object.entries(objectForEdit(ticket, 'fields')));
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) fields.delete(name);
    else fields.set(checkName(name), checkValue(name, value));
  }
  if (fields.size > maxFields) throw invalid(`A ticket can have ${maxFields} fields.`, 'Use fewer.');
  return withMetadata(ticket, { fields: fields.size === 0 ? undefined : Object.fromEntries(fields) });
}

function checkName(name: string): string {
  if (namePattern.test(name)) return name;
  throw invalid(
    `${JSON.stringify(name)} cannot be the name of a field.`,
    'Use up to 64 letters, digits, - and _, the first a letter or digit.',
  );
}

function checkValue(name: string, value: FieldValue): FieldValue {
  if (typeof value === 'number' && !Number.isFinite(value)) throw invalid(`${name} is no number.`, 'Give a number.');
  if (typeof value !== 'string' || value.length <= maxValueLength) return value;
  throw invalid(
    `The field ${name} can have ${maxValueLength} characters; this text has ${value.length}.`,
    'Put long text into the description.',
  );
}

function invalid(message: string, hint: string): TicketreeError {
  return new TicketreeError('invalid_value', message, hint);
}
