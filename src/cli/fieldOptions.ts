import type { Command } from 'commander';
import type { FieldValue } from '../domain/customFields.js';
import { readDateText } from '../domain/dateText.js';
import { TicketreeError } from '../domain/errors.js';
import { parseEstimate } from '../domain/estimate.js';
import { formatDate } from '../domain/strftime.js';
import { findTicketType } from '../domain/ticketWords.js';
import { ticketTypes, type TicketType } from '../domain/ticketMetadata.js';

/** What `new` and `edit` say of the fields that Ticketree adds to vibe-ticket's. */
export interface FieldFlags {
  readonly type?: string;
  readonly due?: string;
  readonly estimate?: string;
  readonly field?: readonly string[];
}

export interface FieldEdits {
  readonly type?: TicketType;
  readonly due?: string | null;
  readonly estimate?: number | null;
  readonly fields?: Readonly<Record<string, FieldValue | null>>;
}

/** Gives a command the options of {@link FieldFlags}. */
export function withFieldOptions(command: Command): Command {
  return command
    .option('--type <type>', ticketTypes.join(', '))
    .option('--due <day>', 'when it is due: 2026-01-31, today, tomorrow, +7d, or none')
    .option('--estimate <time>', 'how long it takes: 90, 1h30m, 2d (of 8 hours), or none')
    .option('--field <name=value...>', 'a field of your own; without a value it goes');
}

/** @throws TicketreeError `invalid_value` */
export function parseFields(flags: FieldFlags, now: Date): FieldEdits {
  return {
    ...(flags.type === undefined ? {} : { type: parseType(flags.type) }),
    ...(flags.due === undefined ? {} : { due: parseDue(flags.due, now) }),
    ...(flags.estimate === undefined
      ? {}
      : { estimate: flags.estimate === 'none' ? null : parseEstimate(flags.estimate) }),
    ...(flags.field === undefined ? {} : { fields: Object.fromEntries(flags.field.map(parseField)) }),
  };
}

function parseType(text: string): TicketType {
  const type = findTicketType(text);
  if (type !== null) return type;
  throw new TicketreeError('invalid_value', `"${text}" is no type.`, `Use one of ${ticketTypes.join(', ')}.`);
}

/** A day as the file has it; what is no word of ours is checked where the ticket is changed. */
function parseDue(text: string, now: Date): string | null {
  const word = text.trim().toLowerCase();
  if (word === 'none') return null;
  const date = readDateText(/^\+\d/.test(word) ? `today${word}` : word);
  return date?.kind === 'relative' ? formatDate('%F', new Date(date.at(now).start)) : word;
}

/** `points=3`: numbers, true and false mean themselves, all else is text. */
function parseField(text: string): [name: string, value: FieldValue | null] {
  const at = text.indexOf('=');
  const [name, value] = at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
  if (value === '') return [name.trim(), null];
  if (value === 'true' || value === 'false') return [name.trim(), value === 'true'];
  return [name.trim(), /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,10})?$/.test(value) ? Number(value) : value];
}
