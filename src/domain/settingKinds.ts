import type { JsonValue } from './ticket.js';

/** What kind of value a setting has. Data, so that a JSON Schema or a form can be made of it. */
export type SettingKind =
  | { readonly type: 'boolean' }
  | { readonly type: 'choice'; readonly of: readonly string[] }
  /** Null stands for "off". */
  | { readonly type: 'whole'; readonly min: number; readonly max: number; readonly optional?: true }
  | {
      readonly type: 'text';
      /** Null stands for none. */
      readonly optional?: true;
      /** More than one line is allowed. */
      readonly lines?: true;
      readonly allowed?: { readonly pattern: RegExp; readonly says: string };
    }
  | { readonly type: 'texts' };

/** The values of a kind. */
export type KindValue<K extends SettingKind> = K extends { readonly type: 'boolean' }
  ? boolean
  : K extends { readonly type: 'choice'; readonly of: readonly (infer T)[] }
    ? T
    : K extends { readonly type: 'whole' }
      ? number | NullIfOptional<K>
      : K extends { readonly type: 'text' }
        ? string | NullIfOptional<K>
        : readonly string[];

/** The values of all kinds. */
export type PlainValue = null | boolean | number | string | readonly string[];

type NullIfOptional<K> = K extends { readonly optional: true } ? null : never;

/** A value as a file has it. */
export interface Spelled {
  readonly value: JsonValue;
  /** How a scalar is spelled: vibe-ticket reads `name: 0x10` as the text "0x10". Null for lists and mappings. */
  readonly text: string | null;
}

/** Controls that would move a cursor, halves of characters, and separators that some take for the end of a line. */
const notInLine = /[\p{Cc}\p{Cs}\u2028\u2029]/u;
const notInLines = /[^\P{Cc}\n\t]|\p{Cs}/u;

/** What a file says, if it is of the kind; undefined otherwise. */
export function readSetting(kind: SettingKind, { value, text }: Spelled): PlainValue | undefined {
  if (value === null && 'optional' in kind) return null;
  switch (kind.type) {
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined;
    case 'choice':
      return text !== null && kind.of.includes(text) ? text : undefined;
    case 'whole':
      return isWholeWithin(value, kind.min, kind.max) ? value : undefined;
    case 'text':
      return text !== null && isAllowedText(kind, text) ? text : undefined;
    case 'texts':
      return isListOfLines(value) ? value : undefined;
  }
}

const booleans: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['on', true],
  ['yes', true],
  ['false', false],
  ['off', false],
  ['no', false],
]);

/** What a person typed, if it is of the kind; undefined otherwise. Nothing, and "null", clear what is optional. */
export function parseSetting(kind: SettingKind, typed: string): PlainValue | undefined {
  switch (kind.type) {
    case 'boolean':
      return booleans.get(typed.trim().toLowerCase());
    case 'choice':
      return readSetting(kind, { value: null, text: typed.trim().toLowerCase() });
    case 'whole':
      if (isCleared(typed)) return kind.optional === true ? null : undefined;
      return /^\d{1,15}$/.test(typed.trim()) ? readSetting(kind, { value: Number(typed), text: null }) : undefined;
    case 'text':
      return readSetting(kind, { value: isCleared(typed) ? null : typed, text: typed });
    case 'texts': {
      const words = typed.split(',').map((word) => word.trim());
      return readSetting(kind, { value: words.filter((word) => word !== ''), text: null });
    }
  }
}

/** The allowed values in words, as after "Use". */
export function describeKind(kind: SettingKind): string {
  switch (kind.type) {
    case 'boolean':
      return 'true or false';
    case 'choice':
      return `one of ${kind.of.join(', ')}`;
    case 'whole':
      return `a whole number from ${kind.min} to ${kind.max}${kind.optional === true ? ', or null for off' : ''}`;
    case 'text': {
      const says = kind.allowed?.says ?? (kind.lines === true ? 'any text' : 'a text of one line');
      return `${says}${kind.optional === true ? ', or null for none' : ''}`;
    }
    case 'texts':
      return 'words separated by commas';
  }
}

function isAllowedText(kind: Extract<SettingKind, { type: 'text' }>, text: string): boolean {
  const forbidden = kind.lines === true ? notInLines : notInLine;
  return !forbidden.test(text) && (kind.allowed?.pattern.test(text) ?? true);
}

function isWholeWithin(value: JsonValue, min: number, max: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;
}

function isListOfLines(value: JsonValue): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string' && !notInLine.test(each));
}

function isCleared(typed: string): boolean {
  return ['', 'null'].includes(typed.trim());
}
