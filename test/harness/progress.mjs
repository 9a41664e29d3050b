const stillWorkingEvery = 15_000;

/**
 * Does one long piece of work and says so: its title at once, a sign of life now and then, its duration at the end.
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const started = Date.now();
  const seconds = () => `${((Date.now() - started) / 1000).toFixed(1)} s`;
  console.log(`> ${title} ...`);
  const alive = setInterval(() => console.log(`  still at it: ${title} (${seconds()})`), stillWorkingEvery);
  try {
    const result = await work();
    console.log(`  done: ${title} (${seconds()})`);
    return result;
  } finally {
    clearInterval(alive);
  }
}

/** Ends the program with one readable sentence instead of a stack, unless TICKETREE_DEBUG asks for it. */
export function fail(/** @type {unknown} */ error) {
  const text = error instanceof Error ? (process.env.TICKETREE_DEBUG ? error.stack : error.message) : String(error);
  console.error(`\n${text}`);
  process.exit(1);
}
