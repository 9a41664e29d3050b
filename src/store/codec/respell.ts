import { isMap, isScalar, isSeq } from 'yaml';
import type { Node } from 'yaml';
import { sameValue } from '../../domain/sameValue.js';
import type { JsonObject, JsonValue, Ticket } from '../../domain/ticket.js';
import { plainSource } from './emitYaml.js';
import type { YamlEntry, YamlValue } from './emitYaml.js';
import { asObject, isList, isObject, ownValue } from './jsonKind.js';
import { jsonValue } from './jsonValue.js';
import { matchItems } from './matchItems.js';
import { isPlainNull } from './plainScalar.js';
import { entriesOf, resolveNode, scalarText } from './readYaml.js';
import type { Value, YamlFile } from './readYaml.js';
import { anyShape, ticketShape } from './ticketShape.js';
import type { Shape } from './ticketShape.js';

/**
 * The next ticket, ready to be written, with what JavaScript's values would lose of the old one: the digits of numbers
 * (`1.10`, `12345678901234567890`), and the keys that nobody knows.
 * @throws TicketFormatError if an unknown key holds more than can be written
 */
export function respellTicket(file: YamlFile, before: Ticket, next: Ticket): Iterable<YamlEntry> {
  return respellMap(file, file.root, asObject(before), asObject(next), ticketShape);
}

/** A value of the file, and what shall become of it. */
interface ValueChange {
  /** Null where the file has nothing. */
  readonly node: Node | null;
  readonly before: JsonValue | undefined;
  readonly next: JsonValue | undefined;
  readonly shape: Shape;
}

/** As {@link respellTicket}, for any value of a ticket. */
export function respell(file: YamlFile, { node, before, next, shape }: ValueChange): YamlValue {
  const value = node === null ? null : resolveNode(file, node);
  if (isList(next)) {
    return respellList(file, value, isList(before) ? before : [], next, shape);
  }
  if (isObject(next)) {
    return respellMap(file, value, isObject(before) ? before : {}, next, shape);
  }
  return sameValue(before, next) ? respellScalar(value, next ?? null) : (next ?? null);
}

function respellList(
  file: YamlFile,
  list: Value | null,
  before: readonly JsonValue[],
  next: readonly JsonValue[],
  shape: Shape,
): YamlValue {
  const items = isSeq(list) ? list.items : [];
  const matches = matchItems(before, next);
  return next.map((item, index) => {
    const match = matches[index] ?? -1;
    const node = (items[match] ?? null) as Node | null;
    return respell(file, { node, before: before[match], next: item, shape: shape.inner('') });
  });
}

function respellMap(
  file: YamlFile,
  map: Value | null,
  before: JsonObject,
  next: JsonObject,
  { known, order, inner }: Shape,
): ReadonlyMap<string, YamlValue> {
  const inFile = new Map(isMap(map) ? entriesOf(file, map).map(({ key, value }) => [key, value]) : []);
  const result = new Map<string, YamlValue>();
  for (const key of order([...inFile.keys()], Object.keys(next))) {
    const change = { node: inFile.get(key) ?? null, before: ownValue(before, key), next: ownValue(next, key) };
    result.set(key, respell(file, { ...change, shape: inner(key) }));
  }
  for (const [key, node] of inFile) {
    if (known?.includes(key) === false) {
      const value = jsonValue(file, node);
      result.set(key, respell(file, { node, before: value, next: value, shape: anyShape }));
    }
  }
  return result;
}

/** Of an unquoted null all spellings say the same, but infinities are null to JSON only. */
function respellScalar(scalar: Value | null, next: JsonValue): YamlValue {
  if (!isScalar(scalar) || (next !== null && typeof next !== 'number')) {
    return next;
  }
  const { text, plain } = scalarText(scalar);
  return plain && !isPlainNull(text) ? plainSource(text) : next;
}
