/**
 * Block YAML as serde_yaml 0.9 / unsafe-libyaml write it: indent 2, lists at the column of their key,
 * `[]` and `{}` for empty ones, no line ever folded. Keys are written in the order given.
 */
import { emitScalar } from './emitScalar.js';

const spelling = Symbol('spelling');

/** A scalar that keeps the spelling of its file. */
interface PlainSource {
  readonly [spelling]: string;
}

/** @param text stands without quotes and is no text, such as `1.10` or `0x1F` */
export function plainSource(text: string): PlainSource {
  return { [spelling]: text };
}

/** An object puts keys that look like numbers first; a map keeps the order. */
type YamlMapping = ReadonlyMap<string, YamlValue> | { readonly [key: string]: YamlValue };

/** What can be written: JSON values, and more. */
export type YamlValue = null | boolean | number | string | PlainSource | readonly YamlValue[] | YamlMapping;

export type YamlEntry = readonly [key: string, value: YamlValue];

/** unsafe-libyaml, `check_simple_key`: a longer key, counted in UTF-8 bytes, is written as `? key`. */
const longestSimpleKey = 128;
const anyBreak = /[\n\r\x85\u2028\u2029]/;

/** Lines of a mapping whose keys stand at column `indent`, each with its line feed. */
export function emitEntries(entries: Iterable<YamlEntry>, indent: number): string {
  let lines = '';
  for (const [key, value] of entries) lines += emitEntry(key, value, indent);
  return lines;
}

/** Lines of one key and its value. */
export function emitEntry(key: string, value: YamlValue, indent: number): string {
  const pad = ' '.repeat(indent);
  const name = emitScalar(key, indent);
  if (isSimpleKey(key)) {
    return `${pad}${name}:${emitMapped(value, indent)}`;
  }
  return `${pad}? ${name}\n${pad}:${emitInline(value, indent)}`;
}

/** Lines of one item of a list whose dashes stand at column `indent`. */
export function emitItem(value: YamlValue, indent: number): string {
  return `${' '.repeat(indent)}-${emitInline(value, indent)}`;
}

function isSimpleKey(key: string): boolean {
  return Buffer.byteLength(key) <= longestSimpleKey && !anyBreak.test(key);
}

/** What follows a simple key's colon. */
function emitMapped(value: YamlValue, indent: number): string {
  const lines = emitCollection(value, isList(value) ? indent : indent + 2);
  return lines === '' ? emitInline(value, indent) : `\n${lines}`;
}

/** What follows a dash or a lone colon: a collection starts on the same line. */
function emitInline(value: YamlValue, indent: number): string {
  const lines = emitCollection(value, indent + 2);
  return lines === '' ? ` ${emitLeaf(value, indent)}\n` : ` ${lines.slice(indent + 2)}`;
}

/** Lines of a list or a mapping; none for an empty one and for scalars. */
function emitCollection(value: YamlValue, indent: number): string {
  if (isList(value)) {
    return value.map((item) => emitItem(item, indent)).join('');
  }
  return isMapping(value) ? emitEntries(entriesOf(value), indent) : '';
}

function emitLeaf(value: YamlValue, indent: number): string {
  if (isPlainSource(value)) {
    return value[spelling];
  }
  if (isList(value)) {
    return '[]';
  }
  return isMapping(value) ? '{}' : emitScalar(value, indent);
}

function entriesOf(mapping: YamlMapping): Iterable<YamlEntry> {
  return mapping instanceof Map ? (mapping as ReadonlyMap<string, YamlValue>) : Object.entries(mapping);
}

/** `Array.isArray` does not narrow readonly arrays. */
function isList(value: YamlValue): value is readonly YamlValue[] {
  return Array.isArray(value);
}

function isPlainSource(value: YamlValue): value is PlainSource {
  return value !== null && typeof value === 'object' && spelling in value;
}

function isMapping(value: YamlValue): value is YamlMapping {
  return value !== null && typeof value === 'object' && !Array.isArray(value) && !isPlainSource(value);
}
