import type { Corpus, Scores } from './corpus.js';
import { matchQuery, type QueryMatch } from './matchQuery.js';
import { searchFields, type SearchField } from './searchFields.js';
import { findPhrase, type Phrase } from './phrase.js';
import { parseSearch, type SearchQuery } from './searchQuery.js';
import { matchesIn, snippetOf, worthOf, type Marks, type Snippet } from './snippet.js';

export interface SearchOptions {
  /** Most hits to be given. */
  readonly limit: number;
  /** How many of the best hits to leave out. */
  readonly offset?: number;
  /** Which tickets may be found at all, such as those that a filter lets through. */
  readonly accepts?: (id: string) => boolean;
}

export interface SearchHit {
  readonly id: string;
  /** Comparable within one search only. */
  readonly score: number;
  /** Where the best match stands. */
  readonly field: SearchField | 'id';
  /** The best match in its text; the whole title where that matches and is short. */
  readonly snippet: Snippet;
}

export interface SearchResults {
  /** The best first, those of one score by id. */
  readonly hits: readonly SearchHit[];
  /** How many were found before `offset` and `limit` cut. */
  readonly total: number;
  /** `some` when no ticket has all words of the query, so that those with some of them are given. */
  readonly matched: 'all' | 'some';
}

interface Found {
  readonly id: string;
  readonly document: number;
  readonly score: number;
}

/**
 * Searches a corpus. A ticket must have every word and every phrase of the query; when none has, those are found that
 * have all phrases and some of the words, the more of them the better.
 */
export function searchCorpus(corpus: Corpus, text: string, options: SearchOptions): SearchResults {
  const query = parseSearch(text);
  const match = matchQuery(corpus, query);
  const marks = { terms: match.terms, phrases: query.phrases };
  const candidates = candidatesOf(corpus, match, options.accepts ?? (() => true));
  const withPhrases = withAllPhrases(corpus, candidates, query.phrases);
  const complete = withPhrases.filter(({ missing }) => missing === 0);
  const found = (complete.length > 0 ? complete : withPhrases).sort(byScore);
  const { offset = 0, limit } = options;
  return {
    hits: found.slice(offset, offset + limit).map((each) => hitOf(corpus, each, query, marks)),
    total: found.length,
    matched: complete.length > 0 || found.length === 0 ? 'all' : 'some',
  };
}

interface Candidate extends Found {
  /** How many words of the query it does not have. */
  readonly missing: number;
}

/** Tickets with the words of all phrases and with some other word, if there is any other. */
function candidatesOf(corpus: Corpus, { words, phrases }: QueryMatch, accepts: (id: string) => boolean): Candidate[] {
  const found: Candidate[] = [];
  corpus.ids.forEach((id, document) => {
    if (id === null) return;
    const wordScores = scoresOf(words, document);
    const phraseScores = scoresOf(phrases, document);
    if (phraseScores.length < phrases.length || wordScores.length + phraseScores.length === 0) return;
    if (!accepts(id)) return;
    const missing = words.length - wordScores.length;
    const share = 1 - missing / (words.length + phrases.length);
    found.push({ id, document, missing, score: share * sum([...wordScores, ...phraseScores]) });
  });
  return found;
}

function scoresOf(each: readonly Scores[], document: number): number[] {
  return each.map((scores) => scores[document] ?? 0).filter((score) => score > 0);
}

function withAllPhrases(corpus: Corpus, candidates: Candidate[], phrases: readonly Phrase[]): Candidate[] {
  if (phrases.length === 0) return candidates;
  return candidates.filter(({ document }) => {
    const texts = corpus.textsOf(document);
    return phrases.every((phrase) => texts.some((text) => findPhrase(text, phrase).next().done !== true));
  });
}

function hitOf(
  corpus: Corpus,
  { id, document, score }: Found,
  { words, phrases }: SearchQuery,
  marks: Marks,
): SearchHit {
  const texts = corpus.textsOf(document);
  // What stands nowhere in the texts was found by its id.
  let shown: Pick<SearchHit, 'field' | 'snippet'> = { field: 'id', snippet: { text: id, ranges: [[0, id.length]] } };
  let best = 0;
  for (const [index, field] of searchFields.entries()) {
    const text = texts[index] ?? '';
    const matches = matchesIn(text, marks);
    const worth = worthOf(matches);
    if (worth > best) [best, shown] = [worth, { field, snippet: snippetOf(text, matches) }];
    // A text that has all of them cannot be bettered.
    if (best >= words.length + phrases.length) break;
  }
  return { id, score, ...shown };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function byScore(a: Found, b: Found): number {
  return b.score - a.score || (a.id < b.id ? -1 : 1);
}
