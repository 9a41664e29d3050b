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
  const values = new Map<string, Spelled>();
  for (const [key, value] of Object.entries(document)) {
    if (isObject(value)) {
      for (const [inner, each] of Object.entries(value)) values.set(`${key}.${inner}`, spell(each));
    } else if (value !== '') {
      values.set(key, spell(value));
    }
  }
  return values;
}

function spell(value: JsonValue): Spelled {
  if (typeof value === 'string') return { value, text: value };
  // Other scalars have one spelling in this form.
  return { value, text: value === null || typeof value !== 'object' ? emitScalar(value, 0) : null };
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
