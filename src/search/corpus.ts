import { fieldWeights } from './searchFields.js';
import type { Segment } from './segment.js';
import type { TermMatch } from './vocabulary.js';

/** A segment, and which of its documents are still as they were indexed. */
export interface CorpusPart {
  readonly segment: Segment;
  /** Ids of the tickets by document; null for a document that has changed or gone since. */
  readonly ids: readonly (string | null)[];
}

/** A score for each document of a corpus; 0 for those that do not match. */
export type Scores = Float64Array;

/** BM25's k1: how soon the tenth occurrence of a word says no more than the third. */
const saturation = 1.2;
/** BM25's b: how much a word in a long text says less. */
const lengthPenalty = 0.6;

/** All documents that are searched, numbered through, and what is common to them. */
export class Corpus {
  /** The ids of all parts, by number. */
  readonly ids: readonly (string | null)[];
  private readonly live: number;
  private readonly averageLengths: readonly number[];

  constructor(readonly parts: readonly CorpusPart[]) {
    this.ids = parts.flatMap(({ ids }) => ids);
    this.live = this.ids.filter((id) => id !== null).length;
    this.averageLengths = averageLengths(parts);
  }

  noScores(): Scores {
    return new Float64Array(this.ids.length);
  }

  /**
   * Adds up for each document how often, where and how well it has a word (BM25F's weighted frequency).
   * @param find what of a vocabulary answers the word
   */
  addFrequencies(frequencies: Scores, find: (terms: readonly string[]) => readonly TermMatch[]): void {
    let first = 0;
    for (const { segment, ids } of this.parts) {
      const start = first;
      for (const { index, quality } of find(segment.terms)) {
        segment.eachPosting(index, (document, counts) => {
          // A null is a document that has changed; undefined one that a forged file made up.
          if (ids[document] == null) return;
          const added = quality * this.frequency(segment, document, counts);
          frequencies[start + document] = (frequencies[start + document] ?? 0) + added;
        });
      }
      first += ids.length;
    }
  }

  /** BM25F's score of a word by its frequencies; all that answers a word counts as one and the same word. */
  scoresOf(frequencies: Scores): Scores {
    const having = countMatches(frequencies);
    const rarity = Math.log(1 + (this.live - having + 0.5) / (having + 0.5));
    return frequencies.map((frequency) => (rarity * frequency) / (saturation + frequency));
  }

  /** The texts of a document. */
  textsOf(document: number): string[] {
    let first = 0;
    for (const { segment, ids } of this.parts) {
      if (document < first + ids.length) return segment.textsOf(document - first);
      first += ids.length;
    }
    return [];
  }

  private frequency(segment: Segment, document: number, counts: Uint8Array): number {
    let sum = 0;
    for (let field = 0; field < counts.length; field++) {
      const count = counts[field] ?? 0;
      if (count === 0) continue;
      const relativeLength = segment.lengthOf(document, field) / (this.averageLengths[field] ?? 1);
      sum += ((fieldWeights[field] ?? 0) * count) / (1 - lengthPenalty + lengthPenalty * relativeLength);
    }
    return sum;
  }
}

/** Of the documents that have the field at all: a title is not long because others have none. */
function averageLengths(parts: readonly CorpusPart[]): number[] {
  const sums = fieldWeights.map(() => 0);
  const having = fieldWeights.map(() => 0);
  for (const { segment, ids } of parts) {
    for (let document = 0; document < ids.length; document++) {
      if (ids[document] === null) continue;
      for (let field = 0; field < sums.length; field++) {
        const length = segment.lengthOf(document, field);
        if (length === 0) continue;
        sums[field] = (sums[field] ?? 0) + length;
        having[field] = (having[field] ?? 0) + 1;
      }
    }
  }
  return sums.map((sum, field) => (sum === 0 ? 1 : sum / (having[field] ?? 1)));
}

export function countMatches(scores: Scores): number {
  let count = 0;
  for (const score of scores) if (score > 0) count++;
  return count;
}
