import { mkdir, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { withLock } from '../../src/store/lock/fileLock.js';
import { emptyProject, leftovers, storePath, ticketPath } from '../harness/tempStore.js';
import { deadProcess } from './support/processes.js';
import { cli, ticketOf } from './support/commands.js';

interface LockRecord {
  holder_id: string;
  pid: number;
  acquired_at: number;
  operation: string;
}

function seconds(): number {
  return Math.floor(Date.now() / 1000);
}

/** A lock as vibe-ticket writes it. */
function lockText(change: Record<string, unknown> = {}): string {
  const record = { holder_id: 'other', pid: 1, acquired_at: seconds(), operation: 'save_ticket', ...change };
  return JSON.stringify(record, null, 2);
}

async function lockedTicket(text: string): Promise<{ project: string; id: string; lock: string }> {
  const project = await emptyProject();
  const { id } = await ticketOf(project, ['new', 'locked']);
  const lock = `${ticketPath(project, id)}.lock`;
  await writeFile(lock, text);
  return { project, id, lock };
}

describe('a lock of ours', () => {
  it('has the shape of those of vibe-ticket while it is held, and is gone then', async () => {
    const project = await emptyProject();
    const file = ticketPath(project, 'some');
    const before = seconds();
    const text = await withLock(file, 'save_ticket', () => readFile(`${file}.lock`, 'utf8'));
    const record = JSON.parse(text) as LockRecord;
    expect(text).toBe(JSON.stringify(record, null, 2));
    expect(Object.keys(record).slice(0, 4)).toEqual(['holder_id', 'pid', 'acquired_at', 'operation']);
    expect(record).toMatchObject({ pid: process.pid, operation: 'save_ticket' });
    expect(record.holder_id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    // A refresh may round up to the next second.
    expect(record.acquired_at).toBeGreaterThanOrEqual(before);
    expect(record.acquired_at).toBeLessThanOrEqual(seconds() + 1);
    expect(await leftovers(project)).toEqual([]);
  });

  it('is never seen empty or half-written, however often it comes and goes', async () => {
    const project = await emptyProject();
    const file = ticketPath(project, 'some');
    const rounds = async (): Promise<'over'> => {
      // Held for a turn of the event loop, in which it can be seen.
      for (let round = 0; round < 150; round++) await withLock(file, 'save_ticket', () => setImmediate());
      return 'over';
    };
    const work = rounds();
    const seen = new Set<string>();
    // Whichever comes first: the end of the work, which wins once it is there, or a turn of the event loop.
    while ((await Promise.race([work, setImmediate('busy')])) === 'busy') {
      const text = await readFile(`${file}.lock`, 'utf8').catch(() => null);
      if (text !== null) seen.add((JSON.parse(text) as LockRecord).holder_id);
    }
    expect(seen.size).toBeGreaterThan(1);
  });

  it('is let go when the work fails', async () => {
    const project = await emptyProject();
    const file = ticketPath(project, 'some');
    await expect(withLock(file, 'save_ticket', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await leftovers(project)).toEqual([]);
    expect(await withLock(file, 'save_ticket', () => Promise.resolve('free'))).toBe('free');
  });

  it('that somebody else took over is noticed before the write, and left to its new holder', async () => {
    const project = await emptyProject();
    const file = ticketPath(project, 'some');
    const stolen = lockText({ holder_id: 'thief' });
    const work = withLock(file, 'save_ticket', async (held) => {
      held.assertHeld();
      await writeFile(`${file}.lock`, stolen);
      held.assertHeld();
    });
    await expect(work).rejects.toMatchObject({ code: 'ticket_locked' });
    expect(await readFile(`${file}.lock`, 'utf8')).toBe(stolen);
  });
});

describe('a lock of others', () => {
  it.each([
    ['that is older than 30 s by its own word', () => lockText({ acquired_at: seconds() - 31 })],
    ['that says so in its first year', () => lockText({ acquired_at: 0 })],
    ['whose process is dead on this host', async () => lockText({ pid: await deadProcess(), host: hostname() })],
    [
      'whose process number has been given to another',
      () => lockText({ pid: process.pid, host: hostname(), process_start: '1' }),
    ],
  ])('%s is broken at once', async (_what, text) => {
    const { project, id } = await lockedTicket(await text());
    const { code, stderr } = await cli(project, ['edit', id, '--title', 'Free again']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(await leftovers(project)).toEqual([]);
  });

  it.each([
    ['empty', ''],
    ['half-written', '{"holder_id": "x", "pi'],
    ['without a number for its process', lockText({ pid: 'one' })],
    ['from the future', lockText({ acquired_at: seconds() + 3600 })],
    ['in milliseconds', lockText({ acquired_at: Date.now() })],
  ])('that is %s is broken when its file is older than 30 s', async (_what, text) => {
    const { project, id, lock } = await lockedTicket(text);
    const old = new Date(Date.now() - 31_000);
    await utimes(lock, old, old);
    expect((await cli(project, ['edit', id, '--title', 'Free again'])).code).toBe(0);
    expect(await leftovers(project)).toEqual([]);
  });

  it('that is stale is broken by one of many who want it, and their updates follow one another', async () => {
    const { project, id } = await lockedTicket(lockText({ acquired_at: 0 }));
    const results = await Promise.all(
      ['a', 'b', 'c', 'd'].map((title) => cli(project, ['task', 'add', title, '--ticket', id])),
    );
    expect(results.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    expect((await ticketOf(project, ['show', id])).tasks).toHaveLength(4);
    expect(await leftovers(project)).toEqual([]);
  });

  it('keeps nobody from reading, and its end is waited for', async () => {
    const { project, id, lock } = await lockedTicket(lockText());
    expect((await ticketOf(project, ['show', id])).id).toBe(id);
    const waiting = cli(project, ['edit', id, '--title', 'Patient']);
    await vi.waitFor(
      async () => {
        // The one who waits tries again and again by a temp file beside the lock.
        expect(await readdir(storePath(project, 'tickets'))).toContainEqual(expect.stringMatching(/\.lock\..*\.tmp$/));
      },
      { timeout: 9000, interval: 1 },
    );
    await rm(lock);
    expect((await waiting).code).toBe(0);
    expect((await ticketOf(project, ['show', id])).title).toBe('Patient');
  });

  it('that is a folder is met with a sentence', async () => {
    const project = await emptyProject();
    const { id } = await ticketOf(project, ['new', 'locked']);
    await mkdir(`${ticketPath(project, id)}.lock`);
    const { code, stderr } = await cli(project, ['edit', id, '--title', 'x']);
    expect(code).not.toBe(0);
    expect(stderr).not.toContain('Something went wrong inside');
  });
});
