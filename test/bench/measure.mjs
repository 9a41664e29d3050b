import { performance } from 'node:perf_hooks';

/**
 * Times several pieces of work in turns, so that a machine that is busy for a while slows all of them alike.
 * @param {Record<string, (round: number) => unknown>} candidates one that gives back a number has timed itself
 * @param {number} rounds
 * @returns {Promise<Map<string, number>>} the median of each, milliseconds; NaN for one that failed
 */
export async function mediansInTurns(candidates, rounds) {
  const times = new Map(Object.keys(candidates).map((name) => [name, /** @type {number[]} */ ([])]));
  // The first round fills caches.
  for (let round = 0; round <= rounds; round++) {
    for (const [name, work] of Object.entries(candidates)) {
      const time = await timeOf(name, () => work(round));
      if (round > 0) times.get(name)?.push(time);
    }
  }
  return new Map([...times].map(([name, all]) => [name, all.some(Number.isNaN) ? NaN : median(all)]));
}

/** The middle value; of an even number the mean of the two in the middle. */
export function median(/** @type {number[]} */ values) {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return ((low ?? NaN) + (high ?? NaN)) / 2;
}

/** Names of work that failed, so that the reason is told once. */
const failed = new Set();

async function timeOf(/** @type {string} */ name, /** @type {() => unknown} */ work) {
  const started = performance.now();
  try {
    const timed = await work();
    return typeof timed === 'number' ? timed : performance.now() - started;
  } catch (error) {
    if (!failed.has(name)) console.error(`${name} failed: ${error instanceof Error ? error.message : String(error)}`);
    failed.add(name);
    return NaN;
  }
}
