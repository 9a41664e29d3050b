/** What a query is made of. All of it carries its place, so that an editor can underline and colour it. */

/** A stretch of the text, in UTF-16 units; `end` is not part of it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A piece of a value. In a quoted one no character means anything but itself. */
export interface Part extends Span {
  /** Without the quotes and with its escapes resolved. */
  readonly text: string;
  readonly quoted: boolean;
}

/** One of the values between the commas of a term; pieces that touch are one value, as in a shell. */
export interface Value extends Span {
  readonly parts: readonly Part[];
}

/** `key:a,b`, or a free word, which has no key and one value. */
export interface Term extends Span {
  readonly kind: 'term';
  readonly key: Key | null;
  readonly values: readonly Value[];
}

/** As it was typed. */
export interface Key extends Span {
  readonly text: string;
}

interface Negation extends Span {
  readonly kind: 'not';
  readonly child: QueryNode;
}

/** Two or more children. */
interface Group extends Span {
  readonly kind: 'and' | 'or';
  readonly children: readonly QueryNode[];
}

export type QueryNode = Term | Negation | Group;

/** The smallest pieces of the text; what is between them is white space. */
export type Lexeme = Term | Sign;

export interface Sign extends Span {
  readonly kind: 'open' | 'close' | 'minus' | 'AND' | 'OR' | 'NOT';
}

/** A fault of the text, for an editor to underline. */
export interface QueryProblem extends Span {
  /** What is wrong, one sentence. */
  readonly message: string;
  /** What to do, one sentence. */
  readonly hint: string;
  /** Words that were perhaps meant, the nearest first, to put in the place of the span. */
  readonly suggestions: readonly string[];
}

export interface ParsedQuery {
  readonly text: string;
  /** Null for a query that asks for nothing in particular. */
  readonly root: QueryNode | null;
  /** The `sort:` terms, which stand beside the others. */
  readonly sorts: readonly Term[];
  readonly lexemes: readonly Lexeme[];
  /** In the order of their places. A query with problems can be drawn, but not run. */
  readonly problems: readonly QueryProblem[];
}
