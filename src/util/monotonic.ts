/**
 * Milliseconds since some moment, by a clock that nobody sets. Node loads a module of its own for `performance.now()`,
 * which takes a millisecond of every command that asks for it.
 */
export function monotonicMillis(): number {
  return Number(process.hrtime.bigint() / 1000n) / 1000;
}
