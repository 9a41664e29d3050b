/**
 * Block YAML as serde_yaml 0.9 / unsafe-libyaml write it: indent 2, lists at the column of their key,
 * `[]` and `{}` for empty ones, no line ever folded. Keys are written in the order given.
 */
import type { JsonObject, JsonValue } from '../../domain/ticket.js';
import { emitScalar } from './emitScalar.js';

export type YamlEntry = readonly [key: string, value: JsonValue];

/** unsafe-libyaml, `check_simple_key`: a longer key, counted in UTF-8 bytes, is written as `? key`. */
const longestSimpleKey = 128;
const anyBreak = /[\n\r\x85\u2028\u2029]/;

/** Lines of a mapping whose keys stand at column `indent`, each with its line feed. */
export function emitEntries(entries: readonly YamlEntry[], indent: number): string {
  return entries.map(([key, value]) => emitEntry(key, value, indent)).join('');
}

/** Lines of one key and its value. */
export function emitEntry(key: string, value: JsonValue, indent: number): string {
  const pad = ' '.repeat(indent);
  const name = emitScalar(key, indent);
  if (isSimpleKey(key)) {
    return `${pad}${name}:${emitMapped(value, indent)}`;
  }
  return `${pad}? ${name}\n${pad}:${emitInline(value, indent)}`;
}

function isSimpleKey(key: string): boolean {
  return Buffer.byteLength(key) <= longestSimpleKey && !anyBreak.test(key);
}

/** What follows a simple key's colon. */
function emitMapped(value: JsonValue, indent: number): string {
  if (!isFilled(value)) {
    return emitInline(value, indent);
  }
  return `\n${emitCollection(value, isList(value) ? indent : indent + 2)}`;
}

/** What follows a dash or a lone colon: a collection starts on the same line. */
function emitInline(value: JsonValue, indent: number): string {
  if (isFilled(value)) {
    return ` ${emitCollection(value, indent + 2).slice(indent + 2)}`;
  }
  if (value !== null && typeof value === 'object') {
    return isList(value) ? ' []\n' : ' {}\n';
  }
  return ` ${emitScalar(value, indent)}\n`;
}

function emitCollection(value: readonly JsonValue[] | JsonObject, indent: number): string {
  if (!isList(value)) {
    return emitEntries(Object.entries(value), indent);
  }
  const pad = ' '.repeat(indent);
  return value.map((item) => `${pad}-${emitInline(item, indent)}`).join('');
}

function isFilled(value: JsonValue): value is readonly JsonValue[] | JsonObject {
  return value !== null && typeof value === 'object' && Object.keys(value).length > 0;
}

/** `Array.isArray` does not narrow readonly arrays. */
function isList(value: readonly JsonValue[] | JsonObject): value is readonly JsonValue[] {
  return Array.isArray(value);
}
