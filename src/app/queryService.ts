import type { BrokenFile } from '../domain/change.js';
import { compareRanked } from '../domain/rank.js';
import { statuses } from '../domain/ticket.js';
import { TicketGraph } from '../domain/ticketGraph.js';
import { resolveTicket } from '../domain/ticketRef.js';
import type { TicketRow } from '../domain/ticketRow.js';
import { compileQuery, type CompiledQuery } from '../query/compileQuery.js';
import type { QueryFacts } from '../query/condition.js';
import type { RowOrder } from '../query/sorting.js';
import type { StoreRows } from '../store/snapshot/rowSnapshot.js';
import type { TicketStore } from '../store/ticketStore.js';
import type { Clock } from '../util/clock.js';
import type { SettingsReader } from './settingsReader.js';
import { updatedTimes } from './updatedTimes.js';

/** What a query found. */
export interface Selection {
  /** In the order that the query names, else in the board's, unless another was asked for. */
  readonly rows: readonly TicketRow[];
  readonly broken: readonly BrokenFile[];
  /** All there is, for short ids and the like. */
  readonly all: StoreRows;
  readonly query: CompiledQuery;
}

/** Asks the store in the query language, the same for every surface. */
export class QueryService {
  constructor(
    private readonly store: TicketStore,
    private readonly settings: SettingsReader,
    private readonly clock: Clock,
  ) {}

  /**
   * @param text the query; an empty one means all tickets
   * @param isWanted narrows what is found
   * @param order makes another order of the one that the query names; null leaves the rows in none
   * @throws TicketreeError `invalid_query`, `no_store`
   */
  async select(
    text: string,
    isWanted: (row: TicketRow, query: CompiledQuery) => boolean = all,
    order: (asked: RowOrder | null) => RowOrder | null = (asked) => asked ?? compareOnBoard,
  ): Promise<Selection> {
    const query = compileQuery(text);
    const found = await this.store.readRows();
    const { matches, compare } = query.bind(await this.facts(found.rows, query));
    const rows = found.rows.filter((row) => matches(row) && isWanted(row, query));
    const compareRows = order(compare);
    if (compareRows) rows.sort(compareRows);
    return { rows, broken: found.broken.filter((file) => query.matchesBroken(file)), all: found, query };
  }

  /** What queries need to know of the store at this moment. */
  async facts(rows: readonly TicketRow[], query: CompiledQuery): Promise<QueryFacts> {
    const now = this.clock();
    const graph = new TicketGraph(rows);
    const active = new Set(query.mentions('active') ? await this.store.readActive() : []);
    const updated = query.usesUpdated ? updatedTimes(await this.store.journal.entries()) : new Map<string, number>();
    return {
      now,
      me: query.usesMe ? await this.settings.myNames() : [],
      isReady: (row) => graph.isReady(row, now),
      isBlocked: (row) => graph.isBlocked(row),
      isActive: (row) => active.has(row.id),
      updated: (row) => Math.max(row.touched, updated.get(row.id) ?? 0),
      resolve: (reference) => resolveQuietly(reference, rows),
    };
  }
}

function all(): boolean {
  return true;
}

function compareOnBoard(a: TicketRow, b: TicketRow): number {
  return statuses.indexOf(a.status) - statuses.indexOf(b.status) || compareRanked(a, b);
}

function resolveQuietly(reference: string, rows: readonly TicketRow[]): string | null {
  try {
    return resolveTicket(reference, rows).id;
  } catch {
    return null;
  }
}
