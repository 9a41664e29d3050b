import type { JsonObject, JsonValue } from './ticket.js';

/** By what an item of a list is known: the text that it is, or its `id`. */
export type ListKind = 'texts' | 'records';

/** The items of a list with their keys. */
export function keyedItems(list: JsonValue | undefined, kind: ListKind): [key: string, item: JsonValue][] {
  return itemsOf(list).map((item) => [
    kind === 'texts' ? (item as string) : ((item as JsonObject)['id'] as string),
    item,
  ]);
}

/** The items in the order of the keys; those that it does not name keep their order behind the item before them. */
export function placeItems(list: JsonValue | undefined, kind: ListKind, order: readonly string[]): JsonValue[] {
  const places = new Map(order.map((key, index) => [key, index]));
  let place = -1;
  const placed = keyedItems(list, kind).map(([key, item]) => {
    place = places.get(key) ?? place;
    return { item, place };
  });
  return placed.sort((a, b) => a.place - b.place).map(({ item }) => item);
}

function itemsOf(list: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(list) ? (list as readonly JsonValue[]) : [];
}
