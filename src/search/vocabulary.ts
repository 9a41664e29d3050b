import { editDistance } from '../util/editDistance.js';

/** A term of a sorted vocabulary, and how well it answers a word: 1 for the word itself. */
export interface TermMatch {
  readonly index: number;
  readonly quality: number;
}

const prefixQuality = 0.5;
/** By the number of edits. Even in a title, which counts six times, a typo is worth less than the word in a comment. */
const typoQuality = [1, 0.1, 0.05];

/** The word itself, and with `isPrefix` also those that begin with it; the more is left to type, the less they count. */
export function matchingTerms(terms: readonly string[], word: string, isPrefix: boolean): TermMatch[] {
  const found: TermMatch[] = [];
  for (let index = lowerBound(terms, word); index < terms.length; index++) {
    const term = terms[index] ?? '';
    if (term === word) found.push({ index, quality: 1 });
    else if (!isPrefix || !term.startsWith(word)) break;
    else found.push({ index, quality: prefixQuality * (1 + word.length / term.length) * 0.5 });
  }
  return found;
}

/** Words that the word was perhaps meant to be: one edit away from four letters on, two from eight letters on. */
export function similarTerms(terms: readonly string[], word: string): TermMatch[] {
  const most = allowedEdits(word);
  if (most === 0) return [];
  const found: TermMatch[] = [];
  terms.forEach((term, index) => {
    if (Math.abs(term.length - word.length) > most || term.startsWith(word)) return;
    const edits = editDistance(word, term, most);
    if (edits <= most) found.push({ index, quality: typoQuality[edits] ?? 0 });
  });
  return found;
}

/** A digit that differs is another number, and no typo. */
function allowedEdits(word: string): number {
  const length = Array.from(word).length;
  if (length < 4 || /\p{N}/u.test(word)) return 0;
  return length < 8 ? 1 : 2;
}

/** Where the first term stands that is not before `word`. */
function lowerBound(terms: readonly string[], word: string): number {
  let [low, high] = [0, terms.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((terms[middle] ?? '') < word) low = middle + 1;
    else high = middle;
  }
  return low;
}
