import type { Lexeme, ParsedQuery, QueryNode, QueryProblem, Span, Term, Value } from './ast.js';
import type { Condition } from './condition.js';
import { findField, keyWords } from './fields.js';
import { readLexemes } from './lexer.js';
import { parseLexemes, type Structure } from './parser.js';
import { problemAt, QueryFault, quoted, unknownWordAt, type Report } from './problems.js';
import { readFreeWord } from './textFields.js';
import { textOf } from './textMatch.js';

/** Nobody reads more, and looking for what each wrong word could have meant takes time. */
const maxProblems = 50;

/** Reads a query. Never throws: what is wrong stands in `problems`, each with its place. */
export function parseQuery(text: string): ParsedQuery {
  const problems: QueryProblem[] = [];
  const report = (problem: QueryProblem): void => void problems.push(problem);
  const lexemes = readLexemes(text, report);
  const { root, sorts } = structureOf(lexemes, report);
  for (const lexeme of lexemes) {
    if (problems.length < maxProblems && lexeme.kind === 'term') readTerm(lexeme, report);
  }
  problems.sort((a, b) => a.start - b.start || a.end - b.end);
  return { text, root, sorts, lexemes, problems };
}

/** What a term asks, a condition for each of its values; what cannot be read is reported and left out. */
export function readTerm(term: Term, report: Report): Condition[] {
  const { key, values } = term;
  const field = key === null ? null : findField(key.text);
  if (field === undefined) {
    report(unknownKey(term));
    return [];
  }
  const read = field?.read ?? readFreeWord;
  const first = values[0];
  return values.flatMap((value) => {
    try {
      if (textOf(value).trim() === '') throw new QueryFault(emptyValue(term, value));
      return [read(value, first ?? value)];
    } catch (error) {
      if (!(error instanceof QueryFault)) throw error;
      report(error.problem);
      return [];
    }
  });
}

function structureOf(lexemes: readonly Lexeme[], report: Report): Structure {
  try {
    return parseLexemes(lexemes, isSort, report);
  } catch (error) {
    if (!(error instanceof QueryFault)) throw error;
    report(error.problem);
    return { root: null, sorts: [] };
  }
}

/** Whether a term is about the order rather than about tickets. */
function isSort({ key }: Term): boolean {
  return key !== null && findField(key.text)?.key === 'sort';
}

function unknownKey({ key, start, end }: Term): QueryProblem {
  const span: Span = key !== null && key.end > key.start ? key : { start, end };
  const text = key?.text ?? '';
  const hint = 'To search for a text with a colon, put it in quotes.';
  if (text === '') return problemAt(span, 'Nothing stands before the colon.', hint);
  return unknownWordAt(span, text, `There is no key ${quoted(text)}.`, keyWords, hint);
}

function emptyValue(term: Term, value: Value): QueryProblem {
  // An empty place cannot be underlined, so that the whole term is.
  const span = value.end > value.start ? value : term;
  const name = term.key?.text ?? '';
  if (term.key === null) return problemAt(span, 'There is nothing in the quotes.', 'Take them out, or fill them.');
  return problemAt(
    span,
    `A value of ${name}: is empty.`,
    `Write it directly behind the colon, as in ${example(name)}.`,
  );
}

function example(key: string): string {
  return findField(key)?.example ?? 'tag:wip';
}

/** All terms below a node. */
export function termsOf(node: QueryNode | null): Term[] {
  if (node === null) return [];
  if (node.kind === 'term') return [node];
  return (node.kind === 'not' ? [node.child] : node.children).flatMap(termsOf);
}
