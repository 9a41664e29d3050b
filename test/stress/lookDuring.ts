import { setImmediate as letOthersRun } from 'node:timers/promises';

/** Looks without pause, in several ways side by side, until all work is done. Fails as the first of them. */
export async function lookDuring(
  work: readonly Promise<unknown>[],
  looks: readonly (() => Promise<unknown>)[],
): Promise<void> {
  let isOver = false;
  const done = Promise.all(work).finally(() => (isOver = true));
  const look = async (once: () => Promise<unknown>): Promise<void> => {
    while (!isOver) {
      await once();
      // A look at what has not changed waits for nothing.
      await letOthersRun();
    }
  };
  await Promise.all([done, ...looks.map(look)]);
}
