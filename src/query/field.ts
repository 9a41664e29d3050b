import type { Value } from './ast.js';
import { always, type Condition } from './condition.js';
import { problemAt, QueryFault, quoted, unknownWordAt } from './problems.js';
import type { Stretch } from '../domain/dateText.js';
import type { TicketRow } from '../domain/ticketRow.js';
import { readBounds, checkOrder, within } from './bounds.js';
import { fold, textOf, type TextTest } from './textMatch.js';

/** Words of the store that values can be completed from. */
export interface Vocabulary {
  readonly tags: readonly string[];
  readonly assignees: readonly string[];
  readonly branches: readonly string[];
  /** Names of custom fields. */
  readonly fields: readonly string[];
  readonly tickets: readonly { readonly reference: string; readonly title: string }[];
}

/** A value that may be offered. */
export interface Suggestion {
  /** As it is shown, unquoted. */
  readonly label: string;
  readonly documentation?: string;
  /** A word of the language, which must not be quoted; all others are text. */
  readonly isWord?: boolean;
  /** What has to follow at once. */
  readonly then?: string;
}

/** One key of the language: all that parsing, matching, completing and documenting it take. */
export interface Field {
  readonly key: string;
  /** Other names that are understood. */
  readonly aliases?: readonly string[];
  /** What it asks, for the table of the language. */
  readonly meaning: string;
  readonly example: string;
  /** Whether its values take `<`, `>=`, `..`. */
  readonly compares?: true;
  /** What it asks about beside itself: `status` for `closed`. */
  readonly subjects?: readonly string[];
  /**
   * Reads one of a term's values.
   * @param first the term's first value
   * @throws QueryFault
   */
  readonly read: (value: Value, first: Value) => Condition;
  readonly suggest: (vocabulary: Vocabulary) => readonly Suggestion[];
}

/** Suggestions of words of the language. */
export function words(labels: readonly string[]): Suggestion[] {
  return labels.map((label) => ({ label, isWord: true }));
}

/** The value as one of a few words. @throws QueryFault with the nearest ones */
export function readWord<T extends string>(
  value: Value,
  what: string,
  all: readonly T[],
  find: (word: string) => T | null,
): T {
  const text = textOf(value);
  const word = find(text);
  if (word !== null) return word;
  throw new QueryFault(unknownWordAt(value, text, `${quoted(text)} is no ${what}.`, all));
}

/** A finder of words that have no other names. */
export function findIn<T extends string>(all: readonly T[]): (text: string) => T | null {
  return (text) => all.find((word) => word === text.trim().toLowerCase()) ?? null;
}

/** Reads a value of a key that counts something. */
export function readNumber(
  value: Value,
  number: (operand: Value) => number,
  of: (row: TicketRow) => number | null,
): Condition {
  const bounds = readBounds<Stretch>(value, (operand) => {
    const at = number(operand);
    return { start: at, end: at };
  });
  checkOrder(value, bounds);
  const isWithin = within(bounds);
  return always((row) => isWithin(of(row) ?? NaN));
}

/** A whole number. @throws QueryFault */
export function readCount(operand: Value): number {
  const text = textOf(operand);
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new QueryFault(
    problemAt(operand, `${quoted(text)} is no whole number.`, 'Use a number such as 3, >0 or 1..5.'),
  );
}

/** A condition on texts of a row. */
export function someText(test: TextTest, of: (row: TicketRow) => readonly (string | null)[]): Condition {
  return always((row) => of(row).some((text) => text !== null && test(fold(text))));
}
