import type { Stretch } from '../domain/dateText.js';
import type { Part, Span, Value } from './ast.js';
import { slicePart } from './lexer.js';
import { problemAt, QueryFault, quoted } from './problems.js';
import { isBareWord, textOf } from './textMatch.js';

interface Edge<T> {
  readonly at: T;
  /** Whether the operand itself belongs to what is meant. */
  readonly inclusive: boolean;
}

/** What `5`, `>=5`, `1..5`, `*..5` say; null where they leave a side open. */
export interface Bounds<T> {
  readonly from: Edge<T> | null;
  readonly to: Edge<T> | null;
}

/** A value cut at its operator: the parts that a comparison needs, and that a highlighter colours. */
export interface Comparison {
  readonly operator: (Span & { readonly text: '<' | '<=' | '>' | '>=' | '=' | '..' }) | null;
  /** Two for a range, else one. */
  readonly operands: readonly [Value, ...Value[]];
}

const operatorPattern = /^(?:[<>]=?|=)/;

/** Finds the operator of a value, unless it is quoted. */
export function splitComparison(value: Value): Comparison {
  const [first, ...others] = value.parts;
  const sign = first?.quoted === false ? (operatorPattern.exec(first.text)?.[0] as '<' | undefined) : undefined;
  if (first && sign !== undefined) {
    const rest = slicePart(first, sign.length, first.text.length);
    const parts = rest.text === '' ? others : [rest, ...others];
    const operator = { start: value.start, end: rest.start, text: sign };
    return { operator, operands: [{ start: rest.start, end: value.end, parts }] };
  }
  return splitRange(value) ?? { operator: null, operands: [value] };
}

function splitRange(value: Value): Comparison | null {
  const index = value.parts.findIndex((part) => !part.quoted && part.text.includes('..'));
  const part = value.parts[index];
  if (!part) return null;
  const dots = part.text.indexOf('..');
  const operator = { start: part.start + dots, end: part.start + dots + 2, text: '..' } as const;
  const piece = (from: number, to: number): Part[] => (from === to ? [] : [slicePart(part, from, to)]);
  const before = [...value.parts.slice(0, index), ...piece(0, dots)];
  const after = [...piece(dots + 2, part.text.length), ...value.parts.slice(index + 1)];
  return {
    operator,
    operands: [
      { start: value.start, end: operator.start, parts: before },
      { start: operator.end, end: value.end, parts: after },
    ],
  };
}

/** Reads a value of a key that can be compared. @throws QueryFault where an operand is missing or is none */
export function readBounds<T>(value: Value, readOperand: (operand: Value) => T): Bounds<T> {
  const { operator, operands } = splitComparison(value);
  const [first, second] = operands;
  for (const operand of operands) {
    if (textOf(operand).trim() === '') throw missingOperand(operator ?? value);
  }
  if (second) {
    const edge = (operand: Value): Edge<T> | null =>
      isBareWord(operand, '*') ? null : { at: readOperand(operand), inclusive: true };
    const bounds = { from: edge(first), to: edge(second) };
    if (bounds.from || bounds.to) return bounds;
    throw new QueryFault(problemAt(value, 'This range is open on both sides.', 'Give it an end, as in 1..* or *..5.'));
  }
  const at = readOperand(first);
  switch (operator?.text) {
    case '<':
    case '<=':
      return { from: null, to: { at, inclusive: operator.text === '<=' } };
    case '>':
    case '>=':
      return { from: { at, inclusive: operator.text === '>=' }, to: null };
    default:
      return { from: { at, inclusive: true }, to: { at, inclusive: true } };
  }
}

/** Whether a number lies within; never so for NaN. */
export function within({ from, to }: Bounds<Stretch>): (value: number) => boolean {
  const low = from?.inclusive === false ? from.at.end : (from?.at.start ?? -Infinity);
  const high = to?.inclusive === false ? to.at.start : (to?.at.end ?? Infinity);
  const lowIn = from?.inclusive !== false;
  const highIn = to?.inclusive !== false;
  return (value) => (value > low || (lowIn && value === low)) && (value < high || (highIn && value === high));
}

/** The bounds with each operand mapped. */
export function mapBounds<T, U>({ from, to }: Bounds<T>, map: (operand: T) => U): Bounds<U> {
  const edge = (side: Edge<T> | null): Edge<U> | null => side && { at: map(side.at), inclusive: side.inclusive };
  return { from: edge(from), to: edge(to) };
}

/** @throws QueryFault for a range that ends before it starts, which nothing could ever lie in */
export function checkOrder(value: Value, { from, to }: Bounds<Stretch>): void {
  if (!from || !to || from.at.start <= to.at.end) return;
  throw new QueryFault(
    problemAt(value, `The range ${quoted(textOf(value))} ends before it starts.`, 'Put the smaller side first.'),
  );
}

function missingOperand(span: Span): QueryFault {
  return new QueryFault(
    problemAt(span, 'There is nothing to compare with.', 'Write >=high, low..high, or *..high for an open side.'),
  );
}
