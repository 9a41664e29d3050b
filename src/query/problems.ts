import { TicketreeError } from '../domain/errors.js';
import type { QueryProblem, Span } from './ast.js';
import { nearestWords } from './nearestWords.js';

export type Report = (problem: QueryProblem) => void;

/** Longer texts are cut where they are named in a sentence. */
const maxShown = 40;

export function problemAt(span: Span, message: string, hint: string): QueryProblem {
  return { start: span.start, end: span.end, message, hint, suggestions: [] };
}

/** A word that is none of those that may stand there. */
export function unknownWordAt(
  span: Span,
  word: string,
  message: string,
  words: readonly string[],
  hint = `Use one of ${words.join(', ')}.`,
): QueryProblem {
  const suggestions = nearestWords(word, words);
  return {
    ...problemAt(span, message, hint),
    ...(suggestions[0] && { hint: `Did you mean ${suggestions[0]}?` }),
    suggestions,
  };
}

/** Thrown by what reads a value, and caught where the problems of a query are gathered. */
export class QueryFault extends Error {
  override readonly name = 'QueryFault';

  constructor(readonly problem: QueryProblem) {
    super(problem.message);
  }
}

/** Text of a person in quotes, for a sentence. */
export function quoted(text: string): string {
  // By characters, so that no emoji is cut in two.
  const characters = Array.from(text.slice(0, 2 * maxShown));
  const shown = characters.slice(0, maxShown).join('');
  return characters.length > maxShown ? `"${shown}…"` : `"${shown}"`;
}

/** The failure that a person meets who runs a query with problems: the first of them, with its column. */
export function invalidQuery(text: string, problem: QueryProblem): TicketreeError {
  // Columns count characters, not the halves of an emoji.
  const column = Array.from(text.slice(0, problem.start)).length + 1;
  return new TicketreeError('invalid_query', `Column ${column} of the query: ${problem.message}`, problem.hint);
}
