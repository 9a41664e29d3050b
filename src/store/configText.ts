import { isMap, isScalar, type YAMLMap } from 'yaml';
import type { PlainValue, Spelled } from '../domain/settingKinds.js';
import { settingKeys } from '../domain/settings.js';
import { jsonValue } from './codec/jsonValue.js';
import { entriesOf, readYaml, scalarText, type Value, type YamlFile } from './codec/readYaml.js';

/** A file of settings: mappings within a mapping, and single values. */
export interface SettingsText {
  /** Null for a text that holds nothing but comments. */
  readonly yaml: YamlFile | null;
  /** By the dotted key, such as `ui.theme`. */
  readonly values: ReadonlyMap<string, Spelled>;
}

/** What becomes of some settings, by dotted key; undefined takes one away. */
export type SettingChanges = ReadonlyMap<string, PlainValue | undefined>;

/** Reads the text of a file of settings. @throws TicketFormatError */
export function readSettingsText(text: string): SettingsText {
  if (isBlank(text)) return { yaml: null, values: new Map() };
  const yaml = readYaml(text);
  const values = new Map<string, Spelled>();
  for (const { key, value } of entriesOf(yaml, yaml.root)) {
    if (isMap(value)) readSection(yaml, value, key, values);
    else if (!isEmpty(value)) values.set(key, spell(yaml, value));
  }
  return { yaml, values };
}

/** A section within a section counts as one only where the table has settings for it; else it is one value. */
function readSection(yaml: YamlFile, section: YAMLMap, name: string, values: Map<string, Spelled>): void {
  for (const inner of entriesOf(yaml, section)) {
    const key = `${name}.${inner.key}`;
    const isSection = settingKeys.some((each) => each.startsWith(`${key}.`));
    if (isSection && isMap(inner.value)) readSection(yaml, inner.value, key, values);
    else if (!isSection || !isEmpty(inner.value)) values.set(key, spell(yaml, inner.value));
  }
}

function isBlank(text: string): boolean {
  return text.split('\n').every((line) => /^\s*(?:#|$)/.test(line));
}

/** A section whose values were all taken away. */
function isEmpty(value: Value | null): boolean {
  return value === null || (isScalar(value) && scalarText(value).text === '');
}

function spell(yaml: YamlFile, value: Value | null): Spelled {
  if (value === null) return { value: null, text: '' };
  return { value: jsonValue(yaml, value), text: isScalar(value) ? scalarText(value).text : null };
}
