import { beyondAscii, fold } from './fold.js';
import { pairsOf, piecesOf, wholeTerm, type Piece } from './pieces.js';
import { itemBreak } from './searchFields.js';

interface FoldedPiece extends Piece {
  readonly folded: string;
}

/** Words that stand one after the other, whatever is between them but another word or emoji. */
export interface Phrase {
  readonly pieces: readonly FoldedPiece[];
  /** Terms that a ticket with the phrase has. */
  readonly terms: readonly string[];
}

type Range = [start: number, end: number];

/** @returns null for a text without a word or emoji */
export function phraseOf(quoted: string): Phrase | null {
  const pieces = foldedPieces(quoted);
  if (pieces.length === 0) return null;
  const terms = pieces.flatMap((piece) => {
    if (!piece.isUnspaced) return [wholeTerm(piece).text];
    const pairs = pairsOf(piece).map(({ text }) => text);
    return pairs.length > 1 ? pairs.slice(0, -1) : pairs;
  });
  return { pieces, terms };
}

/**
 * Where a phrase stands in a text, in order; one place may overlap the next. In a run of unspaced script it is found once.
 */
export function* findPhrase(text: string, { pieces }: Phrase): Generator<Range> {
  if (cannotHave(text, pieces)) return;
  const found = foldedPieces(text);
  for (let at = 0; at + pieces.length <= found.length; at++) {
    const range = matchAt(text, found, at, pieces);
    if (range !== null) yield range;
  }
}

/** Where the wanted pieces stand from a piece of the text on; null where they do not. */
function matchAt(
  text: string,
  found: readonly FoldedPiece[],
  at: number,
  wanted: readonly FoldedPiece[],
): Range | null {
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
function matchPiece(piece: FoldedPiece, wanted: readonly FoldedPiece[], index: number): Range | null {
  const target = wanted[index];
  if (target?.isUnspaced !== piece.isUnspaced) return null;
  const { folded } = piece;
  if (folded === target.folded) return [piece.start, piece.end];
  if (!piece.isUnspaced) return null;
  const [isFirst, isLast] = [index === 0, index === wanted.length - 1];
  const offset = isLast ? folded.indexOf(target.folded) : folded.lastIndexOf(target.folded);
  if (offset === -1 || (!isFirst && offset > 0)) return null;
  if (!isLast && offset + target.folded.length < folded.length) return null;
  // Where folding moves characters, the whole run is as near as one gets.
  if (folded.length !== piece.text.length) return [piece.start, piece.end];
  return [piece.start + offset, piece.start + offset + target.folded.length];
}

/** A quick look at plain texts, which spares most of them the slow one. */
function cannotHave(text: string, pieces: readonly FoldedPiece[]): boolean {
  if (beyondAscii.test(text)) return false;
  const folded = fold(text);
  return pieces.some((piece) => !folded.includes(piece.folded));
}

function foldedPieces(text: string): FoldedPiece[] {
  return [...piecesOf(text)].map((piece) => ({ ...piece, folded: fold(piece.text) }));
}
