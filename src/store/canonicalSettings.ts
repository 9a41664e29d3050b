import type { Spelled } from '../domain/settingKinds.js';
import type { JsonObject, JsonValue } from '../domain/ticket.js';
import { CanonicalReader } from './codec/canonicalReader.js';
import { emitScalar } from './codec/emitScalar.js';
import { emitEntries } from './codec/emitYaml.js';

/**
 * The settings of a file in exactly the form that we and vibe-ticket write, without the `yaml` package, which takes
 * longer to load than a short command to run. Whether the text had this form is seen by writing it again.
 * @returns by the dotted key, as {@link readSettingsText}; undefined for any other text
 */
export function readCanonicalSettings(text: string): ReadonlyMap<string, Spelled> | undefined {
  const document = new CanonicalReader(text).document();
  if (!isObject(document) || emitEntries(Object.entries(document), 0) !== text) return undefined;
  return new Map(spelledIn(document, ''));
}

/** @param start the dotted name before theirs, with its dot */
function* spelledIn(section: JsonObject, start: string): Generator<[string, Spelled]> {
  for (const [name, value] of Object.entries(section)) {
    if (isObject(value)) yield* spelledIn(value, `${start}${name}.`);
    else if (value !== '' || start !== '') yield [start + name, spell(value)];
  }
}

function spell(value: JsonValue): Spelled {
  if (typeof value === 'string') return { value, text: value };
  // Other scalars have one spelling in this form.
  return { value, text: value === null || typeof value !== 'object' ? emitScalar(value, 0) : null };
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
