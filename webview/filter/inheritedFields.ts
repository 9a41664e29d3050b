import { findPriority, findTicketType, unassignedWord } from '../../src/domain/ticketWords.js';
import type { InheritedFields } from '../../src/protocol/boardMessages.js';
import type { QueryNode, Value } from '../../src/query/ast.js';
import { splitComparison } from '../../src/query/bounds.js';
import { findField } from '../../src/query/fields.js';
import { parseQuery } from '../../src/query/parseQuery.js';
import { fold, isBareWord, textOf } from '../../src/query/textMatch.js';
import { requiredNodes } from './requiredNodes.js';

/** Longer names the host does not take. */
const maxName = 200;
const maxTags = 1000;
const wholeId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * What a new card has to have to be seen under a filter, as far as the filter says it in so many words: only values that
 * every match must have. A choice, a negation, a range, a `*` or two values that exclude each other say nothing.
 * @param me the names that stand for `@me`
 * @param resolve the id of a ticket that a person named, null for none; without it only whole ids are understood
 */
export function inheritedFields(
  text: string,
  me: readonly string[],
  resolve: (reference: string) => string | null = (reference) => (wholeId.test(reference) ? reference : null),
): InheritedFields {
  const { root, problems } = parseQuery(text);
  if (problems.length > 0) return {};
  const nodes = requiredNodes(root);
  const read = <T>(key: string, of: (value: Value) => T | null): T[] =>
    nodes.flatMap((node) => singleValue(node, key) ?? []).flatMap((value) => of(value) ?? []);
  const tags = distinct(read('tag', plainText)).slice(0, maxTags);
  const found = {
    priority: only(read('priority', (value) => findPriority(equalText(value) ?? ''))),
    type: only(read('type', (value) => findTicketType(textOf(value)))),
    tags: tags.length > 0 ? tags : null,
    assignee: only(distinct(read('assignee', (value) => personOf(value, me)))),
    parent: only(distinct(read('parent', (value) => resolve(textOf(value).trim())))),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== null));
}

function singleValue(node: QueryNode, key: string): Value | undefined {
  if (node.kind !== 'term' || node.key === null || findField(node.key.text)?.key !== key) return undefined;
  return node.values.length === 1 ? node.values[0] : undefined;
}

/** The text of a value that stands for itself alone. */
function plainText(value: Value): string | null {
  const text = textOf(value).trim();
  const hasStar = value.parts.some((part) => !part.quoted && part.text.includes('*'));
  return hasStar || text.length > maxName ? null : text;
}

/** The text of a value that is compared with nothing but itself. */
function equalText(value: Value): string | null {
  const { operator, operands } = splitComparison(value);
  return operator === null || operator.text === '=' ? textOf(operands[0]) : null;
}

function personOf(value: Value, me: readonly string[]): string | null {
  if (isBareWord(value, '@me')) return me[0] ?? null;
  return isBareWord(value, unassignedWord) ? null : plainText(value);
}

/** The values as they were first written; case makes no difference. */
function distinct(texts: readonly string[]): string[] {
  const first = new Map<string, string>();
  for (const text of texts) if (!first.has(fold(text))) first.set(fold(text), text);
  return [...first.values()];
}

function only<T>(values: readonly T[]): T | null {
  const different = new Set(values);
  return different.size === 1 ? (values[0] ?? null) : null;
}
