import { isEscaped } from './scalarStyle.js';

/** Escapes that have a letter (unsafe-libyaml, `write_double_quoted_scalar`); all others are hexadecimal. */
const letters: ReadonlyMap<string, string> = new Map([
  ['\0', '0'],
  ['\x07', 'a'],
  ['\b', 'b'],
  ['\t', 't'],
  ['\n', 'n'],
  ['\v', 'v'],
  ['\f', 'f'],
  ['\r', 'r'],
  ['\x1b', 'e'],
  ['"', '"'],
  ['\\', '\\'],
  ['\x85', 'N'],
  ['\u2028', 'L'],
  ['\u2029', 'P'],
]);
const characters: ReadonlyMap<string, string> = new Map([...letters].map(([character, letter]) => [letter, character]));

/** Only what {@link doubleQuoted} writes: half a surrogate pair is no text, and no pair is ever escaped. */
const escapeSequence = /\\(?:x([\dA-F]{2})|u((?!D[89A-F])[\dA-F]{4})|(.))/g;

/** A text in double quotes. */
export function doubleQuoted(text: string): string {
  return `"${Array.from(text, (character) => (isEscaped(character) ? escape(character) : character)).join('')}"`;
}

/** The text that {@link doubleQuoted} put between the quotes. Other escapes than its own stay as they are. */
export function unescaped(source: string): string {
  return source.replace(escapeSequence, (whole, short?: string, long?: string, letter?: string) => {
    const hex = short ?? long;
    return hex === undefined ? (characters.get(letter ?? '') ?? whole) : String.fromCharCode(Number.parseInt(hex, 16));
  });
}

function escape(character: string): string {
  const letter = letters.get(character);
  if (letter !== undefined) {
    return `\\${letter}`;
  }
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16).toUpperCase();
  return code <= 0xff ? `\\x${hex.padStart(2, '0')}` : `\\u${hex.padStart(4, '0')}`;
}
