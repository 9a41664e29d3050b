import { editDistance } from '../util/editDistance.js';

/** Nobody mistypes a word of this length into one of ours. */
const maxLength = 30;

/** The words that were perhaps meant, the nearest first: those that differ in few letters, or begin alike. */
export function nearestWords(typed: string, words: readonly string[]): string[] {
  const word = typed.toLowerCase();
  if (word === '' || word.length > maxLength) return [];
  const allowed = word.length <= 3 ? 1 : word.length <= 7 ? 2 : 3;
  return words
    .map((each) => ({ each, distance: each.startsWith(word) ? 0.5 : editDistance(word, each.toLowerCase(), allowed) }))
    .filter(({ distance }) => distance <= allowed)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ each }) => each);
}
