import { watch } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import type { Ticket } from '../../src/domain/ticket.js';
import { emptyProject, leftovers, openWorkspace, storePath } from '../harness/tempStore.js';
import { cli, document } from '../integration/support/commands.js';
import { counting, throwing, writing, type Lane } from './lanes.js';
import { randomNumbers } from './random.js';
import { startWorker, type Worker } from './startWorker.js';

/** Longest time from the moment when a worker is ready to its death, milliseconds: some operations. */
const longestLife = 150;
/** Longest time from the moment when a worker writes a ticket to its death, milliseconds: about one operation. */
const longestWrite = 12;

it('300 processes that are killed while they write leave whole tickets, whole operations and nothing else', async () => {
  const seed = Math.floor(Math.random() * 2 ** 32);
  const random = randomNumbers(seed);
  const project = await emptyProject();
  const workspace = await openWorkspace(project);
  const tickets: Ticket[] = [];
  for (let n = 0; n < 12; n++) {
    tickets.push(await workspace.tickets.create({ title: `Ticket ${n}`, description: `line ${n}\n`.repeat(1000) }));
  }
  const writes = watchWrites(storePath(project, 'tickets'));
  let kills = 0;
  const run = async (lane: Lane, times: number): Promise<void> => {
    for (let n = 0; n < times; n++) {
      const worker = startWorker(lane.job, project, ...lane.args());
      await worker.begun;
      await delay(random() * longestLife);
      // Most of its time a worker reads and waits; every other one is killed by what it writes, unless it writes no more.
      if (n % 2 === 0) {
        await Promise.race([writes(worker).then(() => delay(random() * longestWrite)), delay(longestLife)]);
      }
      worker.process.kill('SIGKILL');
      await worker.ended;
      kills++;
      await lane.check(worker.lines.slice(1));
    }
  };
  const oneAfterTheOther = async (): Promise<void> => {
    await run(counting(workspace, 'c', tickets.slice(4, 5)), 75);
    await run(throwing(workspace, tickets.slice(9)), 50);
    await run(writing(workspace), 25);
  };
  await Promise.all([
    run(counting(workspace, 'a', tickets.slice(0, 5)), 75),
    run(counting(workspace, 'b', tickets.slice(4, 9)), 75),
    oneAfterTheOther(),
  ]).catch((error: unknown) => {
    throw new Error(`after ${kills} kills, with the seed ${seed}: ${String(error)}`, { cause: error });
  });
  expect(kills).toBe(300);
  await document(project, ['edit', 'ticket-0', '--title', 'The next one tidies up']);
  expect(await leftovers(project)).toEqual([]);
  expect(await readdir(storePath(project, 'local', 'operations'))).toEqual([]);
  expect(await cli(project, ['doctor'])).toMatchObject({ code: 0 });
});

/** @returns waits until a worker writes a new version of a ticket, beside its place */
function watchWrites(folder: string): (worker: Worker) => Promise<void> {
  const waiting = new Map<string, () => void>();
  const watcher = watch(folder, (_event, name) => {
    const pid = /\.yaml\.(\d+)\./.exec(name ?? '')?.[1];
    if (pid !== undefined) waiting.get(pid)?.();
  });
  onTestFinished(() => {
    watcher.close();
  });
  return ({ process: { pid } }) => new Promise((resolve) => waiting.set(String(pid), resolve));
}
