import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { TicketWorkspace } from '../../src/app/ticketWorkspace.js';
import { claimOf } from '../../src/domain/ticketMetadata.js';
import { timestampMillis } from '../../src/domain/timestamp.js';
import { emptyProject, leftovers, openWorkspace } from '../harness/tempStore.js';
import { startWorker } from './startWorker.js';

const sessions = 16;
const rounds = 200;

interface Racer {
  readonly session: string;
  /** Sends it to the start. @returns how it fared */
  claim(id: string, who: string): Promise<string>;
  /** Lets it go home. */
  end(): Promise<void>;
}

function startRacer(project: string): Racer {
  const { process: child, ended } = startWorker('claim', project);
  const { stdin, stdout } = child;
  if (!stdin || !stdout) throw new Error('the worker cannot be talked with');
  const answers = createInterface({ input: stdout })[Symbol.asyncIterator]();
  return {
    session: `worker-${child.pid}`,
    claim: async (id, who) => {
      stdin.write(`${id} ${who}\n`);
      const answer = await answers.next();
      // It has ended, and says why.
      if (answer.done === true) await ended;
      return String(answer.value);
    },
    end: async () => {
      stdin.end();
      await ended;
    },
  };
}

/** Lets somebody have held the ticket who comes no more, until a moment ago. */
async function letLeaseRunOut({ work }: TicketWorkspace, id: string): Promise<void> {
  const claim = claimOf(await work.claim(id, 0.0001));
  if (!claim) throw new Error('the ticket was not claimed');
  while (timestampMillis(claim.until) >= Date.now()) await delay(1);
}

it('of 16 sessions that race to claim one ticket exactly one wins, one person or many, free or with a lease that ran out', async () => {
  const project = await emptyProject();
  const workspace = await openWorkspace(project);
  const { id } = await workspace.tickets.create({ title: 'Wanted' });
  const racers = Array.from({ length: sessions }, () => startRacer(project));
  const losers = Array.from({ length: sessions - 1 }, () => 'ticket_claimed');
  for (let round = 0; round < rounds; round++) {
    await workspace.work.release(id, true);
    if (round % 4 >= 2) await letLeaseRunOut(workspace, id);
    const people = racers.map((_, n) => (round % 2 === 0 ? 'one' : `person-${n}`));
    const results = await Promise.all(racers.map((racer, n) => racer.claim(id, people[n] ?? '')));
    expect(results.toSorted()).toEqual([...losers, 'won']);
    const winner = results.indexOf('won');
    const { who, session } = claimOf(await workspace.store.read(id)) ?? {};
    expect({ who, session }).toEqual({ who: people[winner], session: racers[winner]?.session });
  }
  await Promise.all(racers.map((racer) => racer.end()));
  expect(await leftovers(project)).toEqual([]);
});
