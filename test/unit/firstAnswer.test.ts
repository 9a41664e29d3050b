import { expect, it } from 'vitest';
import { FirstAnswer } from '../../src/extension/tree/firstAnswer.js';

it('the first request for rows waits until they are known, and until then nothing is told of changes', async () => {
  const first = new FirstAnswer();
  let rows = ['of a store that is still read'];
  const asked = first.answer(() => rows);
  rows = ['of the first folder', 'of the second folder'];
  expect(first.isGiven).toBe(false);
  first.settle();
  expect(await asked).toEqual(rows);
  expect(first.isGiven).toBe(true);
});

it('a window that shows no rows yet is not told of changes, however much is known', () => {
  const first = new FirstAnswer();
  first.settle();
  expect(first.isGiven).toBe(false);
});
