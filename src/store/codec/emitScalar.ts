import { doubleQuoted } from './doubleQuoted.js';
import { scalarStyle } from './scalarStyle.js';

/**
 * A scalar as it stands after its key's colon, without the line feed that ends it.
 * @param indent column of the key or of the list's dash: a literal block stands two further right
 */
export function emitScalar(value: null | boolean | number | string, indent: number): string {
  switch (typeof value) {
    case 'string':
      return emitText(value, indent);
    case 'number':
      return emitNumber(value);
    default:
      return String(value);
  }
}

function emitText(text: string, indent: number): string {
  switch (scalarStyle(text)) {
    case 'plain':
      return text;
    case 'single':
      return `'${text.replaceAll("'", "''")}'`;
    case 'double':
      return doubleQuoted(text);
    case 'literal':
      return emitLiteral(text, indent);
  }
}

/** unsafe-libyaml, `write_literal_scalar` and `write_block_scalar_hints`; blank lines get no indent. */
function emitLiteral(text: string, indent: number): string {
  const pad = ' '.repeat(indent + 2);
  const indentHint = /^[ \n]/.test(text) ? '2' : '';
  const lines = text.split('\n');
  if (text.endsWith('\n')) {
    lines.pop();
  }
  const body = lines.map((line) => (line === '' ? '' : pad + line)).join('\n');
  return `|${indentHint}${chompHint(text)}\n${body}`;
}

function chompHint(text: string): string {
  if (!text.endsWith('\n')) {
    return '-';
  }
  return text === '\n' || text.endsWith('\n\n') ? '+' : '';
}

/**
 * Integers as digits while they fit Rust's i64; beyond, and for fractions, the form of the ryu crate (`1e20`, `1e-6`).
 * vibe-ticket cannot read integers of more than 64 bits.
 */
function emitNumber(value: number): string {
  if (Object.is(value, -0)) {
    return '-0.0';
  }
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 2 ** 63) {
    return BigInt(value).toString();
  }
  return size < 1e-5 || size >= 1e16 ? value.toExponential().replace('e+', 'e') : String(value);
}
