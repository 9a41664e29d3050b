/** What the filter bar offers at the caret, and which of it is chosen; pure. */
import type { QueryProblem } from '../../src/query/ast.js';
import { completeQuery, type Completion } from '../../src/query/completeQuery.js';
import type { Vocabulary } from '../../src/query/field.js';

export interface Offer {
  readonly items: readonly Completion[];
  /** The index of the item that Enter takes; -1 for none. */
  readonly active: number;
  /** Whether the person asked for it, so that keys are offered too. */
  readonly isAsked: boolean;
}

/** The text as it is typed, and where the caret stands in it. */
export interface Typed {
  readonly text: string;
  readonly caret: number;
  readonly problems: readonly QueryProblem[];
}

/** Where completions come from. */
interface Sources {
  readonly vocabulary: Vocabulary;
  /** The names that stand for `@me`. */
  readonly me: readonly string[];
}

/**
 * What is offered after a key. Values are offered by themselves, since behind a colon nothing else is meant; keys only to
 * those who ask, since whoever types a free word does not want a list over the cards.
 */
export function offerAt({ text, caret, problems }: Typed, sources: Sources, isAsked: boolean): Offer | null {
  const corrections = isAsked ? problems.filter((problem) => touches(problem, caret)).flatMap(correctionsOf) : [];
  const fitting = completeQuery(text, caret, sources.vocabulary).filter(({ kind }) => isAsked || kind === 'value');
  const items = [...corrections, ...fitting].map((item) => withName(item, sources.me));
  const isWhole = items.some((item) => text.slice(item.start, item.end) === item.insert);
  if (items.length === 0 || (items.length === 1 && isWhole)) return null;
  return { items, active: isWhole ? -1 : 0, isAsked };
}

/** The offer with the item chosen that is so many further on. Single steps go round, larger ones stop at the ends. */
export function moveActive(offer: Offer, by: number): Offer {
  const { length } = offer.items;
  const to = (offer.active === -1 && by < 0 ? length : offer.active) + by;
  return { ...offer, active: Math.abs(by) === 1 ? (to + length) % length : Math.max(0, Math.min(to, length - 1)) };
}

/** The text after an item was taken, and where the caret stands then. */
export function take(text: string, { start, end, insert }: Completion): { text: string; caret: number } {
  return { text: `${text.slice(0, start)}${insert}${text.slice(end)}`, caret: start + insert.length };
}

/** Tells who `@me` is. */
function withName(item: Completion, [name]: readonly string[]): Completion {
  return item.insert === '@me' && name !== undefined ? { ...item, documentation: name } : item;
}

/** Whether the caret stands in the fault, or one character behind it: a wrong key ends before its colon. */
function touches({ start, end }: QueryProblem, caret: number): boolean {
  return start <= caret && caret <= end + 1;
}

function correctionsOf({ start, end, message, suggestions }: QueryProblem): Completion[] {
  return suggestions.map((word) => ({ start, end, label: word, insert: word, kind: 'value', documentation: message }));
}
