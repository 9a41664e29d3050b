import type { Stretch } from '../domain/dateText.js';
import type { JsonValue } from '../domain/ticket.js';
import type { TicketRow } from '../domain/ticketRow.js';
import type { Value } from './ast.js';
import { checkOrder, readBounds, splitComparison, within } from './bounds.js';
import { always, type RowTest } from './condition.js';
import type { Field } from './field.js';
import { slicePart } from './lexer.js';
import { problemAt, QueryFault, quoted } from './problems.js';
import { fold, textOf, wholeMatch, type TextTest } from './textMatch.js';

const hint = 'Write field:name=value, field:points>=5 or field:points=1..5; has:field.name asks whether it is set.';

export const customField: Field = {
  key: 'field',
  aliases: ['fields'],
  meaning: 'a field of your own: its text, or a comparison of its number or day',
  example: 'field:points>=5',
  compares: true,
  read: (value, first) => {
    const { name, wanted } = splitName(value, first);
    const [valuesOf, isWanted] = [valuesOfField(name), readWanted(wanted)];
    return always((row) => valuesOf(row).some(isWanted));
  },
  suggest: ({ fields }) => fields.map((label) => ({ label, then: '=' })),
};

/** A test whether a row has something in a field of that name. */
export function hasField(name: string): RowTest {
  const valuesOf = valuesOfField(name);
  return (row) => valuesOf(row).length > 0;
}

/** The name is what stands before the first operator; a value without one is another choice for the first name. */
function splitName(value: Value, first: Value): { name: string; wanted: Value } {
  const index = value.parts.findIndex((part) => !part.quoted && /[=<>]/.test(part.text));
  const part = value.parts[index];
  if (!part) {
    if (value !== first) return { name: splitName(first, first).name, wanted: value };
    throw new QueryFault(problemAt(value, `${quoted(textOf(value))} does not say what the field should be.`, hint));
  }
  const at = part.text.search(/[=<>]/);
  const before = [...value.parts.slice(0, index), ...(at === 0 ? [] : [slicePart(part, 0, at)])];
  const name = textOf({ ...value, parts: before }).trim();
  if (name === '') throw new QueryFault(problemAt(value, 'The name of the field is missing.', hint));
  // `=` is no operator of a comparison here: what follows it may be text.
  const start = part.text.charAt(at) === '=' ? at + 1 : at;
  const piece = start === part.text.length ? [] : [slicePart(part, start, part.text.length)];
  return {
    name,
    wanted: { start: part.start + start, end: value.end, parts: [...piece, ...value.parts.slice(index + 1)] },
  };
}

function readWanted(wanted: Value): TextTest {
  const text = textOf(wanted);
  if (text.trim() === '') throw new QueryFault(problemAt(wanted, 'The value of the field is missing.', hint));
  if (splitComparison(wanted).operator) return readComparison(wanted);
  const matches = wholeMatch(wanted);
  const number = numberOf(text);
  return (value) => matches(fold(value)) || (number !== null && numberOf(value) === number);
}

function readComparison(wanted: Value): TextTest {
  const kinds = new Set<Scale>();
  const bounds = readBounds<Stretch>(wanted, (operand) => {
    const text = textOf(operand).trim();
    const scale = scales.find(({ of }) => of(text) !== null);
    const at = scale?.of(text) ?? null;
    if (scale === undefined || at === null) {
      const message = `${quoted(text)} is neither a number nor a day, and only those can be compared.`;
      throw new QueryFault(
        problemAt(operand, message, 'Use a number such as 5 or a day such as 2026-01-31, or put text in quotes.'),
      );
    }
    kinds.add(scale);
    return { start: at, end: at };
  });
  const [scale, another] = kinds;
  if (another) throw new QueryFault(problemAt(wanted, 'A number and a day cannot be compared.', hint));
  checkOrder(wanted, bounds);
  const isWithin = within(bounds);
  return (value) => isWithin(scale?.of(value) ?? NaN);
}

/** What can be compared, as a number. */
interface Scale {
  readonly of: (text: string) => number | null;
}

const scales: readonly Scale[] = [{ of: numberOf }, { of: dayOf }];

function numberOf(text: string): number | null {
  return /^[+-]?\d{1,15}(?:\.\d{1,15})?$/.test(text.trim()) ? Number(text) : null;
}

function dayOf(text: string): number | null {
  return /^\d{4}-\d{2}-\d{2}$/.test(text.trim()) ? Date.parse(text.trim()) || null : null;
}

/** The texts of a field's values, one by one where it is a list; case makes no difference in its name. */
function valuesOfField(name: string): (row: TicketRow) => readonly string[] {
  const wanted = fold(name);
  return ({ fields }) => {
    const key = Object.hasOwn(fields, name) ? name : Object.keys(fields).find((each) => fold(each) === wanted);
    const value = key === undefined ? null : (fields[key] ?? null);
    const values = (Array.isArray(value) ? value : [value]) as readonly JsonValue[];
    return values.filter((each) => each !== null && each !== '').map(asText);
  };
}

function asText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
