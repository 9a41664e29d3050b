import { expect, it } from 'vitest';
import { Progress } from '../../../src/cli/progress.js';

const eraseLine = '\r\u001b[K';

function drawn() {
  const texts: string[] = [];
  return { texts, progress: new Progress('Closing', 300, (text) => texts.push(text)) };
}

it('progress is drawn ten times a second at most, however many steps there are, and goes away at the end', () => {
  const { texts, progress } = drawn();
  for (let now = 1000; now < 1300; now += 1) progress.step(now);
  progress.clear();
  progress.clear();
  expect(texts).toEqual([`${eraseLine}Closing 101/300`, `${eraseLine}Closing 201/300`, eraseLine]);
});

it('short work shows no progress, and leaves nothing to erase', () => {
  const { texts, progress } = drawn();
  for (let now = 0; now < 100; now += 1) progress.step(now);
  progress.clear();
  expect(texts).toEqual([]);
});
