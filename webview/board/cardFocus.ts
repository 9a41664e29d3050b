import type { Status } from '../../src/domain/ticket.js';
import type { BoardModel } from './boardModel.js';
import type { ColumnElement } from './columnElement.js';
import type { Location } from './places.js';

/** The element of a card that is drawn. */
export function findCard(root: ParentNode, id: string): HTMLElement | null {
  return root.querySelector<HTMLElement>(`ticketree-card[data-ticket-id="${CSS.escape(id)}"]`);
}

/** The id of the card that has the focus, itself or something in it. */
export function focusedCardId(): string | null {
  return document.activeElement?.closest<HTMLElement>('ticketree-card')?.dataset['ticketId'] ?? null;
}

interface FocusHost extends HTMLElement {
  readonly model: BoardModel;
  columnElement(status: Status): ColumnElement | null;
  requestUpdate(): void;
}

/** On which card somebody is. Goes by ids, since a card out of sight has no element. */
export class CardFocus {
  /** Where it was when it was last drawn. */
  private at: Location | null = null;
  private isHeld = false;

  constructor(
    private readonly host: FocusHost,
    /** The card on which somebody is, or was last; null for none so far. */
    public id: string | null,
  ) {}

  /** Goes to a card, and brings it into sight. */
  async go(id: string): Promise<void> {
    this.id = id;
    this.at = this.host.model.locate(id);
    this.host.requestUpdate();
    const status = this.host.model.rows.get(id)?.status;
    const column = status === undefined ? null : this.host.columnElement(status);
    await column?.reveal(id);
    // Who holds down a key is further on by now.
    if (this.id !== id) return;
    column?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    findCard(this.host, id)?.focus({ preventScroll: true });
  }

  /** Takes the focus back to the card where nothing else has it. */
  resume(): void {
    if (this.id !== null && document.activeElement === document.body) {
      findCard(this.host, this.id)?.focus({ preventScroll: true });
    }
  }

  /** Somebody has gone to a card by pointer or Tab. */
  note(id: string): void {
    if (this.id === id) return;
    this.id = id;
    this.at = this.host.model.locate(id);
    this.host.requestUpdate();
  }

  /** Call before a drawing: a card that is gone leaves the focus to the one that takes its place. */
  beforeDrawing(): void {
    this.isHeld = focusedCardId() !== null;
    if (this.id === null || !this.isHeld || this.host.model.locate(this.id) !== null) return;
    const { at, host } = this;
    const column = at && host.model.columns[at.column];
    const rows = column ? host.model.shown(column.status) : [];
    this.id = rows[Math.min(at?.index ?? 0, rows.length - 1)]?.id ?? null;
  }

  /**
   * Call after a drawing: a card that is drawn elsewhere has lost the focus with its old element, and gets it back
   * without a scroll, and only if nobody has taken it meanwhile.
   */
  afterDrawing(): void {
    this.at = this.id === null ? null : this.host.model.locate(this.id);
    if (this.isHeld) this.resume();
    this.isHeld = false;
  }
}
