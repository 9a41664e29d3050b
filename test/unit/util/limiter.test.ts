import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mapLimited } from '../../../src/util/limiter.js';

describe('work on many items', () => {
  it('is done once for each, and never more at a time than allowed', async () => {
    const pauses = fc.array(fc.nat(3), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(pauses, fc.integer({ min: 1, max: 5 }), async (items, limit) => {
        const done: number[] = [];
        let running = 0;
        await mapLimited([...items.entries()], limit, async ([index, turns]) => {
          running++;
          expect(running).toBeLessThanOrEqual(limit);
          for (let turn = 0; turn < turns; turn++) await Promise.resolve();
          done.push(index);
          running--;
        });
        expect(done.sort((a, b) => a - b)).toEqual([...items.keys()]);
      }),
    );
  });

  it('is done side by side as far as allowed', async () => {
    let running = 0;
    let most = 0;
    await mapLimited([1, 2, 3, 4, 5], 3, async () => {
      most = Math.max(most, ++running);
      await Promise.resolve();
      running--;
    });
    expect(most).toBe(3);
  });

  it('fails with the first failure', async () => {
    const work = (item: number): Promise<void> =>
      item > 1 ? Promise.reject(new Error(`item ${String(item)}`)) : Promise.resolve();
    await expect(mapLimited([1, 2, 3], 2, work)).rejects.toThrow('item 2');
  });
});
