import { idPrefixOf } from './ticketRef.js';

/**
 * The item of a list that a person means: by its whole id, by its number counted from one, or by the first four or
 * more digits of its id when they are those of one item only.
 * @returns undefined when there is none, or when several begin so
 */
export function findListItem<T extends { readonly id: string }>(items: readonly T[], reference: string): T | undefined {
  const text = reference.trim();
  const exact = items.find(({ id }) => id === text || id === text.toLowerCase());
  if (exact) return exact;
  const numbered = /^\d+$/.test(text) ? items[Number(text) - 1] : undefined;
  if (numbered) return numbered;
  const prefix = idPrefixOf(text);
  const found = prefix === null ? [] : items.filter(({ id }) => id.startsWith(prefix));
  return found.length === 1 ? found[0] : undefined;
}

/** What would have named one of them. */
export function howToNameAnItem(count: number, kind: string): string {
  return `Give a number from 1 to ${count}, the first four or more digits of one ${kind}'s id, or the whole id.`;
}
