import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { t } from '../shared/l10n.js';
import type { Column, Place } from './columns.js';
import { describePlace, isOwnPlace, locate } from './columns.js';
import type { DragListener } from './dragAndDrop.js';
import { listenToDrags } from './dragAndDrop.js';

/** A card in somebody's hand. */
export interface Drag {
  readonly id: string;
  readonly title: string;
  /** Where it would land; null over nothing and over its own place. */
  readonly place: Place | null;
}

interface DragHost extends ReactiveControllerHost {
  readonly columns: readonly Column[];
  announce(text: string): void;
  move(id: string, place: Place): void;
}

/** Follows a drag by ids, never by elements, because a patch may redraw or remove the card meanwhile. */
export class BoardDrag implements ReactiveController, DragListener {
  current: Drag | null = null;
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
    const at = locate(this.host.columns, id);
    const row = at && this.host.columns[at.column]?.rows[at.index];
    if (!row) return;
    this.set({ id, title: row.title, place: null });
    this.host.announce(t('Picked up {0}.', row.title));
  }

  over(target: Place | null): void {
    if (!this.current) return;
    const { id, place } = this.current;
    const next = target && isOwnPlace(this.host.columns, id, target) ? null : target;
    if (next?.status === place?.status && next?.beforeId === place?.beforeId) return;
    this.set({ ...this.current, place: next });
    if (next) this.host.announce(t('{0}, {1} of {2}', ...describePlace(this.host.columns, id, next)));
  }

  released(target: Place | null): void {
    this.over(target);
    const drag = this.current;
    this.set(null);
    if (!drag) return;
    if (!drag.place) {
      this.host.announce(t('{0} stays where it was.', drag.title));
      return;
    }
    this.host.announce(t('Moved to {0}, {1} of {2}.', ...describePlace(this.host.columns, drag.id, drag.place)));
    this.host.move(drag.id, drag.place);
  }

  /** Ends the drag of a card that somebody deleted; what the pointer still carries no longer means anything. */
  endIfGone(): void {
    if (!this.current || locate(this.host.columns, this.current.id)) return;
    this.host.announce(t('{0} was deleted while you dragged it.', this.current.title));
    this.set(null);
  }

  private set(drag: Drag | null): void {
    this.current = drag;
    this.host.requestUpdate();
  }
}
