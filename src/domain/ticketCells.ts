import { keyedItems, placeItems, type ListKind } from './keyedList.js';
import { sameValue } from './sameValue.js';
import type { JsonObject, JsonValue, Ticket } from './ticket.js';

/**
 * A ticket cut into cells, the smallest parts that two people can change without touching each other's work: a field, a
 * tag, a task, a comment, a custom field. Undo, merge and the journal all speak of changed cells.
 */
export interface CellChange {
  /** Such as `["title"]`, `["tags", "ui"]`, `["tasks", "<id>"]`, `["metadata", "fields", "points"]`. */
  readonly path: readonly string[];
  /** Absent where the cell was not there. */
  readonly before?: JsonValue;
  /** Absent where the cell is gone. */
  readonly after?: JsonValue;
}

/** Lists whose items are cells of their own, by their path, and by what an item is known. */
const lists: ReadonlyMap<string, ListKind> = new Map([
  ['tags', 'texts'],
  ['tasks', 'records'],
  ['metadata/depends_on', 'texts'],
  ['metadata/comments', 'records'],
  ['metadata/acceptance_criteria', 'records'],
]);
/** Objects whose entries are cells of their own. */
const objects: ReadonlySet<string> = new Set(['metadata', 'metadata/fields']);
/** Last part of the path of the cell that holds the order of a list: no item has such a key. */
const orderKey = '\u0000order';

/** A change of one cell; undefined where it is not there. */
export function cellChange(
  path: readonly string[],
  before: JsonValue | undefined,
  after: JsonValue | undefined,
): CellChange {
  return { path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}

/** What differs between two versions of a ticket; empty where they hold the same. */
export function diffTickets(before: Ticket, after: Ticket): CellChange[] {
  return diffObject([], asObject(before), asObject(after));
}

/** What a cell holds; undefined where it is not there. */
export function readCell(ticket: Ticket, path: readonly string[]): JsonValue | undefined {
  let value: JsonValue | undefined = asObject(ticket);
  for (const [depth, key] of path.entries()) {
    const kind = listKind(path.slice(0, depth), value);
    if (key === orderKey) return kind === null ? undefined : keyedItems(value, kind).map(([each]) => each);
    value = kind === null ? entry(value, key) : keyedItems(value, kind).find(([each]) => each === key)?.[1];
  }
  return value;
}

/** The ticket with a cell set; undefined takes the cell away. */
export function writeCell(ticket: Ticket, path: readonly string[], value: JsonValue | undefined): Ticket {
  return writeInto([], asObject(ticket), path, value) as unknown as Ticket;
}

/** Whether a cell only says in which order a list stands, about which nobody needs to be asked. */
export function isOrder(path: readonly string[]): boolean {
  return path.at(-1) === orderKey;
}

/** A cell's name for a person: `title`, `tag ui`, `task 1f2e…`, `due`. */
export function cellName(path: readonly string[]): string {
  const [first = '', ...rest] = path[0] === 'metadata' ? path.slice(1) : path;
  if (rest.length === 0) return first;
  const names: Readonly<Record<string, string>> = { tags: 'tag', tasks: 'task', comments: 'comment', fields: 'field' };
  return isOrder(path) ? `order of ${first}` : `${names[first] ?? first} ${rest.join(' ')}`;
}

function diffObject(path: readonly string[], before: JsonObject, after: JsonObject): CellChange[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => diffValue([...path, key], entry(before, key), entry(after, key)));
}

function diffValue(
  path: readonly string[],
  before: JsonValue | undefined,
  after: JsonValue | undefined,
): readonly CellChange[] {
  if (before === after || sameValue(before, after)) return [];
  if (objects.has(path.join('/'))) {
    const [one, other] = [before ?? {}, after ?? {}];
    if (isObject(one) && isObject(other)) return diffObject(path, one, other);
  }
  const kind = listKind(path, before ?? []);
  if (kind !== null && listKind(path, after ?? []) !== null) return diffList(path, kind, before ?? [], after ?? []);
  return [cellChange(path, before, after)];
}

function diffList(path: readonly string[], kind: ListKind, before: JsonValue, after: JsonValue): CellChange[] {
  const old = new Map(keyedItems(before, kind));
  const now = new Map(keyedItems(after, kind));
  const changes: CellChange[] = [];
  for (const key of new Set([...old.keys(), ...now.keys()])) {
    if (!sameValue(old.get(key), now.get(key))) changes.push(cellChange([...path, key], old.get(key), now.get(key)));
  }
  const [oldKeys, nowKeys] = [[...old.keys()], [...now.keys()]];
  // What was only appended needs no word about the order.
  const isAppendedTo = oldKeys.every((key, index) => nowKeys[index] === key);
  if (!isAppendedTo) changes.push(cellChange([...path, orderKey], oldKeys, nowKeys));
  return changes;
}

function writeInto(
  at: readonly string[],
  value: JsonValue | undefined,
  path: readonly string[],
  cell: JsonValue | undefined,
): JsonValue | undefined {
  const key = path[at.length];
  if (key === undefined) return cell;
  const kind = listKind(at, value ?? []);
  if (kind !== null) {
    const items = key === orderKey ? placeItems(value, kind, textsOf(cell)) : withItem(value, kind, key, cell);
    // A list of metadata that has become empty goes as it came; those of the ticket itself are always there.
    return items.length === 0 && at.length > 1 ? undefined : items;
  }
  // A list whose items have no keys any more is left alone.
  if (value !== undefined && !isObject(value)) return value;
  const object = value ?? {};
  const inner = writeInto([...at, key], entry(object, key), path, cell);
  if (inner !== undefined) return { ...object, [key]: inner };
  const rest = Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
  return Object.keys(rest).length === 0 && at.length > 1 ? undefined : rest;
}

function withItem(list: JsonValue | undefined, kind: ListKind, key: string, item: JsonValue | undefined): JsonValue[] {
  const items = keyedItems(list, kind);
  const index = items.findIndex(([each]) => each === key);
  if (item !== undefined && index === -1) items.push([key, item]);
  else if (item !== undefined) items[index] = [key, item];
  else if (index !== -1) items.splice(index, 1);
  return items.map(([, each]) => each);
}

/** How the items of that list are known; null for what is no list, or one whose items have no keys of their own each. */
function listKind(path: readonly string[], value: JsonValue | undefined): ListKind | null {
  const kind = lists.get(path.join('/'));
  if (kind === undefined || !Array.isArray(value)) return null;
  const items = value as readonly JsonValue[];
  const isKeyed = (item: JsonValue): boolean =>
    kind === 'texts' ? typeof item === 'string' : isObject(item) && typeof item['id'] === 'string';
  const isWhole = items.every(isKeyed) && new Set(keyedItems(value, kind).map(([key]) => key)).size === items.length;
  return isWhole ? kind : null;
}

function textsOf(value: JsonValue | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function entry(value: JsonValue | undefined, key: string): JsonValue | undefined {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asObject(ticket: Ticket): JsonObject {
  return ticket as unknown as JsonObject;
}
