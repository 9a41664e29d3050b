import { expect, it } from 'vitest';
import { emptyProject, leftovers } from '../harness/tempStore.js';
import { cli, ticketOf } from '../integration/support/commands.js';
import { startWorker } from './startWorker.js';

it('eight processes that each add 200 tasks to one ticket lose none of 1,600', async () => {
  const project = await emptyProject();
  const { id } = await ticketOf(project, ['new', 'busy']);
  const writers = Array.from({ length: 8 }, (_, n) => `w${String(n)}`);
  await Promise.all(writers.map((who) => startWorker('addTasks', project, id, who, 200).ended));
  const titles = (await ticketOf(project, ['show', id])).tasks.map(({ title }) => title).sort();
  const expected = writers.flatMap((who) => Array.from({ length: 200 }, (_, n) => `${who}-${String(n)}`)).sort();
  expect(titles).toEqual(expected);
  expect(await leftovers(project)).toEqual([]);
  expect((await cli(project, ['doctor'])).code).toBe(0);
});
