import { idPrefixOf } from '../domain/ticketRef.js';
import { phraseOf, type Phrase } from './phrase.js';
import { humpsOf, pairsOf, piecesOf, wholeTerm, type Piece } from './pieces.js';

/** One thing to look for. */
export type QueryToken =
  | {
      readonly kind: 'word';
      readonly text: string;
      /** The humps of `fixLogin`, which together do as well; none, or at least two. */
      readonly parts: readonly string[];
      /** Whether longer words that begin with it count too. */
      readonly isPrefix: boolean;
    }
  | {
      readonly kind: 'pairs';
      readonly required: readonly string[];
      /** Pairs that only raise the rank, such as those around a Japanese particle. */
      readonly optional: readonly string[];
    };

/** What stands between two spaces: all of its tokens, or the id that it begins. */
export interface QueryWord {
  readonly id: string | null;
  readonly tokens: readonly QueryToken[];
}

export interface SearchQuery {
  readonly words: readonly QueryWord[];
  /** What stands in quotation marks. */
  readonly phrases: readonly Phrase[];
}

/** What comes after that many UTF-16 code units or words of a query is not looked for. */
const maxQueryLength = 1000;
const maxWords = 32;
/** A shorter word finds longer ones only when it stands last, where it may still be in the typing. */
const minPrefixLength = 3;

const parts = /["“”„]([^"“”„]*)["“”„]?|[^\s"“”„]+/gu;
/** Characters of one script, and that not Hiragana. */
const tellingPair = /^(?:\p{sc=Han}+|[\p{sc=Katakana}ー]+|[^\p{sc=Han}\p{sc=Katakana}\p{sc=Hiragana}]+)$/u;

/** Reads what a person searches for; anything is a query, and one without a letter, digit or emoji finds nothing. */
export function parseSearch(text: string): SearchQuery {
  const query = text.slice(0, maxQueryLength).normalize('NFC');
  const found = [...query.matchAll(parts)].slice(0, maxWords);
  const words: QueryWord[] = [];
  const phrases: Phrase[] = [];
  found.forEach(({ 0: part, 1: quoted }, index) => {
    const phrase = quoted === undefined ? null : phraseOf(quoted);
    if (phrase !== null) phrases.push(phrase);
    else if (quoted === undefined) words.push(...wordOf(part, index === found.length - 1));
  });
  return { words, phrases };
}

function wordOf(text: string, isLast: boolean): QueryWord[] {
  const pieces = [...piecesOf(text)];
  const tokens = pieces.map((piece, index) => tokenOf(piece, isLast && index === pieces.length - 1));
  return tokens.length === 0 ? [] : [{ id: idPrefixOf(text), tokens }];
}

function tokenOf(piece: Piece, isLast: boolean): QueryToken {
  if (piece.isUnspaced) return pairsToken(pairsOf(piece).map(({ text }) => text));
  const { text } = wholeTerm(piece);
  const humps = humpsOf(piece).map((part) => part.text);
  const isPrefix = isLast || Array.from(text).length >= minPrefixLength;
  return { kind: 'word', text, parts: humps.length > 1 ? humps : [], isPrefix };
}

/**
 * A word is seldom of two scripts, and Hiragana is mostly grammar: `チケット検索` shall find `チケットを検索する`. So the
 * pairs of one other script must be there, and all only where there are no such. The single character at the end is in
 * a pair already, unless it is all there is.
 */
function pairsToken(pairs: readonly string[]): QueryToken {
  if (pairs.length === 1) return { kind: 'pairs', required: pairs, optional: [] };
  const whole = pairs.slice(0, -1);
  const telling = whole.filter((pair) => tellingPair.test(pair));
  const required = telling.length > 0 ? telling : whole;
  return { kind: 'pairs', required, optional: whole.filter((pair) => !required.includes(pair)) };
}
