import { prefersReducedMotion } from '../shared/motion.js';
import { findCard } from './cardFocus.js';

/** More than these at once is a change of the whole board, such as another branch, and no longer a move. */
const mostFlights = 20;

const duration = 220;

/** Call before a change is drawn: lets cards glide from where they are to where the change puts them. */
export function animateCards(root: ParentNode, ids: readonly string[]): void {
  if (ids.length === 0 || ids.length > mostFlights || prefersReducedMotion()) return;
  const starts = ids.flatMap((id) => {
    const box = findCard(root, id)?.getBoundingClientRect();
    return box ? [{ id, box }] : [];
  });
  // By the next frame every component has drawn.
  requestAnimationFrame(() => {
    for (const { id, box } of starts) fly(root, id, box);
  });
}

/** A copy flies, because the column that the card itself is in would clip it. */
function fly(root: ParentNode, id: string, from: DOMRect): void {
  const card = findCard(root, id);
  const copy = card?.querySelector('.card-body')?.cloneNode(true);
  if (!card || !(copy instanceof HTMLElement)) return;
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
    card.classList.add('just-moved');
    card.addEventListener(
      'animationend',
      () => {
        card.classList.remove('just-moved');
      },
      { once: true },
    );
  };
  flight.addEventListener('finish', land);
  flight.addEventListener('cancel', land);
}
