import { fold } from './fold.js';
import { pairsOf, piecesOf, wholeTerm, type Piece } from './pieces.js';
import { itemBreak } from './searchFields.js';

/** Words that stand one after the other, whatever is between them but another word or emoji. */
export interface Phrase {
  /** With folded texts. */
  readonly pieces: readonly Piece[];
  /** Terms that a ticket with the phrase has. */
  readonly terms: readonly string[];
}

type Range = [start: number, end: number];

/** @returns null for a text without a word or emoji */
export function phraseOf(quoted: string): Phrase | null {
  const pieces = [...piecesOf(quoted)];
  if (pieces.length === 0) return null;
  const terms = pieces.flatMap((piece) => {
    if (!piece.isUnspaced) return [wholeTerm(piece).text];
    const pairs = pairsOf(piece).map(({ text }) => text);
    return pairs.length > 1 ? pairs.slice(0, -1) : pairs;
  });
  return { pieces: pieces.map((piece) => ({ ...piece, text: fold(piece.text) })), terms };
}

/** Where a phrase stands in a text, in order; in a run of unspaced script only where it stands there first. */
export function* findPhrase(text: string, { pieces }: Phrase): Generator<Range> {
  const found = [...piecesOf(text)];
  for (let at = 0; at + pieces.length <= found.length; at++) {
    const range = matchAt(text, found, at, pieces);
    if (range !== null) yield range;
  }
}

/** Where the wanted pieces stand from a piece of the text on; null where they do not. */
function matchAt(text: string, found: readonly Piece[], at: number, wanted: readonly Piece[]): Range | null {
  let range: Range | null = null;
  for (const index of wanted.keys()) {
    const piece = found[at + index];
    const inside = piece === undefined ? null : matchPiece(piece, wanted, index);
    if (inside === null) return null;
    if (range !== null && text.slice(range[1], inside[0]).includes(itemBreak)) return null;
    range = [range?.[0] ?? inside[0], inside[1]];
  }
  return range;
}

/** A phrase may begin and end inside a run of unspaced script, but not inside a word of another. */
function matchPiece(piece: Piece, wanted: readonly Piece[], index: number): Range | null {
  const target = wanted[index];
  if (target?.isUnspaced !== piece.isUnspaced) return null;
  const folded = fold(piece.text);
  if (folded === target.text) return [piece.start, piece.end];
  if (!piece.isUnspaced) return null;
  const [isFirst, isLast] = [index === 0, index === wanted.length - 1];
  const offset = isLast ? folded.indexOf(target.text) : folded.lastIndexOf(target.text);
  if (offset === -1 || (!isFirst && offset > 0)) return null;
  if (!isLast && offset + target.text.length < folded.length) return null;
  // Where folding moves characters, the whole run is as near as one gets.
  if (folded.length !== piece.text.length) return [piece.start, piece.end];
  return [piece.start + offset, piece.start + offset + target.text.length];
}
