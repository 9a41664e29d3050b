import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { t } from '../shared/l10n.js';
import { countText } from './countText.js';
import { listenToDrags, type DragListener } from './dragAndDrop.js';
import {
  carry,
  describePlace,
  isOwnPlace,
  samePlace,
  type Direction,
  type Place,
  type ShownColumns,
} from './places.js';

/** Cards in somebody's hand. */
export interface Drag {
  /** In the order in which they will stand. */
  readonly ids: readonly string[];
  /** The title of the one card, or how many there are. */
  readonly name: string;
  /** Carried by the arrow keys, and not by the pointer. */
  readonly byKeys: boolean;
  /** Where they would land; null over nothing and over their own place. */
  readonly place: Place | null;
}

interface DragHost extends ReactiveControllerHost {
  readonly board: ShownColumns;
  /** Whether cards can be put between others; why not, in words, otherwise. */
  readonly fixedOrder: string | null;
  titleOf(id: string): string | null;
  draggedWith(id: string): readonly string[];
  announce(text: string): void;
  drop(ids: readonly string[], place: Place): void;
  /** Brings the place to which the keys carry into sight. */
  followCarry(place: Place): void;
}

/** Follows a drag by ids, never by elements, because a patch may redraw or remove the cards meanwhile. */
export class BoardDrag implements ReactiveController, DragListener {
  current: Drag | null = null;
  /** Where the keys are, own place or not. */
  private carriedTo: Place | null = null;
  private stop: (() => void) | undefined;

  constructor(private readonly host: DragHost) {
    host.addController(this);
  }

  hostConnected(): void {
    this.stop = listenToDrags(this);
  }

  hostDisconnected(): void {
    this.stop?.();
  }

  lifted(id: string): void {
    this.cancel();
    if (this.take(id, false)) this.host.announce(t('Picked up {0}.', this.current?.name ?? ''));
  }

  over(target: Place | null): void {
    if (!this.current) return;
    const place = this.otherPlace(target);
    if (samePlace(place, this.current.place)) return;
    this.set({ ...this.current, place });
    if (place) this.host.announce(this.placeText(place));
  }

  released(target: Place | null): void {
    if (!this.current || this.current.byKeys) return;
    this.over(target);
    this.drop();
  }

  /** Picks a card up by the keyboard. */
  lift(id: string, at: Place): void {
    if (!this.take(id, true)) return;
    this.carriedTo = this.host.fixedOrder === null ? this.freePlace(at) : { status: at.status };
    const keys = t('Arrow keys carry it, Space drops it, Escape cancels.');
    this.host.announce(`${t('Picked up {0}.', this.current?.name ?? '')} ${this.placeText(this.carriedTo)}. ${keys}`);
  }

  /** Carries what the keyboard has picked up. */
  carry(direction: Direction): void {
    const { current, carriedTo: from } = this;
    if (!current || !from) return;
    const next = carry(this.host.board, current.ids, from, direction);
    if (!next) {
      const { fixedOrder } = this.host;
      if (fixedOrder !== null && direction !== 'left' && direction !== 'right') this.host.announce(fixedOrder);
      return;
    }
    this.carriedTo = next;
    this.set({ ...current, place: this.otherPlace(next) });
    this.host.announce(this.placeText(next));
    this.host.followCarry(next);
  }

  /** Lets go where the cards are. */
  drop(): void {
    const drag = this.current;
    if (!drag?.place) {
      this.cancel();
      return;
    }
    this.set(null);
    const { ids, place } = drag;
    const [column, position, count] = describePlace(this.host.board, ids, place);
    this.host.announce(this.movedText(ids.length, [column, position, count], place));
    this.host.drop(ids, place);
  }

  /** Puts the cards back. @returns whether there were any */
  cancel(): boolean {
    const drag = this.current;
    if (!drag) return false;
    this.set(null);
    this.host.announce(
      drag.ids.length === 1 ? t('{0} stays where it was.', drag.name) : t('{0} stay where they were.', drag.name),
    );
    return true;
  }

  /** Ends the drag of cards that somebody deleted; what the pointer still carries no longer means anything. */
  endIfGone(): void {
    const drag = this.current;
    if (!drag) return;
    const ids = drag.ids.filter((id) => this.host.titleOf(id) !== null);
    if (ids.length === drag.ids.length) return;
    if (ids.length > 0) {
      this.set({ ...drag, ids, name: this.nameOf(ids) });
      return;
    }
    this.host.announce(t('{0} was deleted while you dragged it.', drag.name));
    this.set(null);
  }

  private take(id: string, byKeys: boolean): boolean {
    const ids = this.host.draggedWith(id);
    if (ids.length === 0) return false;
    this.set({ ids, name: this.nameOf(ids), byKeys, place: null });
    return true;
  }

  private nameOf(ids: readonly string[]): string {
    return ids.length === 1 ? (this.host.titleOf(ids[0] ?? '') ?? '') : countText(ids.length);
  }

  /** The place, if dropping there would change anything. */
  private otherPlace(target: Place | null): Place | null {
    const { board } = this.host;
    return target && isOwnPlace(board, this.current?.ids ?? [], target) ? null : target;
  }

  /** The cards that are carried are no mark for a place. */
  private freePlace({ status, beforeId }: Place): Place {
    const rows = this.host.board.shown(status);
    const moved = new Set(this.current?.ids);
    const start = rows.findIndex(({ id }) => id === beforeId);
    return { status, beforeId: rows.slice(start).find(({ id }) => !moved.has(id))?.id ?? null };
  }

  private placeText(place: Place): string {
    const [column, position, count] = describePlace(this.host.board, this.current?.ids ?? [], place);
    return place.beforeId === undefined ? column : t('{0}, {1} of {2}', column, position, count);
  }

  private movedText(moved: number, [column, position, count]: [string, number, number], { beforeId }: Place): string {
    if (moved > 1) return t('Moved {0} to {1}.', countText(moved), column);
    return beforeId === undefined
      ? t('Moved to {0}.', column)
      : t('Moved to {0}, {1} of {2}.', column, position, count);
  }

  private set(drag: Drag | null): void {
    this.current = drag;
    if (!drag) this.carriedTo = null;
    this.host.requestUpdate();
  }
}
