import type { Column } from './columns.js';
import { successor } from './columns.js';

/** The element of a card that is on the page. */
export function findCard(root: ParentNode, id: string): HTMLElement | null {
  return root.querySelector<HTMLElement>(`ticketree-card[data-ticket-id="${CSS.escape(id)}"]`);
}

/** The id of the card that has the focus. */
export function focusedCardId(): string | null {
  return document.activeElement?.closest<HTMLElement>('ticketree-card')?.dataset['ticketId'] ?? null;
}

/** Focuses a card for somebody who steps to it, and shows it. */
export function focusCard(root: ParentNode, id: string): void {
  const card = findCard(root, id);
  card?.focus({ preventScroll: true });
  card?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

/**
 * Call before a change is drawn. A card that is redrawn elsewhere loses the focus with its old element: it gets it
 * back, or the card that took its place does, without a scroll, and only if nobody has taken the focus meanwhile.
 */
export function keepCardFocus(root: { readonly columns: readonly Column[] } & ParentNode): void {
  const id = focusedCardId();
  if (id === null) return;
  const before = root.columns;
  requestAnimationFrame(() => {
    if (document.activeElement !== document.body) return;
    const next = findCard(root, id) ?? findCard(root, successor(before, root.columns, id) ?? '');
    next?.focus({ preventScroll: true });
  });
}
