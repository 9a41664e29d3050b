import type { Lexeme, ParsedQuery, Span } from '../../src/query/ast.js';

/**
 * The parts of a filter that can be taken out one by one: terms and parentheses that stand side by side, with what
 * negates them. Choices with `OR` hang together, so that they are one part. Works on half-typed text too.
 */
export function topTerms({ lexemes }: Pick<ParsedQuery, 'lexemes'>): Span[] {
  const [first, last] = [lexemes[0], lexemes.at(-1)];
  if (!first || !last) return [];
  const parts: Span[] = [];
  let depth = 0;
  let start: number | null = null;
  for (const lexeme of lexemes) {
    if (lexeme.kind === 'OR' && depth === 0) return [{ start: first.start, end: last.end }];
    // What stands between two parts belongs to neither.
    if (lexeme.kind === 'AND' && depth === 0) continue;
    start ??= lexeme.start;
    depth = Math.max(0, depth + depthChange(lexeme));
    if (depth > 0 || lexeme.kind === 'minus' || lexeme.kind === 'NOT') continue;
    parts.push({ start, end: lexeme.end });
    start = null;
  }
  return start === null ? parts : [...parts, { start, end: last.end }];
}

/** The filter without one of its {@link topTerms}; the others stay as they were typed. */
export function withoutTerm(text: string, terms: readonly Span[], removed: Span): string {
  const others = terms.filter((term) => term !== removed);
  return others.map(({ start, end }) => text.slice(start, end)).join(' ');
}

function depthChange({ kind }: Lexeme): number {
  return kind === 'open' ? 1 : kind === 'close' ? -1 : 0;
}
