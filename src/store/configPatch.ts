import { isMap, isScalar } from 'yaml';
import { sameValue } from '../domain/sameValue.js';
import { editMap, type Edit } from './codec/editSegments.js';
import { emitEntry, type YamlValue } from './codec/emitYaml.js';
import type { YamlFile } from './codec/readYaml.js';
import { lineEnd, splitMap, type KeySegment, type Split } from './codec/segments.js';
import { TicketFormatError } from './codec/ticketFormatError.js';
import { layOutSettings } from './configDocument.js';
import { readSettingsText, type SettingChanges } from './configText.js';

interface Patch {
  readonly text: string;
  readonly yaml: YamlFile;
  readonly order: readonly string[];
  readonly changes: SettingChanges;
  readonly eol: string;
}

const byteOrderMark = '\ufeff';

/**
 * The text of a file of settings with some of them changed; all others keep their bytes, as do comments and unknown
 * keys. What is written is written as vibe-ticket would. Only a file in flow style is laid out anew, with its comments.
 * @param order the keys that the file may hold, in their order: a new one follows the nearest before it
 * @throws TicketFormatError if the text cannot be read, or holds what cannot be changed alone, as behind an alias
 */
export function patchSettings(source: string, order: readonly string[], changes: SettingChanges): string {
  if (source.startsWith(byteOrderMark)) return byteOrderMark + patchSettings(source.slice(1), order, changes);
  const { yaml } = readSettingsText(source);
  const eol = /^[^\n]*\r\n/.test(source) ? '\r\n' : '\n';
  if (yaml === null) return appendSettings(source, order, changes, eol);
  for (const text of [
    patchLines({ text: source, yaml, order, changes, eol }),
    layOutSettings(source, changes)?.replaceAll('\n', eol),
  ]) {
    if (text !== undefined && saysAsWanted(source, text, changes)) return text;
  }
  throw new TicketFormatError(1, 'the file is laid out so that this cannot be changed alone');
}

/** Whether the new text says what the old one said, but for the changes. */
function saysAsWanted(before: string, after: string, changes: SettingChanges): boolean {
  try {
    const wanted = new Map(readSettingsText(before).values);
    const found = new Map(readSettingsText(after).values);
    for (const [key, value] of changes) {
      if (!sameValue(found.get(key)?.value, value)) return false;
      wanted.delete(key);
      found.delete(key);
    }
    return sameValue(Object.fromEntries(wanted), Object.fromEntries(found));
  } catch (error) {
    // Cutting an anchor away from its alias, for example, leaves a text that cannot be read.
    if (error instanceof TicketFormatError) return false;
    throw error;
  }
}

/** For a text of comments alone. */
function appendSettings(text: string, order: readonly string[], changes: SettingChanges, eol: string): string {
  const added = namesWithin(order, '').map((name) => newEntry(order, changes, name, name, 0));
  return `${text}${text === '' || text.endsWith('\n') ? '' : eol}${added.join('').replaceAll('\n', eol)}`;
}

/** Undefined for a file that is not in block style. */
function patchLines(patch: Patch): string | undefined {
  const split = splitMap(patch.text, patch.yaml.root, 0, { start: 0, end: patch.text.length });
  return split && patchEntries(patch, '', split, 0);
}

/**
 * The entries of a mapping with their changes.
 * @param section dotted name of the mapping, empty for the whole file
 */
function patchEntries(patch: Patch, section: string, split: Split<KeySegment>, indent: number): string {
  const { order, changes, eol } = patch;
  const removed = new Set<string>();
  const edits: Edit[] = [];
  for (const name of namesWithin(order, section)) {
    const key = section === '' ? name : `${section}.${name}`;
    const segment = split.segments.find((each) => each.key === name);
    const isTouched = [...changes.keys()].some((each) => isWithin(each, key));
    const added = newEntry(order, changes, key, name, indent).replaceAll('\n', eol);
    const isSection = !order.includes(key);
    const body = isTouched && isSection && segment ? (patchSection(patch, key, segment) ?? added) : added;
    if (isTouched && body === '') removed.add(name);
    edits.push({ key: name, body: body === '' ? null : body });
  }
  return editMap(split, edits, (key) => removed.has(key), eol);
}

/** The lines of a section with its changes; empty where nothing is left, undefined for what is no block mapping. */
function patchSection(patch: Patch, key: string, { node, start, end }: KeySegment): string | undefined {
  const { text } = patch;
  const first = isMap(node) ? node.items[0]?.key : undefined;
  if (!isMap(node) || !isScalar(first) || !first.range) return undefined;
  const region = { start: lineEnd(text, start + 1), end };
  const indent = first.range[0] - (text.lastIndexOf('\n', first.range[0]) + 1);
  const split = splitMap(text, node, indent, region);
  if (split === undefined) return undefined;
  const inner = patchEntries(patch, key, split, indent);
  return inner.trim() === '' ? '' : text.slice(start, region.start) + inner;
}

/** The lines of a value or a section with nothing in it but what is set; empty where nothing is. */
function newEntry(
  order: readonly string[],
  changes: SettingChanges,
  key: string,
  name: string,
  indent: number,
): string {
  const value = newValue(order, changes, key);
  return value === undefined ? '' : emitEntry(name, value, indent);
}

function newValue(order: readonly string[], changes: SettingChanges, key: string): YamlValue | undefined {
  if (order.includes(key)) return changes.get(key);
  const set = new Map<string, YamlValue>();
  for (const name of namesWithin(order, key)) {
    const value = newValue(order, changes, `${key}.${name}`);
    if (value !== undefined) set.set(name, value);
  }
  return set.size === 0 ? undefined : set;
}

/** The names of the settings and sections that stand directly in a section, in their order. */
function namesWithin(order: readonly string[], section: string): string[] {
  const start = section === '' ? 0 : section.length + 1;
  const inner = order.filter((key) => section === '' || key.startsWith(`${section}.`));
  return [...new Set(inner.map((key) => key.slice(start).split('.', 1)[0] ?? key))];
}

function isWithin(key: string, name: string): boolean {
  return key === name || key.startsWith(`${name}.`);
}
