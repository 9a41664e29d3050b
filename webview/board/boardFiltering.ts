import type { BoardSort } from '../../src/protocol/boardMessages.js';
import type { TicketRow } from '../../src/domain/ticketRow.js';
import { compileQuery } from '../../src/query/compileQuery.js';
import { freeWordsOf, readFilter, type BoardFilter, type SearchHits } from '../filter/boardFilter.js';
import { comparatorOf } from '../../src/protocol/boardOrder.js';
import type { BoardModel } from './boardModel.js';

/** The host is asked for full-text hits when nobody has typed for so long, in milliseconds. */
const searchDelay = 150;

/** Which cards are shown, and in which order. */
export class BoardFiltering {
  /** As it was typed; where it cannot be read, the last one that could holds on. */
  text = '';
  private filter: BoardFilter | null = null;
  private sort: BoardSort = 'manual';
  private hits: SearchHits | null = null;
  /** Whether one ticket's change may show or hide another. */
  private asksForOthers = false;
  private ordersItself = false;
  private isTextDue = false;
  private areRowsDue = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param search ids that the host finds; null where it could not search */
  constructor(
    private readonly model: BoardModel,
    private readonly search: (words: string) => Promise<readonly string[] | null>,
    private readonly changed: () => void,
  ) {}

  /** Whether cards can be put between others: nothing but the person orders them. */
  get isManual(): boolean {
    return this.sort === 'manual' && !this.ordersItself;
  }

  /** Notes what is typed; nothing is judged before {@link settle}, so that no key waits for ten thousand rows. */
  setText(text: string): void {
    this.text = text;
    this.isTextDue = true;
    clearTimeout(this.timer);
    const words = freeWordsOf(text);
    if (words === null || words === this.hits?.words) return;
    this.timer = setTimeout(() => void this.find(words), searchDelay);
  }

  setSort(sort: BoardSort, now: number): void {
    this.sort = sort;
    this.apply(now, true);
  }

  /** Call when rows have changed. */
  noteRows(): void {
    this.areRowsDue = true;
  }

  /** Call before cards are drawn. */
  settle(now: number): void {
    // Usually each row can be judged by itself, and has been.
    const isDue = this.isTextDue || (this.areRowsDue && this.asksForOthers);
    if (this.isTextDue) this.readText();
    if (isDue) this.apply(now);
    this.isTextDue = this.areRowsDue = false;
  }

  private readText(): void {
    const filter = readFilter(this.text);
    if (!filter) return;
    this.filter = filter;
    this.model.rows.openArchive(compileQuery(this.text).mentions('archived'));
  }

  /** Judges all rows anew. */
  apply(now: number, isNewSort = false): void {
    const { rows, facts } = this.model;
    const others = new NotedIterable(rows);
    const bound = this.filter?.bind(
      { now: new Date(now), me: facts.me, activeId: facts.activeId, rows: others },
      this.hits,
    );
    const wasOrdered = this.ordersItself;
    this.ordersItself = bound?.compare != null;
    rows.setFilter(bound?.isShown ?? (() => true));
    if (isNewSort || wasOrdered || this.ordersItself) rows.setOrder(bound?.compare ?? comparatorOf(this.sort));
    this.asksForOthers = others.wasRead;
  }

  private async find(words: string): Promise<void> {
    const ids = await this.search(words);
    if (ids === null || freeWordsOf(this.text) !== words) return;
    this.hits = { words, ids: new Set(ids) };
    this.apply(Date.now());
    this.changed();
  }
}

/** Tells afterwards whether anybody has looked. */
class NotedIterable implements Iterable<TicketRow> {
  wasRead = false;

  constructor(private readonly rows: Iterable<TicketRow>) {}

  [Symbol.iterator](): Iterator<TicketRow> {
    this.wasRead = true;
    return this.rows[Symbol.iterator]();
  }
}
