/** The filter of the board: which rows are shown. Pure; who types, what the clock says and what the host found are given. */
import { TicketGraph } from '../../src/domain/ticketGraph.js';
import { resolveTicket } from '../../src/domain/ticketRef.js';
import type { TicketRow } from '../../src/domain/ticketRow.js';
import { compileQuery } from '../../src/query/compileQuery.js';
import type { QueryFacts, RowTest } from '../../src/query/condition.js';
import { parseQuery } from '../../src/query/parseQuery.js';
import type { RowOrder } from '../../src/query/sorting.js';
import { takeFreeWords } from './freeWords.js';

/** What a filter needs to know of this moment. */
interface FilterFacts {
  readonly now: Date;
  /** The names that stand for `@me`. */
  readonly me: readonly string[];
  readonly activeId: string | null;
  /** All rows, shown or not. They are gone through only for a query that names tickets or asks how they hang together. */
  readonly rows: Iterable<TicketRow>;
}

/** What the host found in the texts that rows do not have. */
export interface SearchHits {
  /** The words that were searched for, see {@link BoardFilter.words}. */
  readonly words: string;
  readonly ids: ReadonlySet<string>;
}

/** A filter that can be run, as often as one likes. */
export interface BoardFilter {
  readonly text: string;
  /** The free words, for the host to search; null for none. */
  readonly words: string | null;
  /**
   * The filter at one moment. It has to be bound again when rows, clock, names or hits have changed; that costs little.
   * @param hits what was found last; hits for other words than these do not count
   */
  bind(facts: FilterFacts, hits: SearchHits | null): BoundFilter;
}

interface BoundFilter {
  readonly isShown: RowTest;
  /** The order that the text names; null for none. */
  readonly compare: RowOrder | null;
}

/**
 * Reads what a person has typed.
 * @returns null for a text with problems, so that the last good filter can be kept
 */
export function readFilter(text: string): BoardFilter | null {
  const parsed = parseQuery(text);
  if (parsed.problems.length > 0) return null;
  const query = compileQuery(parsed);
  const { words, fielded } = takeFreeWords(parsed);
  const rest = words === null ? null : compileQuery({ ...parsed, root: fielded, sorts: [] });
  return {
    text,
    words,
    bind: (filterFacts, hits) => {
      const facts = queryFacts(filterFacts);
      const { matches, compare } = query.bind(facts);
      if (!rest || hits?.words !== words) return { isShown: matches, compare };
      const hasRest = rest.bind(facts).matches;
      return { isShown: (row) => matches(row) || (hits.ids.has(row.id) && hasRest(row)), compare };
    },
  };
}

/** The free words of a text that the host should search for; null for none, and for a text with problems. */
export function freeWordsOf(text: string): string | null {
  const parsed = parseQuery(text);
  return parsed.problems.length > 0 ? null : takeFreeWords(parsed).words;
}

function queryFacts({ now, me, activeId, rows }: FilterFacts): QueryFacts {
  let built: TicketGraph | undefined;
  const graph = (): TicketGraph => (built ??= new TicketGraph(rows));
  return {
    now,
    me,
    isReady: (row) => graph().isReady(row, now),
    isBlocked: (row) => graph().isBlocked(row),
    isActive: (row) => row.id === activeId,
    updated: (row) => row.touched,
    resolve: (reference) => resolveQuietly(reference, rows),
  };
}

function resolveQuietly(reference: string, rows: Iterable<TicketRow>): string | null {
  try {
    return resolveTicket(reference, rows).id;
  } catch {
    return null;
  }
}
