import { fold } from './fold.js';
import { letters, pairsOf, pictures, piecesOf, unspaced, wholeTerm } from './pieces.js';
import { itemBreak } from './searchFields.js';

/** Words that stand one after the other, whatever is between them but another word or emoji. */
export interface Phrase {
  readonly pieces: readonly PhrasePiece[];
  /** Terms that a ticket with the phrase has. */
  readonly terms: readonly string[];
}

interface PhrasePiece {
  /** Folded. */
  readonly text: string;
  /** Whether it must be a whole word, so that `"fix log"` does not find `fix login`. */
  readonly isWord: boolean;
}

// Common to all phrases, since such classes of characters take milliseconds to compile.
/** A letter of a script with spaces: next to one, a word does not begin or end. */
const wordLetter = `(?![${unspaced}])[${letters}]`;
const startsWithLetter = new RegExp(`^[${letters}]`, 'u');
const noLetterBefore = new RegExp(`(?<!(?![${unspaced}])[\\p{L}\\p{N}]\\p{M}*)`, 'uy');
const noLetterAfter = new RegExp(`(?!${wordLetter})`, 'uy');
const gap = new RegExp(`[^\\p{L}\\p{N}${pictures}${itemBreak}]*`, 'uy');

/** @returns null for a text without a word or emoji */
export function phraseOf(quoted: string): Phrase | null {
  const pieces = [...piecesOf(quoted)];
  if (pieces.length === 0) return null;
  return {
    pieces: pieces.map(({ text, isUnspaced }) => ({
      text: fold(text),
      isWord: !isUnspaced && startsWithLetter.test(text),
    })),
    terms: pieces.flatMap((piece) => {
      if (!piece.isUnspaced) return [wholeTerm(piece).text];
      const pairs = pairsOf(piece).map(({ text }) => text);
      return pairs.length > 1 ? pairs.slice(0, -1) : pairs;
    }),
  };
}

/** Where a phrase stands in a text with folded pieces, in order. */
export function* findPhrase(folded: string, { pieces }: Phrase): Generator<[start: number, end: number]> {
  const first = pieces[0]?.text ?? '';
  let start = folded.indexOf(first);
  while (start !== -1) {
    const end = phraseEnd(folded, start, pieces);
    if (end !== null) yield [start, end];
    start = folded.indexOf(first, Math.max(end ?? 0, start + 1));
  }
}

/** Where a phrase ends that begins at `start`; null where none does. */
function phraseEnd(text: string, start: number, pieces: readonly PhrasePiece[]): number | null {
  let at = start;
  for (const [index, piece] of pieces.entries()) {
    if (index > 0) at = skipGap(text, at);
    const end = at + piece.text.length;
    if (!text.startsWith(piece.text, at)) return null;
    if (piece.isWord && !(matchesAt(noLetterBefore, text, at) && matchesAt(noLetterAfter, text, end))) return null;
    at = end;
  }
  return at;
}

function skipGap(text: string, at: number): number {
  gap.lastIndex = at;
  return at + (gap.exec(text)?.[0].length ?? 0);
}

function matchesAt(sticky: RegExp, text: string, at: number): boolean {
  sticky.lastIndex = at;
  return sticky.test(text);
}
