/** Nobody mistypes a word of this length into one of ours. */
const maxLength = 30;

/** The words that were perhaps meant, the nearest first: those that differ in few letters, or begin alike. */
export function nearestWords(typed: string, words: readonly string[]): string[] {
  const word = typed.toLowerCase();
  if (word === '' || word.length > maxLength) return [];
  const allowed = word.length <= 3 ? 1 : word.length <= 7 ? 2 : 3;
  return words
    .map((each) => ({ each, distance: each.startsWith(word) ? 0.5 : editDistance(word, each.toLowerCase()) }))
    .filter(({ distance }) => distance <= allowed)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ each }) => each);
}

/** Insertions, removals, changes, and swaps of neighbours that make one word of the other. */
function editDistance(one: string, other: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const change = one[i - 1] === other[j - 1] ? 0 : 1;
      const swaps = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      row[j] = Math.min(
        (row[j - 1] ?? 0) + 1,
        (last[j] ?? 0) + 1,
        (last[j - 1] ?? 0) + change,
        swaps ? (beforeLast[j - 2] ?? 0) + 1 : Infinity,
      );
    }
    [beforeLast, last] = [last, row];
  }
  return last[other.length] ?? 0;
}
