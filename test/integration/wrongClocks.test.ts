import { readFile, utimes, writeFile } from 'node:fs/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { withLock } from '../../src/store/lock/fileLock.js';
import { emptyProject, leftovers, openWorkspace, ticketPath } from '../harness/tempStore.js';
import { day, hour, second, wrongClock, year } from './support/clocks.js';
import { cli, document, failure, ticketOf } from './support/commands.js';

describe('processes whose clocks are wrong', () => {
  it('lose nothing of what the others wrote, and the journal keeps the order in which it was done', async () => {
    const project = await emptyProject();
    const { tickets, history } = await openWorkspace(project);
    const { id } = await tickets.create({ title: 'Timeless' });
    const offsets = [hour, -hour, -10 * year, 10 * year, -second, day];
    for (const [number, offset] of offsets.entries()) {
      const env = wrongClock(offset);
      await document(project, ['task', 'add', `task ${number}`, '--ticket', id], { env });
      await tickets.edit(id, { title: `Title ${number}` });
      const { tickets: rows } = await document(project, ['list'], { env });
      expect(rows).toMatchObject([{ title: `Title ${number}` }]);
    }
    const { tasks } = await ticketOf(project, ['show', id]);
    expect(tasks.map(({ title }) => title)).toEqual(offsets.map((_, number) => `task ${number}`));
    const actions = (await history.entries()).map(({ action }) => action);
    expect(actions).toEqual(['new', ...offsets.flatMap(() => ['task add', 'edit'])]);
    await document(project, ['undo']);
    await document(project, ['undo'], { env: wrongClock(-year) });
    expect(await ticketOf(project, ['show', id])).toMatchObject({ title: 'Title 4', tasks: { length: 5 } });
    expect(await cli(project, ['doctor'])).toMatchObject({ code: 0 });
    expect(await leftovers(project)).toEqual([]);
  });

  it('take a ticket through its life, whichever way the clock jumps', async () => {
    const project = await emptyProject();
    const { id } = await ticketOf(project, ['new', 'jumping'], { env: wrongClock(year) });
    await document(project, ['start', id]);
    await document(project, ['close', id], { env: wrongClock(-year) });
    await document(project, ['reopen', id], { env: wrongClock(day) });
    await document(project, ['delete', id], { env: wrongClock(hour) });
    await document(project, ['undo'], { env: wrongClock(-hour) });
    expect(await ticketOf(project, ['show', id])).toMatchObject({ status: 'todo', closed_at: null });
    for (const args of [['list'], ['check'], ['ready'], ['history']]) {
      await document(project, args, { env: wrongClock(-year) });
    }
  });

  it('claim a ticket for no longer than a day, as all others see it', async () => {
    const project = await emptyProject();
    const { id } = await ticketOf(project, ['new', 'claimed']);
    const asAda = { TICKETREE_SESSION: 'ada' };
    const asBea = { TICKETREE_SESSION: 'bea' };
    await document(project, ['claim', id], { env: { ...wrongClock(hour), ...asAda } });
    expect(await failure(project, ['claim', id], { env: asBea })).toMatchObject({ code: 'ticket_claimed' });
    await document(project, ['claim', id], { env: { ...wrongClock(2 * day), ...asAda } });
    await document(project, ['claim', id], { env: asBea });
    // For who is two days ahead that lease is long over.
    await document(project, ['claim', id], { env: { ...wrongClock(2 * day), ...asAda } });
  });
});

describe('a lock from before the clock was set back', () => {
  it.each([
    [
      'says so itself',
      (time: number) => JSON.stringify({ holder_id: 'h', pid: 1, acquired_at: Math.floor(time / 1000) }),
    ],
    ['cannot be read', () => ''],
  ])('keeps nobody waiting where it %s', async (_what, text) => {
    const project = await emptyProject();
    const { id } = await ticketOf(project, ['new', 'locked']);
    const ahead = Date.now() + hour;
    for (const lock of [`${ticketPath(project, id)}.lock`, `${ticketPath(project, id)}.breaking.lock`]) {
      await writeFile(lock, text(ahead));
      await utimes(lock, ahead / 1000, ahead / 1000);
    }
    await document(project, ['edit', id, '--title', 'Free']);
    expect(await leftovers(project)).toEqual([]);
  });
});

describe('while a lock is held', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each([
    ['back', -hour],
    ['back a little', -9 * second],
    ['forward', hour],
  ])('and the clock is set %s, it stays, is refreshed by the new clock, and goes in the end', async (_way, jump) => {
    const project = await emptyProject();
    const file = ticketPath(project, 'some');
    const acquiredAt = async (): Promise<unknown> =>
      (JSON.parse(await readFile(`${file}.lock`, 'utf8')) as { acquired_at: unknown }).acquired_at;
    const seconds = (millis: number): number => Math.floor(millis / second);
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
    await withLock(file, 'save_ticket', async (held) => {
      for (let refreshes = 0; refreshes < 3; refreshes++) {
        const before = await acquiredAt();
        vi.setSystemTime(Date.now() + jump);
        const jumped = seconds(Date.now());
        await vi.waitFor(
          async () => {
            await vi.advanceTimersByTimeAsync(second);
            expect(await acquiredAt()).not.toBe(before);
          },
          { timeout: 10_000 },
        );
        expect(await acquiredAt()).toBeGreaterThanOrEqual(jumped);
        expect(await acquiredAt()).toBeLessThanOrEqual(seconds(Date.now()));
        held.assertHeld();
      }
    });
    expect(await leftovers(project)).toEqual([]);
  });
});
