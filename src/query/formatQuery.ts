import { unassignedWord } from '../domain/ticketWords.js';
import type { Part, QueryNode, Term, Value } from './ast.js';

/** What can stand without quotes in any place of a query. */
const plain = /^[\p{L}\p{N}_#][\p{L}\p{M}\p{N}_.@+#-]*$/u;
/** Words that mean something where they are not quoted; case is left aside, because a quote more does no harm. */
const reserved: ReadonlySet<string> = new Set(['and', 'or', 'not', unassignedWord]);

/**
 * Text as a value or a free word that means exactly this text, in quotes where it needs them. Text that is empty or blank
 * gives a query with a problem: no term can ask for nothing.
 */
export function quoteValue(text: string): string {
  const isPlain = plain.test(text) && !text.includes('..') && !reserved.has(text.toLowerCase());
  return isPlain ? text : inQuotes(text);
}

/** A query as text: what is read back as the same nodes and order. */
export function formatQuery(root: QueryNode | null, sorts: readonly Term[] = []): string {
  return [...(root ? [formatNode(root)] : []), ...sorts.map(formatTerm)].join(' ');
}

function formatNode(node: QueryNode): string {
  switch (node.kind) {
    case 'term':
      return formatTerm(node);
    case 'not':
      return `-${node.child.kind === 'term' ? formatTerm(node.child) : `(${formatNode(node.child)})`}`;
    case 'and':
      return node.children.map((child) => formatChild(child, child.kind === 'and' || child.kind === 'or')).join(' ');
    case 'or':
      return node.children.map((child) => formatChild(child, child.kind === 'or')).join(' OR ');
  }
}

function formatChild(child: QueryNode, isGrouped: boolean): string {
  return isGrouped ? `(${formatNode(child)})` : formatNode(child);
}

function formatTerm({ key, values }: Term): string {
  return `${key === null ? '' : `${key.text}:`}${values.map(formatValue).join(',')}`;
}

function formatValue({ parts }: Value): string {
  return parts.map((part: Part) => (part.quoted ? inQuotes(part.text) : part.text)).join('');
}

function inQuotes(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
