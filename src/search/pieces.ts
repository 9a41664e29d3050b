import { beyondAscii, fold } from './fold.js';

/** A stretch of text that is searched as one thing, and where it stands, in UTF-16 code units. */
export interface Piece {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Whether it is of a script that writes no spaces between words. */
  readonly isUnspaced: boolean;
}

/** A folded word, part of a word or pair of characters, and where it stands. */
export interface Term {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Characters of a word that count; longer ones are encoded binary or the like. */
const maxTermLength = 64;

/** What words are made of, inside a class of a regular expression. */
const letters = String.raw`\p{L}\p{N}\p{M}`;
const emoji = String.raw`\p{RI}{2}|\p{ExtPict}[\p{EMod}\ufe0f]*(?:\u200d\p{ExtPict}[\p{EMod}\ufe0f]*)*`;
/**
 * Scripts that write no spaces between words, inside a class of a regular expression. Korean does, but its words carry
 * their particles with them; as pairs they are found all the same.
 */
const unspaced = ['Han', 'Hira', 'Kana', 'Hang', 'Thai', 'Laoo', 'Khmr', 'Mymr']
  .map((script) => String.raw`\p{scx=${script}}`)
  .join('');

/**
 * What belongs to the character before it, inside a class of a regular expression: also letters that folding makes marks
 * of.
 */
const marks = String.raw`\p{M}ﾞﾟำຳ`;

const runs = new RegExp(`(?![${marks}])[\\p{L}\\p{N}][${letters}]*|${emoji}`, 'gu');
const hasLetter = /[\p{L}\p{N}]/u;
const hasUnspaced = new RegExp(`[${unspaced}]`, 'u');
const startsUnspaced = new RegExp(`^[${unspaced}]`, 'u');
const scriptRuns = new RegExp(`[${unspaced}][${unspaced}${marks}]*|[^${unspaced}](?:[^${unspaced}]|[${marks}])*`, 'gu');
const characters = new RegExp(`.[${marks}]*`, 'gsu');
const capitalInside = /\P{Lu}\p{Lu}|\p{Lu}\p{Lu}\p{Ll}/u;
const humps = /(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;

/** The words, runs of unspaced script, and emoji of a text, in order. */
export function* piecesOf(text: string): Generator<Piece> {
  for (const { 0: run, index } of text.matchAll(runs)) {
    if (!beyondAscii.test(run) || !hasLetter.test(run) || !hasUnspaced.test(run)) {
      yield { text: run, start: index, end: index + run.length, isUnspaced: false };
      continue;
    }
    for (const { 0: part, index: offset } of run.matchAll(scriptRuns)) {
      const start = index + offset;
      yield { text: part, start, end: start + part.length, isUnspaced: startsUnspaced.test(part) };
    }
  }
}

/** Calls `visit` with every term of a text: each word whole and by its humps, and the pairs of unspaced scripts. */
export function eachTerm(text: string, visit: (term: Term) => void): void {
  for (const piece of piecesOf(text)) {
    if (piece.isUnspaced) pairsOf(piece).forEach(visit);
    else {
      visit(wholeTerm(piece));
      humpsOf(piece).forEach(visit);
    }
  }
}

export function wholeTerm({ text, start, end }: Piece): Term {
  return { text: fold(cut(text)), start, end };
}

/** `fix` and `login` of `fixLogin`; none for a word without humps. Single letters are left out. */
export function humpsOf({ text, start }: Piece): Term[] {
  if (!capitalInside.test(text)) return [];
  const terms: Term[] = [];
  let offset = start;
  for (const part of cut(text).split(humps)) {
    if (part.length > 1) terms.push({ text: fold(part), start: offset, end: offset + part.length });
    offset += part.length;
  }
  return terms;
}

/**
 * Every two neighbouring characters, and the last one alone: so each character begins a term, and one character is
 * found as the beginning of a pair. Dictionaries cut Japanese nicer, but `Intl.Segmenter` takes 12 to 30 ms to load.
 */
export function pairsOf({ text, start }: Piece): Term[] {
  const single = [...text.matchAll(characters)].map(({ 0: character, index }) => ({
    text: fold(character),
    start: start + index,
    end: start + index + character.length,
  }));
  return single.map((first, index) => {
    const second = single[index + 1];
    return second ? { text: first.text + second.text, start: first.start, end: second.end } : first;
  });
}

/** By whole characters: half a surrogate pair would not survive being written. */
function cut(word: string): string {
  return word.length <= maxTermLength
    ? word
    : Array.from(word.slice(0, 2 * maxTermLength))
        .slice(0, maxTermLength)
        .join('');
}
