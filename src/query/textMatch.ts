import type { Value } from './ast.js';

export type TextTest = (text: string) => boolean;

/** The text that a person typed, quotes and escapes resolved. */
export function textOf(value: Value): string {
  return value.parts.map(({ text }) => text).join('');
}

/** Whether a value is nothing but this bare word, so that the same word in quotes can mean itself. */
export function isBareWord(value: Value, word: string): boolean {
  const [part, ...others] = value.parts;
  return part !== undefined && others.length === 0 && !part.quoted && part.text.toLowerCase() === word;
}

/**
 * Text in the form in which it is compared: case and the compatibility forms of Unicode (full-width letters, ligatures)
 * make no difference; neither does the form that a Greek sigma has at the end of a word.
 */
export function fold(text: string): string {
  return isAscii(text) ? text.toLowerCase() : text.normalize('NFKC').toLowerCase().replaceAll('ς', 'σ');
}

/** Nearly all texts are, and for them folding is far cheaper. */
function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return false;
  return true;
}

/** Whether a folded text is the value as a whole; a bare `*` stands for anything. */
export function wholeMatch(value: Value): TextTest {
  const pieces = piecesOf(value);
  const [first = '', ...others] = pieces;
  if (others.length === 0) return (text) => text === first;
  return (text) => fitsPieces(text, pieces);
}

/** Whether a folded text contains the value; with a bare `*` in it the value has to be the text as a whole. */
export function partMatch(value: Value): TextTest {
  const [first = '', ...others] = piecesOf(value);
  return others.length === 0 ? (text) => text.includes(first) : wholeMatch(value);
}

/** Whether a folded text contains the value, a bare `*` standing for anything in between. */
export function innerMatch(value: Value): TextTest {
  const [first = '', ...others] = piecesOf(value);
  if (others.length === 0) return (text) => text.includes(first);
  const pieces = ['', first, ...others, ''];
  return (text) => fitsPieces(text, pieces);
}

/** What stands between the bare stars of a value, folded. */
function piecesOf(value: Value): string[] {
  const pieces: string[] = [];
  let current = '';
  for (const part of value.parts) {
    const [first = '', ...others] = part.quoted ? [part.text] : part.text.split('*');
    current += first;
    for (const other of others) {
      pieces.push(current);
      current = other;
    }
  }
  return [...pieces, current].map(fold);
}

/** Each inner piece at the earliest place is right for all, so that no way back is ever needed. */
function fitsPieces(text: string, pieces: readonly string[]): boolean {
  const last = pieces.length - 1;
  const end = text.length - (pieces[last] ?? '').length;
  let at = 0;
  for (const [index, piece] of pieces.entries()) {
    const found = index === 0 ? (text.startsWith(piece) ? 0 : -1) : index === last ? end : text.indexOf(piece, at);
    if (found < at || found === -1) return false;
    at = found + piece.length;
  }
  return text.endsWith(pieces[last] ?? '');
}
