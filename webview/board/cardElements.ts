import type { TicketRow } from '../../src/domain/ticketRow.js';
import { CardElement } from './cardElement.js';
import type { CardFacts } from './cardFacts.js';
import type { TitleEdit } from './savedState.js';
import type { BoardScene } from './scene.js';

/** A card as its column wants it. */
export interface CardView {
  readonly row: TicketRow;
  readonly facts: CardFacts;
  readonly rename: TitleEdit | null;
  readonly classes: string;
  /** Null for one that is to be absent. */
  readonly attributes: Readonly<Record<string, string | null>>;
  /** In pixels, from the top of the list. */
  readonly top: number;
}

/**
 * The elements of the cards in sight, one a ticket for as long as it is in sight. By hand, because Lit's `repeat` (3.3)
 * leaves a comment behind for each item that goes, and thousands do when one scrolls.
 */
export class CardElements {
  private list: HTMLElement | null = null;
  private readonly cards = new Map<string, CardElement>();

  /** Makes the list hold these cards in this order; what stays is not moved, so that it keeps focus and text. */
  draw(list: HTMLElement | null, views: readonly CardView[], scene: BoardScene): void {
    if (this.list !== list) this.cards.clear();
    this.list = list;
    if (!list) return;
    const wanted = new Set(views.map(({ row }) => row.id));
    for (const [id, card] of this.cards) {
      if (wanted.has(id)) continue;
      card.remove();
      this.cards.delete(id);
    }
    let next = list.firstElementChild;
    for (const view of views) {
      const card = this.cardOf(view.row.id);
      update(card, view, scene);
      if (card === next) next = next.nextElementSibling;
      else list.insertBefore(card, next);
    }
  }

  private cardOf(id: string): CardElement {
    const known = this.cards.get(id);
    if (known) return known;
    const card = new CardElement();
    this.cards.set(id, card);
    return card;
  }
}

function update(
  card: CardElement,
  { row, facts, rename, classes, attributes, top }: CardView,
  scene: BoardScene,
): void {
  Object.assign(card, { scene, row, facts, rename, now: scene.now });
  if (card.className !== classes) card.className = classes;
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null) card.removeAttribute(name);
    else if (card.getAttribute(name) !== value) card.setAttribute(name, value);
  }
  const place = `${top}px`;
  if (card.style.top !== place) card.style.top = place;
}
