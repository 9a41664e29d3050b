import { performance } from 'node:perf_hooks';

/**
 * Times several pieces of work in turns, so that a machine that is busy for a while slows all of them alike, and prints
 * each one's median with its ratio to the first, which is the yardstick. Figures are for people: nothing is asserted.
 * @param {string} title
 * @param {Record<string, () => unknown>} candidates
 * @param {{ rounds?: number }} [options]
 */
export async function compare(title, candidates, { rounds = 15 } = {}) {
  const times = new Map(Object.keys(candidates).map((name) => [name, /** @type {number[]} */ ([])]));
  for (let round = 0; round <= rounds; round++) {
    for (const [name, work] of Object.entries(candidates)) {
      const started = performance.now();
      await work();
      // The first round fills caches.
      if (round > 0) times.get(name)?.push(performance.now() - started);
    }
  }
  print(
    title,
    [...times].map(([name, all]) => ({ name, ms: median(all) })),
    rounds,
  );
}

/** The middle value; of an even number the mean of the two in the middle. */
function median(/** @type {number[]} */ values) {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return ((low ?? NaN) + (high ?? NaN)) / 2;
}

function print(
  /** @type {string} */ title,
  /** @type {{ name: string, ms: number }[]} */ rows,
  /** @type {number} */ rounds,
) {
  const yardstick = rows[0]?.ms ?? NaN;
  const width = Math.max(...rows.map(({ name }) => name.length));
  console.log(`\n${title} (medians of ${rounds} interleaved runs)`);
  for (const { name, ms } of rows) {
    console.log(
      `  ${name.padEnd(width)}  ${ms.toFixed(1).padStart(8)} ms  ${(ms / yardstick).toFixed(2).padStart(6)} x`,
    );
  }
}
