import { appendFile, rename, rm } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { TicketWorkspace } from '../../src/app/ticketWorkspace.js';
import type { HistoryFollower } from '../../src/app/historyFollower.js';
import { systemClock } from '../../src/util/clock.js';
import { silentLogger } from '../../src/util/logger.js';
import { emptyProject, openWorkspace } from '../harness/tempStore.js';

/** An editor's window on a project. */
async function windowOn(project: string, session: string): Promise<TicketWorkspace> {
  const ports = { clock: systemClock, logger: silentLogger, surface: 'editor', session } as const;
  const workspace = await TicketWorkspace.open(project, ports);
  await workspace.store.refresh();
  return workspace;
}

function next({ undo, redo }: HistoryFollower): (string | null)[] {
  return [undo?.action ?? null, redo?.action ?? null];
}

describe('what undo and redo would do in a window', () => {
  it('is told after each operation, of that window alone', async () => {
    const project = await emptyProject();
    const mine = await windowOn(project, 'mine');
    const follower = mine.history.follow();
    await follower.refresh();
    expect(next(follower)).toEqual([null, null]);
    const { id } = await mine.tickets.create({ title: 'a' });
    await mine.tickets.move(id, 'doing');
    const others = await windowOn(project, 'other');
    await others.tickets.edit(id, { title: 'b' });
    await (await openWorkspace(project)).tickets.edit(id, { priority: 'low' });
    await follower.refresh();
    expect(next(follower)).toEqual(['status', null]);
    await mine.history.undo();
    await follower.refresh();
    expect(next(follower)).toEqual(['new', 'status']);
    await mine.history.redo();
    await follower.refresh();
    expect(next(follower)).toEqual(['status', null]);
    await mine.tickets.edit(id, { addTags: ['x'] });
    await follower.refresh();
    expect(next(follower)[1]).toBeNull();
  });

  it('is the same as for one who reads the whole journal, also when another takes an operation back', async () => {
    const project = await emptyProject();
    const mine = await windowOn(project, 'mine');
    const follower = mine.history.follow();
    const { id } = await mine.tickets.create({ title: 'a' });
    await mine.tickets.edit(id, { title: 'b' });
    await follower.refresh();
    const edited = follower.undo?.id;
    await (await windowOn(project, 'other')).history.undo(edited);
    await follower.refresh();
    expect(next(follower)).toEqual(['new', null]);
    const late = mine.history.follow();
    await late.refresh();
    expect(next(late)).toEqual(next(follower));
  });

  it('stays right when the journal is rotated, and ends when it is gone', async () => {
    const project = await emptyProject();
    const mine = await windowOn(project, 'mine');
    const follower = mine.history.follow();
    const { id } = await mine.tickets.create({ title: 'a' });
    await follower.refresh();
    const { journal, olderJournal } = mine.store.layout;
    await rename(journal, olderJournal);
    await follower.refresh();
    expect(next(follower)).toEqual(['new', null]);
    await mine.tickets.move(id, 'done');
    await follower.refresh();
    expect(next(follower)).toEqual(['status', null]);
    await rm(journal);
    await rm(olderJournal);
    await follower.refresh();
    expect(next(follower)).toEqual([null, null]);
  });

  it('keeps no texts of tickets', async () => {
    const mine = await windowOn(await emptyProject(), 'mine');
    const follower = mine.history.follow();
    const { id } = await mine.tickets.create({ title: 'a', description: 's3cret' });
    await mine.tickets.edit(id, { description: 's3cret too' });
    await follower.refresh();
    expect(JSON.stringify(follower.undo)).not.toContain('s3cret');
  });
});

describe('the times of edits', () => {
  it('are told once for each edit, whoever made it, and not for a new place on the board', async () => {
    const project = await emptyProject();
    const mine = await windowOn(project, 'mine');
    const follower = mine.history.follow();
    const { id } = await mine.tickets.create({ title: 'a' });
    const { id: other } = await mine.tickets.create({ title: 'b' });
    expect([...(await follower.refresh())].sort()).toEqual([id, other].sort());
    await (await openWorkspace(project)).tickets.edit(id, { title: 'c' });
    expect(await follower.refresh()).toEqual([id]);
    expect(follower.updated(id)).toBeGreaterThan(0);
    await mine.tickets.move(other, 'todo', { beforeId: id });
    expect(await follower.refresh()).toEqual([]);
  });

  it('wait for a line that somebody is in the middle of writing', async () => {
    const project = await emptyProject();
    const mine = await windowOn(project, 'mine');
    const follower = mine.history.follow();
    const { id } = await mine.tickets.create({ title: 'a' });
    await follower.refresh();
    const [entry] = await mine.history.entries();
    const line = JSON.stringify({ v: 1, ...entry, id: 'x', at: '2031-01-01T00:00:00Z', action: 'edit' });
    await appendFile(mine.store.layout.journal, `\n${line.slice(0, 40)}`);
    expect(await follower.refresh()).toEqual([]);
    await appendFile(mine.store.layout.journal, `${line.slice(40)}\n`);
    expect(await follower.refresh()).toEqual([id]);
    expect(next(follower)).toEqual(['edit', null]);
  });
});
