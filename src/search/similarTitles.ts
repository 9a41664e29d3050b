import { fold } from './fold.js';
import { pairsOf, piecesOf, wholeTerm } from './pieces.js';

interface Titled {
  readonly id: string;
  readonly title: string;
}

/** Most titles to be offered. */
const maxSimilar = 3;
/** Share of the neighbouring letters that two titles have in common (Dice) for them to be called similar. */
const minSimilarity = 0.7;
/** Single letters of Korean, which become syllables when a text is folded as a whole. */
const looseJamo = /[\u3131-\u318e\uffa0-\uffdc]+/g;
/** UTF-16 code units of a title that are looked at. */
const maxLength = 300;

/**
 * Those of some tickets whose title says nearly the same, the most similar first: at most three. For a hint where a
 * ticket is about to be made twice; thousands of titles take some milliseconds.
 */
export function similarTitles<Row extends Titled>(title: string, rows: Iterable<Row>): Row[] {
  const { terms, pairs } = tellingOf(title);
  const found: { row: Row; similarity: number }[] = [];
  for (const row of rows) {
    if (!sharesHalf(fold(row.title.slice(0, maxLength)), terms)) continue;
    const similarity = dice(pairs, tellingOf(row.title).pairs);
    if (similarity >= minSimilarity) found.push({ row, similarity });
  }
  return found
    .sort((a, b) => b.similarity - a.similarity || (a.row.id < b.row.id ? -1 : 1))
    .slice(0, maxSimilar)
    .map(({ row }) => row);
}

/** The terms of a title, and how often it has each two neighbouring letters. */
function tellingOf(title: string): { terms: readonly string[]; pairs: ReadonlyMap<string, number> } {
  const composed = title
    .slice(0, maxLength)
    .normalize('NFC')
    .replace(looseJamo, (run) => run.normalize('NFKC'));
  const pieces = [...piecesOf(composed)];
  const terms = pieces.flatMap((piece) => (piece.isUnspaced ? pairsOf(piece) : [wholeTerm(piece)]));
  // With a space at both ends, one letter is two pairs, and how a title begins and ends counts.
  const letters = Array.from(` ${pieces.map(({ text }) => fold(text)).join(' ')} `);
  const pairs = new Map<string, number>();
  letters.slice(1).forEach((letter, index) => {
    const pair = `${letters[index] ?? ''}${letter}`;
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  });
  return { terms: [...new Set(terms.map(({ text }) => text))], pairs };
}

/** A quick look that spares most titles the slow one. */
function sharesHalf(title: string, terms: readonly string[]): boolean {
  let missing = 0;
  for (const term of terms) if (!title.includes(term) && ++missing > terms.length / 2) return false;
  return terms.length > 0;
}

function dice(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  let common = 0;
  for (const [pair, count] of one) common += Math.min(count, other.get(pair) ?? 0);
  return (2 * common) / (sizeOf(one) + sizeOf(other));
}

function sizeOf(pairs: ReadonlyMap<string, number>): number {
  return [...pairs.values()].reduce((sum, count) => sum + count, 0);
}
