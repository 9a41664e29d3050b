import type { Part, ParsedQuery, QueryNode, Term } from '../../src/query/ast.js';
import { textOf } from '../../src/query/textMatch.js';
import { requiredNodes } from './requiredNodes.js';

/** More than this the host does not look for. */
const maxLength = 1000;
const maxWords = 32;

/** A query whose free words can be looked for in the long texts, which only the host has. */
export interface WordsApart {
  /** To be searched for; null where there are none. */
  readonly words: string | null;
  /** The query without them. */
  readonly fielded: QueryNode | null;
}

/**
 * Takes the free words out of a query. Only those that every match must have: one that is negated or stands beside `OR`
 * could not be answered by a list of hits, and one with a `*` means something else in a search. These stay.
 */
export function takeFreeWords({ root }: Pick<ParsedQuery, 'root'>): WordsApart {
  const nodes = requiredNodes(root);
  const found = nodes.filter(isFreeWord);
  const words = found.map(searchText).join(' ');
  if (found.length === 0 || found.length > maxWords || words.length > maxLength) return { words: null, fielded: root };
  return { words, fielded: joined(nodes.filter((node) => !isFreeWord(node))) };
}

function isFreeWord(node: QueryNode): node is Term {
  return node.kind === 'term' && node.key === null && !node.values.some(({ parts }) => parts.some(hasStar));
}

function hasStar({ quoted, text }: Part): boolean {
  return !quoted && text.includes('*');
}

/** What was quoted is searched as a phrase; the search knows no escapes, and no mark of words counts in it. */
function searchText({ values }: Term): string {
  const text = values.map(textOf).join(' ').replaceAll('"', ' ');
  return values.some(({ parts }) => parts.some(({ quoted }) => quoted)) ? `"${text}"` : text;
}

function joined(nodes: readonly QueryNode[]): QueryNode | null {
  const [first, last] = [nodes[0], nodes.at(-1)];
  if (!first || !last || nodes.length === 1) return first ?? null;
  return { kind: 'and', start: first.start, end: last.end, children: nodes };
}
