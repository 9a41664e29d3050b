import { isMap, isSeq } from 'yaml';
import type { Node, YAMLMap, YAMLSeq } from 'yaml';
import { sameValue } from '../../domain/sameValue.js';
import type { JsonObject, JsonValue } from '../../domain/ticket.js';
import { editMap, joinPieces, withComment } from './editSegments.js';
import { emitEntry, emitItem } from './emitYaml.js';
import { isList, isObject, ownValue } from './jsonKind.js';
import { matchItems } from './matchItems.js';
import type { YamlFile } from './readYaml.js';
import { respell } from './respell.js';
import { columnOf, lineEnd, splitList, splitMap } from './segments.js';
import type { KeySegment, Region, Segment } from './segments.js';
import type { Shape } from './ticketShape.js';

/** Where the lines are taken from, and how new ones are written. */
interface Source {
  readonly file: YamlFile;
  /** The file's text, or one of the same length in which a dash has become a space. */
  readonly text: string;
  readonly eol: string;
}

interface Change<T> {
  readonly before: T;
  readonly next: T;
  readonly shape: Shape;
}

type ValueChange = Change<JsonValue | undefined>;

/**
 * The lines of a block mapping, in whichever column its keys stand, with only the changed entries written anew, and of
 * these only what changed within them where that is laid out in blocks too.
 * @returns undefined for any other layout
 */
export function patchMap(
  source: Source,
  map: YAMLMap,
  { before, next, shape }: Change<JsonObject>,
  region: Region,
): string | undefined {
  const column = columnOf(source.text, map);
  const split = splitMap(source.text, map, column, region);
  if (split === undefined) {
    return undefined;
  }
  const segments = new Map(split.segments.map((segment) => [segment.key, segment]));
  const edits = shape.order([...segments.keys()], Object.keys(next)).map((key) => {
    const change = { before: ownValue(before, key), next: ownValue(next, key), shape: shape.inner(key) };
    const isSame = sameValue(change.before, change.next);
    return { key, body: isSame ? null : patchEntry(source, key, column, segments.get(key), change) };
  });
  const isRemoved = (key: string): boolean => Object.hasOwn(before, key) && !Object.hasOwn(next, key);
  return editMap(split, edits, isRemoved, source.eol);
}

function patchEntry(
  source: Source,
  key: string,
  column: number,
  segment: KeySegment | undefined,
  change: ValueChange,
): string {
  if (segment !== undefined) {
    const region = { start: lineEnd(source.text, segment.start + 1), end: segment.end };
    const inner = patchCollection(source, segment.node, change, region);
    if (inner !== undefined) return source.text.slice(segment.start, region.start) + inner;
  }
  const value = respell(source.file, { ...change, node: segment?.node ?? null });
  return emitEntry(key, value, column).replaceAll('\n', source.eol);
}

/** What is emptied is written as `[]` or `{}`, what was empty in the canonical layout. */
function patchCollection(
  source: Source,
  node: Node | null,
  { before, next, shape }: ValueChange,
  region: Region,
): string | undefined {
  if (isMap(node) && isObject(before) && isObject(next) && Object.keys(next).length > 0) {
    return patchMap(source, node, { before, next, shape }, region);
  }
  if (isSeq(node) && isList(before) && isList(next) && next.length > 0) {
    return patchList(source, node, { before, next, shape }, region);
  }
  return undefined;
}

function patchList(
  source: Source,
  list: YAMLSeq,
  { before, next, shape }: Change<readonly JsonValue[]>,
  region: Region,
): string | undefined {
  const split = splitList(source.text, list, region);
  if (split === undefined) {
    return undefined;
  }
  const itemShape = shape.inner('');
  const pieces = matchItems(before, next).map((match, index) => {
    const segment = split.segments[match];
    const change = { before: before[match], next: next[index], shape: itemShape };
    return { lead: segment?.lead ?? '', body: patchItem(source, split.column, segment, change) };
  });
  return joinPieces(pieces, split.tail, source.eol);
}

function patchItem(source: Source, column: number, segment: Segment | undefined, change: ValueChange): string {
  if (segment !== undefined) {
    if (sameValue(change.before, change.next)) return segment.body;
    const dash = segment.start + column;
    // With a space for its dash the item is a block in a column of its own, and all offsets still hold.
    const text = `${source.text.slice(0, dash)} ${source.text.slice(dash + 1)}`;
    const inner = patchCollection({ ...source, text }, segment.node, change, segment);
    if (inner?.startsWith(' '.repeat(column + 1)) === true) {
      return `${inner.slice(0, column)}-${inner.slice(column + 1)}`;
    }
  }
  const value = respell(source.file, { ...change, node: segment?.node ?? null });
  return withComment(emitItem(value, column).replaceAll('\n', source.eol), segment?.comment ?? '');
}
