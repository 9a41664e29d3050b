import { countMatches, type Corpus, type Scores } from './corpus.js';
import type { Phrase } from './phrase.js';
import type { QueryToken, QueryWord, SearchQuery } from './searchQuery.js';
import { matchingTerms, similarTerms, type TermMatch } from './vocabulary.js';

/** What of the query a term in a text answers, and how well. */
export interface WordOfTerm {
  /** Counts the words, and of words in unspaced script the pairs. */
  readonly word: number;
  /** 1 for a whole word as it was typed; the pairs of a word make 1 together. */
  readonly quality: number;
}

/** What a query matches, word by word. */
export interface QueryMatch {
  /** Scores for each word, then for each phrase; those of a phrase are of its words, wherever they stand. */
  readonly words: readonly Scores[];
  readonly phrases: readonly Scores[];
  /** All terms that answer the words of the query, so that they can be marked in a text. */
  readonly terms: ReadonlyMap<string, WordOfTerm>;
}

/** Typos are thought of when fewer tickets than this have the word, so that they do not drown what was meant. */
const fewTickets = 5;
/** What a word's humps, found apart, are worth beside the word. */
const partsQuality = 0.8;
/** Frequency of a ticket whose id is named: above any word in its texts. */
const idFrequency = 100;

export function matchQuery(corpus: Corpus, { words, phrases }: SearchQuery): QueryMatch {
  const matcher = new Matcher(corpus);
  return {
    words: words.map((word) => matcher.word(word)),
    phrases: phrases.map((phrase) => matcher.phrase(phrase)),
    terms: matcher.terms,
  };
}

class Matcher {
  readonly terms = new Map<string, WordOfTerm>();
  private current = -1;

  constructor(private readonly corpus: Corpus) {}

  word({ id, tokens }: QueryWord): Scores {
    const byText = all(tokens.map((token) => this.token(token)));
    return id === null ? byText : either(byText, this.id(id));
  }

  phrase({ terms }: Phrase): Scores {
    return all(terms.map((term) => this.term(term, false, 0)));
  }

  private token(token: QueryToken): Scores {
    if (token.kind === 'pairs') return this.pairs(token.required, token.optional);
    this.current++;
    const whole = this.wordTerm(token);
    if (token.parts.length === 0) return whole;
    const apart = all(token.parts.map((part) => this.term(part, false, 1 / token.parts.length)));
    return either(
      whole,
      apart.map((score) => score * partsQuality),
    );
  }

  private wordTerm({ text, isPrefix }: { text: string; isPrefix: boolean }): Scores {
    const frequencies = this.corpus.noScores();
    this.add(frequencies, (terms) => matchingTerms(terms, text, isPrefix));
    if (countMatches(frequencies) < fewTickets) this.add(frequencies, (terms) => similarTerms(terms, text));
    return this.corpus.scoresOf(frequencies);
  }

  /** However many pairs a run of characters has, it counts as one word. */
  private pairs(required: readonly string[], optional: readonly string[]): Scores {
    const isOneCharacter = required.length === 1 && Array.from(required[0] ?? '').length === 1;
    const needed = required.map((pair) => {
      this.current++;
      return this.term(pair, isOneCharacter, 1 / required.length);
    });
    // Particles are not marked in the text, where they stand everywhere.
    const nice = optional.map((pair) => this.term(pair, false, 0));
    return all(needed).map((score, document) => {
      const more = score > 0 ? nice.reduce((sum, scores) => sum + (scores[document] ?? 0), 0) : 0;
      return (score + more) / (needed.length + nice.length);
    });
  }

  /** @param worth what of the query's word the term is, so that it can be marked; 0 when it is not to be marked */
  private term(text: string, isPrefix: boolean, worth: number): Scores {
    const frequencies = this.corpus.noScores();
    this.add(frequencies, (terms) => matchingTerms(terms, text, isPrefix), worth);
    return this.corpus.scoresOf(frequencies);
  }

  private add(frequencies: Scores, find: (terms: readonly string[]) => readonly TermMatch[], worth = 1): void {
    this.corpus.addFrequencies(frequencies, (terms) => {
      const found = find(terms);
      for (const { index, quality } of found) this.note(terms[index] ?? '', quality * worth);
      return found;
    });
  }

  private note(term: string, quality: number): void {
    if (quality > (this.terms.get(term)?.quality ?? 0)) this.terms.set(term, { word: this.current, quality });
  }

  private id(prefix: string): Scores {
    const frequencies = this.corpus.noScores();
    this.corpus.ids.forEach((id, document) => {
      if (id?.startsWith(prefix) === true) frequencies[document] = idFrequency;
    });
    return this.corpus.scoresOf(frequencies);
  }
}

/** The sums of scores, where all of them are. */
function all([first, ...rest]: readonly Scores[]): Scores {
  if (first === undefined) return new Float64Array();
  return first.map((score, document) => {
    let sum = score;
    for (const scores of rest) {
      const other = scores[document] ?? 0;
      if (sum === 0 || other === 0) return 0;
      sum += other;
    }
    return sum;
  });
}

function either(one: Scores, other: Scores): Scores {
  return one.map((score, document) => Math.max(score, other[document] ?? 0));
}
