import { prefersReducedMotion } from '../shared/motion.js';
import type { CardElement } from './cardElement.js';
import { findCard } from './cardFocus.js';

/** More than these at once is a change of the whole board, such as another branch, and no longer a move. */
const mostFlights = 20;

const duration = 220;

/** Lets cards that somebody else moves glide from where they were to where they are put. */
export class CardFlights {
  private starts = new Map<string, DOMRect | null>();

  constructor(private readonly root: ParentNode) {}

  /** Call before a change is drawn. */
  note(ids: readonly string[]): void {
    if (ids.length > mostFlights || prefersReducedMotion()) return;
    for (const id of ids) {
      if (!this.starts.has(id)) this.starts.set(id, findCard(this.root, id)?.getBoundingClientRect() ?? null);
    }
  }

  /** Call when it has been drawn. */
  async begin(): Promise<void> {
    const { starts } = this;
    if (starts.size === 0) return;
    this.starts = new Map();
    if (starts.size > mostFlights) return;
    for (const [id, box] of starts) {
      const card = findCard(this.root, id) as CardElement | null;
      await card?.updateComplete;
      // One that comes from where nobody looked is only pointed at.
      if (card && box) fly(card, box);
      else if (card) point(card);
    }
  }
}

/** A copy flies, because the column that the card itself is in would clip it. */
function fly(card: HTMLElement, from: DOMRect): void {
  const copy = card.querySelector('.card-body')?.cloneNode(true);
  if (!(copy instanceof HTMLElement)) return;
  const to = card.getBoundingClientRect();
  copy.classList.add('card-flight');
  copy.setAttribute('aria-hidden', 'true');
  Object.assign(copy.style, { left: `${to.left}px`, top: `${to.top}px`, width: `${to.width}px` });
  document.body.append(copy);
  const offset = `translate(${from.left - to.left}px, ${from.top - to.top}px)`;
  card.animate({ opacity: [0, 0] }, duration);
  const flight = copy.animate({ transform: [offset, 'none'] }, { duration, easing: 'ease-out' });
  const land = (): void => {
    copy.remove();
    point(card);
  };
  flight.addEventListener('finish', land);
  flight.addEventListener('cancel', land);
}

/** On the body, whose classes nothing else sets. */
function point(card: HTMLElement): void {
  const body = card.querySelector('.card-body');
  body?.classList.add('just-moved');
  body?.addEventListener(
    'animationend',
    () => {
      body.classList.remove('just-moved');
    },
    { once: true },
  );
}
