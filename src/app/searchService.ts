import { join } from 'node:path';
import { TicketreeError } from '../domain/errors.js';
import type { Ticket } from '../domain/ticket.js';
import type { TicketRow } from '../domain/ticketRow.js';
import type { SearchHit, SearchResults } from '../search/ranking.js';
import { SearchIndex } from '../search/searchIndex.js';
import { ensureTmpFolder } from '../store/localFolders.js';
import type { TicketStore } from '../store/ticketStore.js';
import type { Clock } from '../util/clock.js';
import type { QueryService } from './queryService.js';

/** A ticket that was found, and where. */
export interface FoundTicket extends SearchHit {
  readonly row: TicketRow;
}

export interface FoundTickets extends Pick<SearchResults, 'total' | 'matched'> {
  readonly found: readonly FoundTicket[];
  /** The ids of all tickets, for short ids. */
  readonly ids: readonly string[];
}

export interface SearchRequest {
  readonly text: string;
  /** A query that narrows what may be found; an empty one lets all through. */
  readonly filter: string;
  readonly limit: number;
  readonly offset: number;
}

/** Searches the whole text of a store's tickets, the same for every surface. */
export class SearchService {
  private readonly index: SearchIndex;

  constructor(
    private readonly store: TicketStore,
    private readonly queries: QueryService,
    clock: Clock,
  ) {
    this.index = new SearchIndex(join(store.layout.tmp, 'search.idx'), clock);
  }

  /** What holds the words of a text as the tickets are now, the best first. @throws TicketreeError `invalid_query`, `no_store` */
  async search({ text, filter, limit, offset }: SearchRequest): Promise<FoundTickets> {
    const { rows, all } = await this.queries.select(filter, undefined, () => null);
    await this.index.refresh(all.located, ({ id }) => this.load(id));
    const accepted = new Map(rows.map((row) => [row.id, row]));
    const { hits, total, matched } = this.index.search(text, { limit, offset, accepts: (id) => accepted.has(id) });
    const found = hits.flatMap((hit) => {
      const row = accepted.get(hit.id);
      return row ? [{ ...hit, row }] : [];
    });
    return { found, total, matched, ids: all.rows.map(({ id }) => id) };
  }

  /** Keeps the index for the next search; to be called when the hits are shown. Never fails. */
  async save(): Promise<void> {
    try {
      if (await ensureTmpFolder(this.store.layout)) await this.index.save();
    } catch (error) {
      // A store that cannot be written to does without.
      if (!TicketreeError.is(error)) throw error;
    }
  }

  private async load(id: string): Promise<Ticket | null> {
    try {
      return this.store.get(id) ?? (await this.store.read(id));
    } catch (error) {
      if (!TicketreeError.is(error, 'ticket_not_found', 'ticket_broken')) throw error;
      return null;
    }
  }
}
