import { sameValue } from '../../domain/sameValue.js';
import type { JsonValue } from '../../domain/ticket.js';
import { isObject, ownValue } from './jsonKind.js';

interface Item {
  readonly value: JsonValue;
  readonly index: number;
}

/** Whether a next item is what has become of an old one; the surest sign first. */
const signs: readonly ((old: Item, next: Item) => boolean)[] = [
  (old, next) => sameValue(old.value, next.value),
  (old, next) => idOf(old) !== undefined && idOf(old) === idOf(next),
  // An item with an id of its own is never another item.
  (old, next) => old.index === next.index && idOf(old) === undefined && idOf(next) === undefined,
];

/** @returns for each item of the next list its index in the old one, -1 for a new item */
export function matchItems(old: readonly JsonValue[], next: readonly JsonValue[]): number[] {
  const free = new Map(old.map((value, index) => [index, { value, index }]));
  const matches = next.map(() => -1);
  for (const isSame of signs) {
    for (const [index, value] of next.entries()) {
      if (matches[index] === -1) {
        const match = find(free.values(), (item) => isSame(item, { value, index }))?.index ?? -1;
        matches[index] = match;
        free.delete(match);
      }
    }
  }
  return matches;
}

function idOf({ value }: Item): JsonValue | undefined {
  return isObject(value) ? ownValue(value, 'id') : undefined;
}

/** `Iterator.find` is younger than the oldest Node that we run on. */
function find<T>(items: Iterable<T>, test: (item: T) => boolean): T | undefined {
  for (const item of items) {
    if (test(item)) return item;
  }
  return undefined;
}
