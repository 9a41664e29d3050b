import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { compareRanked } from '../../src/domain/rank.js';
import { emptyProject, leftovers, openWorkspace, ticketPath } from '../harness/tempStore.js';
import { startWorker } from './startWorker.js';

it('four processes that each drop 25 cards into one and the same gap lose none, and all stand in it', async () => {
  const project = await emptyProject();
  const { tickets } = await openWorkspace(project);
  const above = await tickets.create({ title: 'above', status: 'doing' });
  const below = await tickets.create({ title: 'below', status: 'doing' });
  await tickets.moveAll([above.id, below.id], 'doing', { beforeId: null });
  const neighbours = (): Promise<string[]> =>
    Promise.all([above, below].map(({ id }) => readFile(ticketPath(project, id), 'utf8')));
  const before = await neighbours();
  const hands: string[][] = [];
  for (let hand = 0; hand < 4; hand++) {
    hands.push([]);
    for (let card = 0; card < 25; card++) hands[hand]?.push((await tickets.create({ title: `${hand}-${card}` })).id);
  }
  await Promise.all(hands.map((ids) => startWorker('dropCards', project, below.id, ...ids).ended));
  const { store } = await openWorkspace(project);
  const column = store.rows.filter(({ status }) => status === 'doing').sort(compareRanked);
  expect(column[0]?.id).toBe(above.id);
  expect(column.at(-1)?.id).toBe(below.id);
  expect(column.map(({ id }) => id).sort()).toEqual([above.id, below.id, ...hands.flat()].sort());
  expect(new Set(column.map(({ rank }) => rank)).size).toBe(102);
  // Each drops before the same card, so that its own cards stand in the order in which it dropped them.
  for (const ids of hands) expect(column.map(({ id }) => id).filter((id) => ids.includes(id))).toEqual(ids);
  expect(await neighbours()).toEqual(before);
  expect(await leftovers(project)).toEqual([]);
});
