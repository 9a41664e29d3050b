import type { Lexeme, QueryNode, Sign, Span, Term } from './ast.js';
import { problemAt, QueryFault, type Report } from './problems.js';

/** Deeper nesting is no query of a person, and would exhaust the stack. */
const maxDepth = 50;

export interface Structure {
  readonly root: QueryNode | null;
  readonly sorts: readonly Term[];
}

/**
 * Puts lexemes together. `OR` binds weakest; terms side by side must all hold, with or without `AND` between them; `-`
 * and `NOT` negate what follows. What cannot be understood is reported and left out.
 */
export function parseLexemes(lexemes: readonly Lexeme[], isSort: (term: Term) => boolean, report: Report): Structure {
  return new Parser(lexemes, isSort, report).run();
}

class Parser {
  private at = 0;
  private depth = 0;
  private readonly sorts: Term[] = [];

  constructor(
    private readonly lexemes: readonly Lexeme[],
    private readonly isSort: (term: Term) => boolean,
    private readonly report: Report,
  ) {}

  run(): Structure {
    const root = this.lexemes.length === 0 ? null : this.readAlternatives();
    return { root, sorts: this.sorts };
  }

  private readAlternatives(): QueryNode | null {
    const found: (QueryNode | null)[] = [this.readConjunction()];
    for (let or = this.take('OR'); or; or = this.take('OR')) {
      const next = this.readConjunction();
      if (found.at(-1) === null || next === null) this.failOperand(or);
      found.push(next);
    }
    return join('or', found);
  }

  private readConjunction(): QueryNode | null {
    const found: (QueryNode | null)[] = [];
    for (let next = this.peek(); next && next.kind !== 'OR'; next = this.peek()) {
      if (next.kind === 'close' && this.depth > 0) break;
      found.push(this.readOperand(next));
    }
    return join('and', found);
  }

  private readOperand(next: Lexeme): QueryNode | null {
    const before = this.lexemes[this.at - 1];
    this.at++;
    switch (next.kind) {
      case 'term':
        return this.placeTerm(next);
      case 'open':
        return this.readParentheses(next);
      case 'minus':
      case 'NOT':
        return this.readNegation(next);
      case 'AND':
        if (!endsOperand(before) || !startsOperand(this.peek())) this.failOperand(next);
        return null;
      case 'OR':
      case 'close':
        this.fail(next, 'Nothing was opened that this parenthesis closes.', 'Take it out, or put it in quotes.');
        return null;
    }
  }

  private readParentheses(open: Sign): QueryNode | null {
    if (this.depth === maxDepth) {
      const message = `Parentheses are nested more than ${maxDepth} deep.`;
      throw new QueryFault(problemAt(open, message, 'Write the query with fewer of them.'));
    }
    this.depth++;
    const inner = this.readAlternatives();
    this.depth--;
    const close = this.take('close');
    const isEmpty = close !== null && this.lexemes[this.at - 2] === open;
    if (!close) this.fail(open, 'This parenthesis is not closed.', 'Close it, or put it in quotes.');
    if (isEmpty) this.fail(open, 'Nothing stands in the parentheses.', 'Take them out.');
    return inner;
  }

  private readNegation(sign: Sign): QueryNode | null {
    const next = this.peek();
    const touches = next?.start === sign.end || sign.kind === 'NOT';
    if (!next || !touches || !startsOperand(next)) {
      this.fail(sign, 'Nothing follows that could be negated.', 'Put a term directly behind it, as in -tag:wip.');
      return null;
    }
    if (next.kind === 'minus' || next.kind === 'NOT') {
      this.fail({ start: sign.start, end: next.end }, 'This is negated twice.', 'Negate it once, as in -tag:wip.');
    }
    // No recursion here: `- - - …` of any length is one fault after the other.
    if (next.kind !== 'term' && next.kind !== 'open') return null;
    this.at++;
    const child = next.kind === 'term' ? this.refuseSort(next) : this.readParentheses(next);
    return child && { kind: 'not', start: sign.start, end: this.lexemes[this.at - 1]?.end ?? child.end, child };
  }

  private placeTerm(term: Term): Term | null {
    if (this.depth > 0 || !this.isSort(term)) return this.refuseSort(term);
    this.sorts.push(term);
    return null;
  }

  private refuseSort(term: Term): Term | null {
    if (!this.isSort(term)) return term;
    this.fail(term, 'An order cannot stand in parentheses or be negated.', 'Put it at the end, as in sort:-priority.');
    return null;
  }

  private failOperand(sign: Sign): void {
    this.fail(
      sign,
      `${sign.kind} needs a term on either side.`,
      `Add one, or write "${sign.kind}" to search for the word.`,
    );
  }

  private fail(span: Span, message: string, hint: string): void {
    this.report(problemAt(span, message, hint));
  }

  private peek(): Lexeme | undefined {
    return this.lexemes[this.at];
  }

  private take(kind: Sign['kind']): Sign | null {
    const next = this.peek();
    if (next?.kind !== kind) return null;
    this.at++;
    return next;
  }
}

function startsOperand(lexeme: Lexeme | undefined): boolean {
  return lexeme !== undefined && lexeme.kind !== 'close' && lexeme.kind !== 'AND' && lexeme.kind !== 'OR';
}

function endsOperand(lexeme: Lexeme | undefined): boolean {
  return lexeme?.kind === 'term' || lexeme?.kind === 'close';
}

function join(kind: 'and' | 'or', found: readonly (QueryNode | null)[]): QueryNode | null {
  const children = found.filter((node) => node !== null);
  const [first, last] = [children[0], children.at(-1)];
  if (!first || !last || children.length === 1) return first ?? null;
  return { kind, start: first.start, end: last.end, children };
}
