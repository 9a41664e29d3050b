/** Prints rows of text under a title; the first column to the left, the others to the right. */
export function printTable(/** @type {string} */ title, /** @type {string[]} */ head, /** @type {string[][]} */ rows) {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => (row[column] ?? '').length)));
  const line = (/** @type {string[]} */ row) =>
    row
      .map((text, column) => (column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[column] ?? 0)))
      .join('  ');
  console.log(`\n${title}`);
  for (const row of [head, ...rows]) console.log(`  ${line(row).trimEnd()}`);
}

export function inMillis(/** @type {number | undefined} */ millis) {
  return millis === undefined || Number.isNaN(millis) ? 'failed' : `${millis.toFixed(1)} ms`;
}

/** How many times as long as a yardstick. */
export function inTimes(/** @type {number | undefined} */ millis, /** @type {number | undefined} */ yardstick) {
  const ratio = (millis ?? NaN) / (yardstick ?? NaN);
  return Number.isNaN(ratio) ? 'failed' : `${ratio.toFixed(2)} x`;
}
