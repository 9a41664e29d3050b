import { findPhrase, type Phrase } from './phrase.js';
import { eachTerm } from './pieces.js';
import type { WordOfTerm } from './matchQuery.js';

/** A short excerpt of a text, on one line, and where in it the matches stand. */
export interface Snippet {
  readonly text: string;
  /** Start and end of each match, in UTF-16 code units; in order, and none touches another. */
  readonly ranges: readonly (readonly [start: number, end: number])[];
}

export interface TextMatch extends WordOfTerm {
  readonly start: number;
  readonly end: number;
}

/** About how many UTF-16 code units an excerpt has. */
export const snippetLength = 160;
const ellipsis = '…';
// Line breaks, the mark between items, and the like: an excerpt is one line.
const blank = /[\s\p{Cc}]/u;

/** More matches in one text are not looked at, so that a text which repeats one word a thousand times takes no time. */
const maxMatches = 400;

/** What of a query can be found in a text again. */
export interface Marks {
  /** All terms that answer the words of the query. */
  readonly terms: ReadonlyMap<string, WordOfTerm>;
  readonly phrases: readonly Phrase[];
}

/** Where the words and phrases of a query stand in a text: the first of them. */
export function matchesIn(text: string, { terms, phrases }: Marks): TextMatch[] {
  const matches: TextMatch[] = [];
  eachTerm(text, ({ text: term, start, end }) => {
    const found = terms.get(term);
    if (found !== undefined && matches.length < maxMatches) matches.push({ ...found, start, end });
  });
  phrases.forEach((phrase, index) => {
    for (const [start, end] of [...findPhrase(text, phrase)].slice(0, maxMatches)) {
      matches.push({ word: -1 - index, quality: 1, start, end });
    }
  });
  return matches.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** How well matches answer a query: each of its words counts by its best match. */
export function worthOf(matches: readonly TextMatch[]): number {
  const best = new Map<number, number>();
  for (const { word, quality } of matches) best.set(word, Math.max(best.get(word) ?? 0, quality));
  return [...best.values()].reduce((sum, quality) => sum + quality, 0);
}

/** Cuts out the part of a text where most words of the query stand. @param matches those of the text, in order */
export function snippetOf(text: string, matches: readonly TextMatch[]): Snippet {
  const [from, to] = text.length <= snippetLength ? [0, text.length] : cutAround(text, bestWindow(matches));
  const writer = new LineWriter();
  if (from > 0) writer.write(ellipsis);
  let at = from;
  for (const [start, end] of mergedRanges(matches.filter((match) => match.start >= from && match.end <= to))) {
    writer.write(text.slice(at, start));
    writer.mark(text.slice(start, end));
    at = end;
  }
  writer.write(text.slice(at, to));
  writer.end(to < text.length ? ellipsis : '');
  return { text: writer.text, ranges: writer.ranges };
}

/** The matches that an excerpt can hold at once and that say most, as their start and end. */
function bestWindow(matches: readonly TextMatch[]): [start: number, end: number] {
  let best: [number, number] = [0, 0];
  let most = 0;
  matches.forEach(({ start }, index) => {
    const inside: TextMatch[] = [];
    for (let next = index; next < matches.length; next++) {
      const match = matches[next];
      if (match === undefined || match.end > start + snippetLength) break;
      inside.push(match);
    }
    const worth = worthOf(inside);
    if (worth > most) [best, most] = [[start, inside.at(-1)?.end ?? start], worth];
  });
  return best;
}

/** Fills up on both sides, and cuts between words where one ends near. */
function cutAround(text: string, [start, end]: [number, number]): [from: number, to: number] {
  const room = Math.max(0, snippetLength - (end - start));
  const latest = Math.max(0, text.length - snippetLength);
  const from = Math.min(Math.max(0, start - Math.floor(room / 2)), latest, start);
  const to = Math.min(text.length, Math.max(from + snippetLength, end));
  return [wordStart(text, from, start), wordEnd(text, to, end)];
}

/** How far a cut moves to spare a word. */
const maxShift = 20;

function wordStart(text: string, from: number, latest: number): number {
  if (from === 0) return 0;
  for (let at = from; at <= Math.min(latest, from + maxShift); at++) {
    if (blank.test(text.charAt(at - 1))) return at;
  }
  return isInsidePair(text, from) ? from - 1 : from;
}

function wordEnd(text: string, to: number, earliest: number): number {
  if (to === text.length) return to;
  for (let at = to; at >= Math.max(earliest, to - maxShift); at--) {
    if (blank.test(text.charAt(at))) return at;
  }
  return isInsidePair(text, to) ? to + 1 : to;
}

function isInsidePair(text: string, at: number): boolean {
  return /^[\udc00-\udfff]/.test(text.charAt(at)) && /^[\ud800-\udbff]/.test(text.charAt(at - 1));
}

function mergedRanges(matches: readonly TextMatch[]): [number, number][] {
  const merged: [number, number][] = [];
  for (const { start, end } of matches) {
    const last = merged.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

/** Writes text on one line: every run of blanks becomes one space. */
class LineWriter {
  text = '';
  readonly ranges: [number, number][] = [];

  write(text: string): void {
    for (const character of text) {
      if (!blank.test(character)) this.text += character;
      else if (this.text !== '' && !this.text.endsWith(' ')) this.text += ' ';
    }
  }

  mark(text: string): void {
    const start = this.text.length;
    this.write(text);
    this.ranges.push([start, this.text.length]);
  }

  end(text: string): void {
    this.text = this.text.trimEnd() + text;
  }
}
