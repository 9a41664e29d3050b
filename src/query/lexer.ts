import type { Key, Lexeme, Part, Sign, Span, Term, Value } from './ast.js';
import { problemAt, type Report } from './problems.js';

const space = /\s/u;
const endOfWord = /[\s()]/u;
const endOfBare = /[\s()"]/gu;
const signs: Readonly<Record<string, Sign['kind']>> = { '(': 'open', ')': 'close', '-': 'minus' };
const signWords: ReadonlySet<string> = new Set(['AND', 'OR', 'NOT'] satisfies Sign['kind'][]);

/** Cuts a query into terms and signs; takes time in proportion to its length. White space is that of any script. */
export function readLexemes(text: string, report: Report): Lexeme[] {
  const lexemes: Lexeme[] = [];
  let at = 0;
  while (at < text.length) {
    const sign = signs[text.charAt(at)];
    if (space.test(text.charAt(at))) {
      at++;
    } else if (sign !== undefined) {
      lexemes.push({ kind: sign, start: at, end: at + 1 });
      at++;
    } else {
      const word = wordOf(readParts(text, at, report));
      lexemes.push(word);
      at = word.end;
    }
  }
  return lexemes;
}

/** The pieces of a word, bare and quoted, up to white space or a parenthesis. */
function readParts(text: string, start: number, report: Report): [Part, ...Part[]] {
  const readPart = (at: number): Part => (text.charAt(at) === '"' ? readQuoted(text, at, report) : readBare(text, at));
  const parts: [Part, ...Part[]] = [readPart(start)];
  let at = parts[0].end;
  while (at < text.length && !endOfWord.test(text.charAt(at))) {
    const part = readPart(at);
    parts.push(part);
    at = part.end;
  }
  return parts;
}

function readBare(text: string, start: number): Part {
  endOfBare.lastIndex = start;
  const end = endOfBare.exec(text)?.index ?? text.length;
  return { start, end, text: text.slice(start, end), quoted: false };
}

/** Only `\"` and `\\` are escapes, so that a path of Windows can be typed as it is. */
function readQuoted(text: string, start: number, report: Report): Part {
  let at = start + 1;
  while (at < text.length && text.charAt(at) !== '"') at += isEscape(text, at) ? 2 : 1;
  const content = text.slice(start + 1, at).replace(/\\(["\\])/g, '$1');
  const end = Math.min(at + 1, text.length);
  if (at >= text.length) {
    report(problemAt({ start, end }, 'The quote is not closed.', 'Put a " where it ends, and \\" for a quote inside.'));
  }
  return { start, end, text: content, quoted: true };
}

function isEscape(text: string, at: number): boolean {
  return text.charAt(at) === '\\' && (text.charAt(at + 1) === '"' || text.charAt(at + 1) === '\\');
}

function wordOf(parts: readonly [Part, ...Part[]]): Term | Sign {
  const [first, ...others] = parts;
  const span: Span = { start: first.start, end: (others.at(-1) ?? first).end };
  if (first.quoted) return { kind: 'term', ...span, key: null, values: [{ ...span, parts }] };
  if (others.length === 0 && signWords.has(first.text)) return { kind: first.text as Sign['kind'], ...span };
  const colon = first.text.indexOf(':');
  if (colon === -1) return { kind: 'term', ...span, key: null, values: [{ ...span, parts }] };
  const key: Key = { start: first.start, end: first.start + colon, text: first.text.slice(0, colon) };
  const rest = slicePart(first, colon + 1, first.text.length);
  return {
    kind: 'term',
    ...span,
    key,
    values: splitAtCommas(rest.text === '' ? others : [rest, ...others], rest.start),
  };
}

/** The values between bare commas; at least one, and empty ones are kept for the sake of their error. */
function splitAtCommas(parts: readonly Part[], start: number): Value[] {
  const values: Value[] = [];
  let current: Part[] = [];
  let from = start;
  const finish = (end: number): void => {
    values.push({ start: from, end, parts: current });
    current = [];
    from = end + 1;
  };
  for (const part of parts) {
    let begin = 0;
    for (let comma = commaIn(part, 0); comma !== -1; comma = commaIn(part, begin)) {
      if (comma > begin) current.push(slicePart(part, begin, comma));
      finish(part.start + comma);
      begin = comma + 1;
    }
    if (begin === 0) current.push(part);
    else if (begin < part.text.length) current.push(slicePart(part, begin, part.text.length));
  }
  finish(parts.at(-1)?.end ?? start);
  return values;
}

function commaIn(part: Part, from: number): number {
  return part.quoted ? -1 : part.text.indexOf(',', from);
}

/** A piece of a bare part, whose text is as long as its place. */
export function slicePart(part: Part, from: number, to: number): Part {
  return { start: part.start + from, end: part.start + to, text: part.text.slice(from, to), quoted: false };
}
