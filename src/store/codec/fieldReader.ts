import { isScalar, isSeq } from 'yaml';
import type { Node, YAMLMap, YAMLSeq } from 'yaml';
import { isPlainNull, plainBoolean } from './plainScalar.js';
import { entriesOf, scalarText } from './readYaml.js';
import type { Entry, ScalarText, YamlFile } from './readYaml.js';
import { TicketFormatError } from './ticketFormatError.js';
import { isTimestamp } from './timestamp.js';
import { normalizeUuid } from './uuid.js';

/** Reads the fields of a ticket or a task by the rules of vibe-ticket 0.4's types under serde_yaml 0.9. */
export class FieldReader {
  readonly #entries: ReadonlyMap<string, Entry>;

  /**
   * @param line where the mapping starts, for what is missing
   * @param owner put before a field's name in reasons, such as "a task's "
   */
  constructor(
    file: YamlFile,
    map: YAMLMap,
    readonly line: number,
    readonly owner = '',
  ) {
    this.#entries = new Map(entriesOf(file, map).map((entry) => [entry.key, entry]));
  }

  /** A String takes any scalar as it is spelled: `title: 123`, `title: null`. */
  text(name: string): string {
    return this.#scalar(this.#required(name)).text;
  }

  /** An Option is none when absent, empty or an unquoted null; a quoted "null" is text. */
  optionalText(name: string): string | null {
    const entry = this.#entries.get(name);
    if (entry === undefined) {
      return null;
    }
    const { text, plain } = this.#scalar(entry);
    return plain && isPlainNull(text) ? null : text;
  }

  uuid(name: string): string {
    return normalizeUuid(this.text(name)) ?? this.#fail(name, 'must be a UUID');
  }

  timestamp(name: string): string {
    return this.#checkedTimestamp(name, this.text(name));
  }

  optionalTimestamp(name: string): string | null {
    const text = this.optionalText(name);
    return text === null ? null : this.#checkedTimestamp(name, text);
  }

  /** Enums are exact and lower-case on disk. */
  oneOf<T extends string>(name: string, values: readonly T[]): T {
    const text = this.text(name);
    return values.find((value) => value === text) ?? this.#fail(name, `must be one of ${values.join(', ')}`);
  }

  boolean(name: string): boolean {
    const { text, plain } = this.#scalar(this.#required(name));
    return (plain ? plainBoolean(text) : undefined) ?? this.#fail(name, 'must be true or false');
  }

  /** Absent and empty are an empty list; `null` is an error. */
  list(name: string): YAMLSeq | null {
    const value = this.#collection(name);
    return value === null || isSeq(value) ? value : this.#fail(name, 'must be a list');
  }

  /** Absent and empty are an empty mapping; `null` is an error. */
  map(name: string): YAMLMap | null {
    const value = this.#collection(name);
    return value === null || !(isScalar(value) || isSeq(value))
      ? value
      : this.#fail(name, 'must be a mapping of keys to values');
  }

  #collection(name: string): Entry['value'] {
    const value = this.#entries.get(name)?.value ?? null;
    return isEmptyScalar(value) ? null : value;
  }

  #required(name: string): Entry {
    return this.#entries.get(name) ?? this.#fail(name, 'is missing');
  }

  #scalar(entry: Entry): ScalarText {
    if (entry.value === null) {
      return { text: '', plain: true };
    }
    return isScalar(entry.value) ? scalarText(entry.value) : this.#fail(entry.key, 'must be text');
  }

  #checkedTimestamp(name: string, text: string): string {
    return isTimestamp(text) ? text : this.#fail(name, 'must be a time such as 2025-07-28T15:00:00Z');
  }

  #fail(name: string, what: string): never {
    throw new TicketFormatError(this.#entries.get(name)?.line ?? this.line, `${this.owner}${name} ${what}`);
  }
}

function isEmptyScalar(value: Node | null): boolean {
  if (value === null || !isScalar(value)) {
    return false;
  }
  const { text, plain } = scalarText(value);
  return plain && text === '';
}
