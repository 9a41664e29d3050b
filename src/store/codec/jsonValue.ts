import { isAlias, isMap, isScalar } from 'yaml';
import type { Node, YAMLMap } from 'yaml';
import type { JsonObject, JsonValue } from '../../domain/ticket.js';
import { deepestValue, metadataDepth } from './jsonDepth.js';
import { plainValue } from './plainScalar.js';
import { entriesOf, lineOf, resolveNode, scalarText } from './readYaml.js';
import type { YamlFile } from './readYaml.js';
import { TicketFormatError } from './ticketFormatError.js';

/** A few aliases of aliases can stand for billions of values. */
const mostAliases = 1000;

interface Walk {
  readonly file: YamlFile;
  aliases: number;
}

/**
 * Any YAML value as serde_json would hold it: YAML-only tags are ignored, infinities and NaN are null, keys are text.
 * An alias that holds itself is nested too deeply.
 * @throws TicketFormatError
 */
export function jsonValue(file: YamlFile, node: Node | null): JsonValue {
  return convert({ file, aliases: 0 }, node, metadataDepth);
}

function convert(walk: Walk, node: Node | null, depth: number): JsonValue {
  if (node === null) {
    return null;
  }
  if (isAlias(node) && ++walk.aliases > mostAliases) {
    throw new TicketFormatError(lineOf(walk.file, node), 'there are too many aliases');
  }
  const value = resolveNode(walk.file, node);
  if (isScalar(value)) {
    const { text, plain } = scalarText(value);
    const meaning = plain ? plainValue(text) : undefined;
    return meaning === undefined ? text : meaning;
  }
  if (depth > deepestValue) {
    throw new TicketFormatError(lineOf(walk.file, node), 'the values are nested too deeply');
  }
  return isMap(value)
    ? convertMap(walk, value, depth)
    : value.items.map((item) => convert(walk, item as Node | null, depth + 1));
}

function convertMap(walk: Walk, map: YAMLMap, depth: number): JsonObject {
  const keys = entriesOf(walk.file, map).map((entry) => entry.key);
  // Built from entries, because an assignment to `__proto__` would vanish.
  return Object.fromEntries(
    map.items.map((pair, index) => [keys[index] ?? '', convert(walk, pair.value as Node | null, depth + 1)]),
  );
}
