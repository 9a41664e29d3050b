import { priorities, statuses } from '../domain/ticket.js';
import { ticketTypes } from '../domain/ticketMetadata.js';
import type { TicketRow } from '../domain/ticketRow.js';
import { timestampMillis } from '../domain/timestamp.js';
import type { Value } from './ast.js';
import { always, type QueryFacts } from './condition.js';
import { findIn, readWord, words, type Field } from './field.js';
import { fold, textOf } from './textMatch.js';

/** What a row is ordered by; null for none, which comes last either way. */
type SortKey = (row: TicketRow, facts: QueryFacts) => number | string | null;
export type RowOrder = (a: TicketRow, b: TicketRow) => number;

/** The most urgent come first, all else from the smallest, oldest, or first in the alphabet on. */
const sortKeys = {
  created: (row) => time(row.created_at),
  updated: (row, facts) => facts.updated(row),
  started: (row) => time(row.started_at),
  closed: (row) => time(row.closed_at),
  due: (row) => row.due,
  estimate: (row) => row.estimate,
  priority: (row) => -priorities.indexOf(row.priority),
  status: (row) => statuses.indexOf(row.status),
  type: (row) => ticketTypes.indexOf(row.type),
  title: (row) => fold(row.title),
  slug: (row) => row.slug,
  assignee: (row) => (row.assignee === null ? null : fold(row.assignee)),
  board: (row) => `${statuses.indexOf(row.status)} ${row.rank} ${row.id}`,
  tasks: (row) => row.tasks.total,
} as const satisfies Record<string, SortKey>;

type SortName = keyof typeof sortKeys;
const sortNames = Object.keys(sortKeys) as SortName[];

export const sortTerm: Field = {
  key: 'sort',
  meaning: `the order, the most urgent or oldest first, \`-\` reverses: ${sortNames.join(', ')}`,
  example: 'sort:priority,-created',
  read: (value) => {
    readSort(value);
    return always(() => true);
  },
  suggest: () => words([...sortNames, ...sortNames.map((name) => `-${name}`)]),
};

export interface SortBy {
  readonly name: SortName;
  readonly descending: boolean;
}

/** @throws QueryFault */
export function readSort(value: Value): SortBy {
  const text = textOf(value);
  const descending = text.startsWith('-');
  const sign = descending ? 1 : 0;
  const find = findIn(sortNames);
  const name = readWord(value, 'field to sort by', sortNames, (word) => {
    const plain = word.slice(sign);
    return find(plain) ?? (plain.toLowerCase() === 'rank' ? 'board' : null);
  });
  return { name, descending };
}

/** Compares by one field after the other, then by slug and id, so that an order is always whole. */
export function rowOrder(sorts: readonly SortBy[], facts: QueryFacts): RowOrder {
  const orders = [...sorts, { name: 'slug', descending: false } as const].map((sort) => orderBy(sort, facts));
  return (a, b) => {
    for (const order of orders) {
      const result = order(a, b);
      if (result !== 0) return result;
    }
    return compare(a.id, b.id);
  };
}

function orderBy({ name, descending }: SortBy, facts: QueryFacts): RowOrder {
  const keyOf: SortKey = sortKeys[name];
  const sign = descending ? -1 : 1;
  // Each row is compared many times, and some keys are dear.
  const known = new WeakMap<TicketRow, number | string | null>();
  const keyFor = (row: TicketRow): number | string | null => {
    let key = known.get(row);
    if (key === undefined) known.set(row, (key = keyOf(row, facts)));
    return key;
  };
  return (a, b) => {
    const [one, other] = [keyFor(a), keyFor(b)];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return sign * compare(one, other);
  };
}

/** By code unit, never by locale: the same order everywhere. */
function compare<T extends number | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function time(timestamp: string | null): number | null {
  const millis = timestamp === null ? NaN : timestampMillis(timestamp);
  return Number.isNaN(millis) ? null : millis;
}
