import type { Lexeme, ParsedQuery, QueryProblem, Span, Value } from './ast.js';
import { splitComparison } from './bounds.js';
import { findField } from './fields.js';

/** `text` is a free word; `error` is whatever has a problem. */
type TokenKind = 'key' | 'operator' | 'value' | 'text' | 'error';

export interface QueryToken extends Span {
  readonly kind: TokenKind;
}

/** The query in coloured pieces, in order; what is between them is white space. */
export function highlightQuery({ lexemes, problems }: ParsedQuery): QueryToken[] {
  return withErrors(lexemes.flatMap(tokensOf), problems);
}

function tokensOf(lexeme: Lexeme): QueryToken[] {
  if (lexeme.kind !== 'term') return [token('operator', lexeme)];
  const { key, values } = lexeme;
  if (key === null) return [token('text', lexeme)];
  const compares = findField(key.text)?.compares === true;
  const tokens = [token('key', key)];
  for (const value of values) {
    // A colon before the first, a comma before each other.
    tokens.push(token('operator', { start: value.start - 1, end: value.start }));
    tokens.push(...(compares ? comparisonTokens(value) : [token('value', value)]));
  }
  return tokens.filter(({ start, end }) => end > start);
}

function comparisonTokens(value: Value): QueryToken[] {
  const { operator, operands } = splitComparison(value);
  const tokens = operands.map((operand) => token('value', operand));
  if (operator) tokens.push(token('operator', operator));
  return tokens.sort((a, b) => a.start - b.start);
}

/** Both lists are in order, so that one walk along them is enough. */
function withErrors(tokens: readonly QueryToken[], problems: readonly QueryProblem[]): QueryToken[] {
  let next = 0;
  return tokens.map((each) => {
    while ((problems[next]?.end ?? Infinity) <= each.start) next++;
    return (problems[next]?.start ?? Infinity) < each.end ? token('error', each) : each;
  });
}

function token(kind: TokenKind, { start, end }: Span): QueryToken {
  return { kind, start, end };
}
