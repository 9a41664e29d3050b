import {
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualItem,
  type VirtualizerOptions,
} from '@tanstack/virtual-core';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { TicketRow } from '../../src/domain/ticketRow.js';

/** Cards that are drawn above and below those in sight. */
const overscan = 3;
/** Under this the column is at its top, and what comes in above is let in. */
const topZone = 4;

/** What a column's list is made of. */
export interface ListContent {
  readonly rows: readonly TicketRow[];
  /** Another when the rows have changed. */
  readonly version: string;
  /** Another when they stand in another order, or others are shown, so that the old place means nothing. */
  readonly arrangement: string;
  readonly isCompact: boolean;
  /** Cards that stay drawn wherever one scrolls: that which has the focus, is dragged, or is written in. */
  readonly pinned: readonly string[];
  indexOf(id: string): number;
}

const nothing: ListContent = {
  rows: [],
  version: '',
  arrangement: '',
  isCompact: false,
  pinned: [],
  indexOf: () => -1,
};

/** Draws of a long column only what is in sight, and keeps that still while cards come and go above it. */
export class ColumnList implements ReactiveController {
  private element: HTMLElement | null = null;
  private content = nothing;
  private keyOf = (index: number): string | number => this.content.rows[index]?.id ?? index;
  private rangeOf = defaultRangeExtractor;
  /** Where the list has to be scrolled once it has been drawn. */
  private scrollTop: number | null = null;
  private unmount: (() => void) | undefined;
  private readonly virtualizer: Virtualizer<HTMLElement, HTMLElement>;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
    this.virtualizer = new Virtualizer(this.options());
  }

  /** The cards to draw, from top to bottom. */
  get items(): readonly VirtualItem[] {
    return this.virtualizer.getVirtualItems();
  }

  /** In pixels. */
  get height(): number {
    return this.virtualizer.getTotalSize();
  }

  hostDisconnected(): void {
    this.unmount?.();
    this.unmount = undefined;
    this.element = null;
  }

  /** Call after each drawing. */
  drawn(element: HTMLElement | null): void {
    this.element = element;
    this.unmount ??= this.virtualizer._didMount();
    if (element && this.scrollTop !== null) element.scrollTop = this.scrollTop;
    this.scrollTop = null;
    this.virtualizer._willUpdate();
    for (const card of element?.querySelectorAll<HTMLElement>('ticketree-card') ?? []) {
      this.virtualizer.measureElement(card);
    }
    // Lets go of those that have gone.
    this.virtualizer.measureElement(null);
  }

  /** Takes what is to be drawn next. */
  setContent(content: ListContent): void {
    const before = this.content;
    this.content = content;
    const isNewSize = before.isCompact !== content.isCompact;
    const isNew = before.version !== content.version;
    const anchors = isNew || isNewSize ? this.anchors() : [];
    if (isNewSize) this.virtualizer.measure();
    // Another function makes the virtualizer ask for all keys again.
    if (isNew) this.keyOf = (index) => this.content.rows[index]?.id ?? index;
    this.setPinned(content.pinned);
    if (!isNew && !isNewSize) return;
    if (before.arrangement !== content.arrangement && before !== nothing) this.scrollBefore(0);
    else this.hold(anchors);
  }

  /** Keeps one more card drawn until the next content says which are. */
  pin(id: string): void {
    this.setPinned([...this.content.pinned, id]);
  }

  /** Scrolls as far as needed to see a card. */
  reveal(id: string): void {
    const index = this.content.indexOf(id);
    if (index >= 0) this.virtualizer.scrollToIndex(index);
  }

  revealEnd(): void {
    this.virtualizer.scrollToIndex(this.content.rows.length - 1);
  }

  /** The id of the card above which the pointer is; null under the last. What is carried is no mark. */
  cardBelow(clientY: number, isCarried: (id: string) => boolean): string | null {
    const { element } = this;
    if (!element) return null;
    const box = element.getBoundingClientRect();
    const y = Math.min(Math.max(clientY, box.top), box.bottom) - box.top + element.scrollTop;
    const { rows } = this.content;
    const below = this.items.find(({ index, start, size }) => {
      const id = rows[index]?.id;
      return id !== undefined && !isCarried(id) && y < start + size / 2;
    });
    if (below) return rows[below.index]?.id ?? null;
    const last = this.items.at(-1)?.index ?? rows.length;
    return rows.slice(last + 1).find(({ id }) => !isCarried(id))?.id ?? null;
  }

  private setPinned(ids: readonly string[]): void {
    const pinned = ids.map((id) => this.content.indexOf(id)).filter((index) => index >= 0);
    this.rangeOf = (range) => {
      const indices = new Set([...defaultRangeExtractor(range), ...pinned]);
      return [...indices].filter((index) => index < range.count).sort((a, b) => a - b);
    };
    this.virtualizer.setOptions(this.options());
  }

  private options(): VirtualizerOptions<HTMLElement, HTMLElement> {
    return {
      count: this.content.rows.length,
      getScrollElement: () => this.element,
      getItemKey: this.keyOf,
      estimateSize: (index) => this.estimatedHeight(index),
      overscan,
      rangeExtractor: this.rangeOf,
      scrollToFn: elementScroll,
      observeElementRect,
      observeElementOffset,
      // A card that has just come has not drawn itself yet; the observer of its size tells before anything is painted.
      measureElement: (card, entry, { itemSizeCache, indexFromElement }) => {
        const size = entry?.borderBoxSize[0]?.blockSize;
        if (size !== undefined) return Math.round(size);
        const index = indexFromElement(card);
        return itemSizeCache.get(this.keyOf(index)) ?? this.estimatedHeight(index);
      },
      onChange: () => {
        this.host.requestUpdate();
      },
    };
  }

  private estimatedHeight(index: number): number {
    return estimatedHeight(this.content.rows[index], this.content.isCompact);
  }

  /** The cards in sight, and how far each is below the upper edge. */
  private anchors(): readonly { readonly id: string; readonly offset: number }[] {
    const top = this.virtualizer.scrollOffset ?? 0;
    if (top <= topZone) return [];
    const bottom = top + (this.virtualizer.scrollRect?.height ?? 0);
    return this.items
      .filter(({ end, start }) => end > top && start < bottom)
      .map(({ key, start }) => ({ id: String(key), offset: start - top }));
  }

  /** Keeps what was in sight where it was. The card that moves least stays, since one of them may be the mover. */
  private hold(anchors: ReturnType<ColumnList['anchors']>): void {
    const top = this.virtualizer.scrollOffset ?? 0;
    // Asking for the height lays the new rows out.
    this.virtualizer.getTotalSize();
    const shifts = anchors.flatMap(({ id, offset }) => {
      const index = this.content.indexOf(id);
      const start = index < 0 ? undefined : this.virtualizer.measurementsCache[index]?.start;
      return start === undefined ? [] : [start - offset - top];
    });
    const least = shifts.reduce((best, shift) => (Math.abs(shift) < Math.abs(best) ? shift : best), Infinity);
    if (least !== 0 && Number.isFinite(least)) this.scrollBefore(Math.max(0, top + least));
  }

  /** Draws as if it were scrolled there already; the page follows as soon as it is high enough. */
  private scrollBefore(scrollTop: number): void {
    this.virtualizer.scrollOffset = scrollTop;
    this.scrollTop = scrollTop;
  }
}

/** In pixels, near enough that the scroll bar hardly moves when a card turns out higher or lower. */
function estimatedHeight(row: TicketRow | undefined, isCompact: boolean): number {
  if (!row || isCompact) return 52;
  const titleLines = Math.min(3, Math.ceil(row.title.length / 24));
  const hasFoot =
    row.tasks.total > 0 ||
    row.assignee !== null ||
    row.branch !== null ||
    row.due !== null ||
    row.status_since !== null;
  return 44 + titleLines * 17 + (row.tags.length > 0 ? 21 : 0) + (hasFoot ? 23 : 0);
}
