/**
 * Insertions, removals, changes, and swaps of neighbours that make one word of the other (optimal string alignment), in
 * UTF-16 code units.
 * @param most where counting ends; the smaller, the faster
 * @returns the distance, or `most + 1` for any that is larger
 */
export function editDistance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let [beforeLast, last, row]: [number[], number[], number[]] = [[], [], []];
  for (let j = 0; j <= other.length; j++) last[j] = j;
  for (let i = 1; i <= one.length; i++) {
    row[0] = i;
    let least = i;
    for (let j = 1; j <= other.length; j++) {
      const change = (last[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      const swap = isSwap(one, i, other, j) ? (beforeLast[j - 2] ?? 0) + 1 : change;
      const cost = Math.min((row[j - 1] ?? 0) + 1, (last[j] ?? 0) + 1, change, swap);
      row[j] = cost;
      least = Math.min(least, cost);
    }
    // One more than `most`, since a swap reaches back over a row, whose least may be one less than this one's.
    if (least > most + 1) return most + 1;
    [beforeLast, last, row] = [last, row, beforeLast];
  }
  return Math.min(last[other.length] ?? 0, most + 1);
}

/** Whether the two letters before `i` and `j` are each other's, turned round. */
function isSwap(one: string, i: number, other: string, j: number): boolean {
  return i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
}
