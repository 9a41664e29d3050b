import type { Lexeme, Span, Term } from './ast.js';
import { splitComparison } from './bounds.js';
import type { Suggestion, Vocabulary } from './field.js';
import { fields, findField } from './fields.js';
import { quoteValue } from './formatQuery.js';
import { readLexemes } from './lexer.js';
import { fold, textOf } from './textMatch.js';

/** A text that could be put in the place of a span. */
export interface Completion extends Span {
  readonly label: string;
  /** The label as it has to be written, quoted where it needs quotes. */
  readonly insert: string;
  readonly kind: 'key' | 'value';
  readonly documentation: string;
}

/** More than anybody reads. */
const maxCompletions = 100;

/** What could stand at an offset, the likeliest first. */
export function completeQuery(text: string, offset: number, vocabulary: Vocabulary): Completion[] {
  let unclosed = Infinity;
  const lexemes = readLexemes(text, (problem) => (unclosed = problem.start));
  const lexeme = lexemes.find((each) => each.start <= offset && offset <= each.end && isWord(each));
  if (lexeme && lexeme.kind !== 'term') return [];
  const key = lexeme?.key ?? null;
  if (!lexeme || key === null) return completeKey(text, offset, lexeme ?? { start: offset, end: offset });
  // The colon belongs to what is replaced.
  if (offset <= key.end) return completeKey(text, offset, { start: key.start, end: key.end + 1 });
  return completeValue(text, offset, lexeme, unclosed, vocabulary);
}

function isWord({ kind }: Lexeme): boolean {
  return kind !== 'open' && kind !== 'close' && kind !== 'minus';
}

function completeKey(text: string, offset: number, span: Span): Completion[] {
  const typed = text.slice(span.start, offset);
  const suggestions = fields.map(({ key, meaning }) => ({
    label: key,
    then: ':',
    documentation: meaning,
    isWord: true,
  }));
  return fitting(suggestions, typed).map((suggestion) => ({
    ...completion(suggestion, span, 'key'),
    label: `${suggestion.label}:`,
  }));
}

function completeValue(
  text: string,
  offset: number,
  term: Term,
  unclosed: number,
  vocabulary: Vocabulary,
): Completion[] {
  const field = findField(term.key?.text ?? '');
  const value = term.values.find(({ start, end }) => start <= offset && offset <= end);
  if (!field || !value) return [];
  const operands = field.compares ? splitComparison(value).operands : [value];
  const operand = operands.findLast(({ start }) => start <= offset);
  if (!operand) return [];
  // An open quote runs over all that follows, which was not meant.
  const span = { start: operand.start, end: unclosed < operand.end ? offset : operand.end };
  const typed = text
    .slice(span.start, offset)
    .replace(/^"/, '')
    .replace(/\\(["\\])/g, '$1');
  const others = new Set(term.values.filter((other) => other !== value).map((other) => fold(textOf(other))));
  const suggestions = field.suggest(vocabulary).filter(({ label }) => !others.has(fold(label)));
  // Behind an operator none can be offered.
  const bare = operand.start === value.start ? suggestions : suggestions.map(withoutOperator);
  return fitting(bare, typed).map((suggestion) => completion(suggestion, span, 'value'));
}

function withoutOperator(suggestion: Suggestion): Suggestion {
  return suggestion.isWord === true ? { ...suggestion, label: suggestion.label.replace(/^[<>]/, '') } : suggestion;
}

function completion(suggestion: Suggestion, { start, end }: Span, kind: Completion['kind']): Completion {
  const { label, then = '', isWord: isPlain = false, documentation = '' } = suggestion;
  return { start, end, label, insert: `${isPlain ? label : quoteValue(label)}${then}`, kind, documentation };
}

/** Those that begin with what was typed, then those that have its letters in this order. */
function fitting<T extends Suggestion>(suggestions: readonly T[], typed: string): T[] {
  const start = fold(typed);
  const labels = suggestions.map((suggestion) => ({ suggestion, label: fold(suggestion.label) }));
  const begin = labels.filter(({ label }) => label.startsWith(start));
  const contain = labels.filter(({ label }) => !label.startsWith(start) && hasLetters(label, start));
  return [...begin, ...contain].slice(0, maxCompletions).map(({ suggestion }) => suggestion);
}

function hasLetters(label: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters) {
    const found = label.indexOf(letter, at);
    if (found === -1) return false;
    at = found + letter.length;
  }
  return true;
}
