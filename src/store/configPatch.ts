import { isMap, isScalar } from 'yaml';
import type { PlainValue } from '../domain/settingKinds.js';
import { sameValue } from '../domain/sameValue.js';
import { editMap, type Edit } from './codec/editSegments.js';
import { emitEntry } from './codec/emitYaml.js';
import type { YamlFile } from './codec/readYaml.js';
import { lineEnd, splitMap, type KeySegment } from './codec/segments.js';
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
  const added = sectionNames(order).map((name) => newEntry(order, changes, name));
  return `${text}${text === '' || text.endsWith('\n') ? '' : eol}${added.join('').replaceAll('\n', eol)}`;
}

/** Undefined for a file that is not in block style. */
function patchLines({ text, yaml, order, changes, eol }: Patch): string | undefined {
  const split = splitMap(text, yaml.root, 0, { start: 0, end: text.length });
  if (split === undefined) return undefined;
  const removed = new Set<string>();
  const edits: Edit[] = [];
  for (const key of sectionNames(order)) {
    const segment = split.segments.find((each) => each.key === key);
    const isTouched = [...changes.keys()].some((each) => isWithin(each, key));
    const added = newEntry(order, changes, key).replaceAll('\n', eol);
    const body = isTouched && segment ? (patchSection(text, order, changes, segment, eol) ?? added) : added;
    if (isTouched && body === '') removed.add(key);
    edits.push({ key, body: body === '' ? null : body });
  }
  return editMap(split, edits, (key) => removed.has(key), eol);
}

/** The lines of a value or a section with nothing in it but what is set; empty where nothing is. */
function newEntry(order: readonly string[], changes: SettingChanges, name: string): string {
  const set = new Map<string, PlainValue>();
  for (const key of order.filter((each) => isWithin(each, name))) {
    const value = changes.get(key);
    if (value === undefined) continue;
    if (key === name) return emitEntry(name, value, 0);
    set.set(innerName(key), value);
  }
  return set.size === 0 ? '' : emitEntry(name, Object.fromEntries(set), 0);
}

/** The lines of a section with its changes; empty where nothing is left, undefined for what is no block mapping. */
function patchSection(
  text: string,
  order: readonly string[],
  changes: SettingChanges,
  { key: name, node, start, end }: KeySegment,
  eol: string,
): string | undefined {
  const first = isMap(node) ? node.items[0]?.key : undefined;
  if (!isMap(node) || !isScalar(first) || !first.range) return undefined;
  const region = { start: lineEnd(text, start + 1), end };
  const indent = first.range[0] - (text.lastIndexOf('\n', first.range[0]) + 1);
  const split = splitMap(text, node, indent, region);
  if (split === undefined) return undefined;
  const edits = order
    .filter((key) => isWithin(key, name))
    .map((key): Edit => {
      const value = changes.get(key);
      const body = value === undefined ? null : emitEntry(innerName(key), value, indent).replaceAll('\n', eol);
      return { key: innerName(key), body };
    });
  const goes = (key: string): boolean => changes.has(key) && changes.get(key) === undefined;
  const inner = editMap(split, edits, (key) => goes(`${name}.${key}`), eol);
  return inner.trim() === '' ? '' : text.slice(start, region.start) + inner;
}

function sectionNames(order: readonly string[]): string[] {
  return [...new Set(order.map((key) => key.split('.', 1)[0] ?? key))];
}

function isWithin(key: string, name: string): boolean {
  return key === name || key.startsWith(`${name}.`);
}

function innerName(key: string): string {
  return key.slice(key.indexOf('.') + 1);
}
