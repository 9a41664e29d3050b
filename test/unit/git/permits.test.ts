import { describe, expect, it } from 'vitest';
import { Permits } from '../../../src/git/permits.js';

describe('permits', () => {
  it('let so many works run at a time, the first to come first, also when some fail', async () => {
    const permits = new Permits(2);
    const begun: number[] = [];
    let running = 0;
    let most = 0;
    const work = async (index: number): Promise<void> => {
      begun.push(index);
      most = Math.max(most, ++running);
      await Promise.resolve();
      running--;
      if (index % 3 === 0) throw new Error('no');
    };
    const results = await Promise.allSettled(Array.from({ length: 9 }, (_, index) => permits.use(() => work(index))));
    expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(most).toBe(2);
    expect(results.filter(({ status }) => status === 'rejected').length).toBe(3);
  });
});
