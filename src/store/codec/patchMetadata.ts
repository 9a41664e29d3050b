import { isMap } from 'yaml';
import type { Node } from 'yaml';
import type { JsonObject } from '../../domain/ticket.js';
import { editMap } from './editSegments.js';
import { emitEntry } from './emitYaml.js';
import { sortNested } from './encodeTicket.js';
import { sameValue } from '../../domain/sameValue.js';
import { splitMap } from './segments.js';
import type { Region } from './segments.js';

export interface MetadataChange {
  readonly text: string;
  readonly before: JsonObject;
  readonly next: JsonObject;
}

/** The lines of a canonical block mapping with only the changed keys rewritten; undefined for any other layout. */
export function patchMetadata(
  change: MetadataChange,
  node: Node | null,
  region: Region,
  eol: string,
): string | undefined {
  const split = isMap(node) ? splitMap(change.text, node, 2, region) : undefined;
  if (split === undefined) {
    return undefined;
  }
  const { before, next } = change;
  const edits = Object.entries(next).map(([key, value]) => {
    const isSame = Object.hasOwn(before, key) && sameValue(before[key], value);
    return { key, body: isSame ? null : emitEntry(key, sortNested(value), 2).replaceAll('\n', eol) };
  });
  return editMap(split, edits, (key) => !Object.hasOwn(next, key), eol);
}
