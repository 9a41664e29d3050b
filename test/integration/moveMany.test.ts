import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { TicketWorkspace } from '../../src/app/ticketWorkspace.js';
import { compareRanked } from '../../src/domain/rank.js';
import type { Status } from '../../src/domain/ticket.js';
import { emptyProject, openWorkspace, storePath, ticketPath } from '../harness/tempStore.js';

/** A store with tickets of these titles in todo, in this order. */
async function storeOf(...titles: string[]): Promise<{ project: string; workspace: TicketWorkspace; ids: string[] }> {
  const project = await emptyProject();
  const workspace = await openWorkspace(project);
  const ids: string[] = [];
  for (const title of titles) ids.push((await workspace.tickets.create({ title })).id);
  // Where two are made in one millisecond, their ids say the order.
  await workspace.tickets.moveAll(ids, 'todo', { beforeId: null });
  return { project, workspace, ids };
}

/** The titles of a column from top to bottom, as another window sees them. */
async function columnOf(project: string, status: Status): Promise<string> {
  const { store } = await openWorkspace(project);
  const rows = store.rows.filter((row) => row.status === status).sort(compareRanked);
  return rows.map(({ title }) => title).join('');
}

async function textsOf(project: string, ids: readonly string[]): Promise<string[]> {
  return Promise.all(ids.map((id) => readFile(ticketPath(project, id), 'utf8')));
}

async function enforce(project: string, limits: string): Promise<void> {
  const text = `schema_version: 1\nboard:\n  enforce_wip: true\n  wip_limits:\n    ${limits}\n`;
  await writeFile(storePath(project, 'ticketree.yaml'), text);
}

describe('several tickets that are moved', () => {
  it('stand where they were dropped, in the order of the selection, and no other file is touched', async () => {
    const { project, workspace, ids } = await storeOf('a', 'b', 'c', 'd', 'e');
    const [a = '', b = '', c = '', d = '', e = ''] = ids;
    const before = await textsOf(project, [a, c]);
    await workspace.tickets.moveAll([e, b, d], 'todo', { beforeId: c });
    expect(await columnOf(project, 'todo')).toBe('aebdc');
    expect(await textsOf(project, [a, c])).toEqual(before);
    await workspace.tickets.moveAll([e, a], 'todo', { beforeId: null });
    expect(await columnOf(project, 'todo')).toBe('bdcea');
  });

  it('before one of themselves stay where that one was', async () => {
    const { project, workspace, ids } = await storeOf('a', 'b', 'c', 'd', 'e');
    const [a = '', b = '', c = ''] = ids;
    await workspace.tickets.moveAll([c, a, b], 'todo', { beforeId: b });
    expect(await columnOf(project, 'todo')).toBe('cabde');
  });

  it('into another column are one operation, which one undo takes back byte for byte', async () => {
    const { project, workspace, ids } = await storeOf('a', 'b', 'c');
    const before = await textsOf(project, ids);
    const operations = (await workspace.history.entries()).length;
    await workspace.tickets.moveAll([...ids].reverse(), 'doing', { beforeId: null });
    expect(await columnOf(project, 'doing')).toBe('cba');
    expect(await workspace.history.entries()).toHaveLength(operations + 1);
    await workspace.history.undo();
    expect(await textsOf(project, ids)).toEqual(before);
    await workspace.history.redo();
    expect(await columnOf(project, 'doing')).toBe('cba');
  });

  it('without a place only change their column', async () => {
    const { project, workspace, ids } = await storeOf('a', 'b', 'c');
    const ranks = workspace.store.rows.map(({ id, rank }) => [id, rank]);
    await workspace.tickets.moveAll([...ids, ...ids].reverse(), 'review');
    expect(await columnOf(project, 'review')).toBe('abc');
    expect(workspace.store.rows.map(({ id, rank }) => [id, rank])).toEqual(ranks);
  });

  it('of which one is gone are not moved at all', async () => {
    const { project, workspace, ids } = await storeOf('a', 'b');
    const gone = '00000000-0000-4000-8000-000000000000';
    await expect(workspace.tickets.moveAll([...ids, gone], 'doing', { beforeId: null })).rejects.toMatchObject({
      code: 'ticket_not_found',
    });
    expect(await columnOf(project, 'todo')).toBe('ab');
  });

  it('by two windows into one gap at once all keep their places in it', async () => {
    const { project, workspace, ids } = await storeOf('a', 'b', 'c', 'd', 'e', 'f');
    const [, b = '', c = '', d = '', e = '', f = ''] = ids;
    const other = await openWorkspace(project);
    await Promise.all([
      workspace.tickets.moveAll([c, d], 'todo', { beforeId: b }),
      other.tickets.moveAll([e, f], 'todo', { beforeId: b }),
    ]);
    const order = await columnOf(project, 'todo');
    expect(order).toMatch(/^a[cdef]{4}b$/);
    for (const title of ['c', 'd', 'e', 'f']) expect(order).toContain(title);
    expect(order.indexOf('c')).toBeLessThan(order.indexOf('d'));
    expect(order.indexOf('e')).toBeLessThan(order.indexOf('f'));
    const { store } = await openWorkspace(project);
    expect(new Set(store.rows.map(({ rank }) => rank)).size).toBe(6);
  });
});

describe('several tickets as one operation', () => {
  it('are closed, archived, edited and deleted, and each is taken back by one undo', async () => {
    const { project, workspace, ids } = await storeOf('a', 'b', 'c');
    const before = await textsOf(project, ids);
    const { tickets, history } = workspace;
    const acts: (() => Promise<unknown>)[] = [
      () => tickets.closeAll(ids),
      () => tickets.archiveAll(ids),
      () => tickets.editAll(ids, { addTags: ['x'], priority: 'critical' }),
      () => tickets.deleteAll(ids),
    ];
    for (const act of acts) {
      await act();
      expect(await textsOf(project, ids).catch(() => [])).not.toEqual(before);
      await history.undo();
      expect(await textsOf(project, ids)).toEqual(before);
    }
  });

  it('leave those alone that are done already', async () => {
    const { workspace, ids } = await storeOf('a', 'b');
    const closed = await workspace.tickets.close(ids[0] ?? '', 'Said before.');
    const all = await workspace.tickets.closeAll(ids);
    expect(all.find(({ id }) => id === closed.id)).toEqual(closed);
    expect(all.map(({ status }) => status)).toEqual(['done', 'done']);
  });

  it('ask after the parts that none of them is', async () => {
    const { workspace, ids } = await storeOf('whole', 'part', 'other part');
    const [whole = '', part = '', other = ''] = ids;
    await workspace.tickets.edit(whole, { type: 'story' });
    for (const id of [part, other]) await workspace.work.link(id, 'parent', whole);
    await expect(workspace.tickets.deleteAll([whole, part])).rejects.toMatchObject({ code: 'has_dependents' });
    await workspace.tickets.deleteAll([whole, part], { children: 'detach' });
    expect(workspace.store.rows.map(({ title, parent }) => ({ title, parent }))).toEqual([
      { title: 'other part', parent: null },
    ]);
  });
});

describe('a column whose limit the team enforces', () => {
  it('refuses what would not fit, whatever brings it, and changes nothing', async () => {
    const { project, workspace, ids } = await storeOf('a', 'b', 'c', 'd');
    await enforce(project, 'doing: 2');
    const { tickets } = workspace;
    const full = { code: 'column_full' };
    await expect(tickets.moveAll(ids.slice(0, 3), 'doing', { beforeId: null })).rejects.toMatchObject(full);
    await tickets.moveAll(ids.slice(0, 2), 'doing', { beforeId: null });
    const before = await textsOf(project, ids);
    await expect(tickets.move(ids[2] ?? '', 'doing')).rejects.toMatchObject(full);
    await expect(tickets.start(ids[2] ?? '')).rejects.toMatchObject(full);
    await expect(tickets.edit(ids[2] ?? '', { status: 'doing' })).rejects.toMatchObject(full);
    await expect(tickets.create({ title: 'e', status: 'doing' })).rejects.toMatchObject(full);
    expect(await textsOf(project, ids)).toEqual(before);
    expect(workspace.store.tickets).toHaveLength(4);
  });

  it('lets cards be put in order, edited and undone in it', async () => {
    const { project, workspace, ids } = await storeOf('a', 'b', 'c');
    const [a = '', b = '', c = ''] = ids;
    await workspace.tickets.moveAll([a, b], 'doing', { beforeId: null });
    await workspace.tickets.move(b, 'done');
    await enforce(project, 'doing: 1');
    await workspace.tickets.edit(a, { title: 'A' });
    await expect(workspace.tickets.move(c, 'doing')).rejects.toMatchObject({ code: 'column_full' });
    await workspace.history.undo((await workspace.history.entries()).at(-2)?.id);
    expect(await columnOf(project, 'doing')).toBe('Ab');
    await workspace.tickets.move(b, 'doing', { beforeId: a });
    expect(await columnOf(project, 'doing')).toBe('bA');
  });

  it('is filled by two who come at once only to its limit', async () => {
    const { project, workspace, ids } = await storeOf('a', 'b');
    await enforce(project, 'doing: 1');
    const other = await openWorkspace(project);
    const results = await Promise.allSettled([
      workspace.tickets.move(ids[0] ?? '', 'doing'),
      other.tickets.move(ids[1] ?? '', 'doing'),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await columnOf(project, 'doing')).toMatch(/^[ab]$/);
  });

  it('takes any number where the limit is only shown', async () => {
    const { project, workspace, ids } = await storeOf('a', 'b', 'c');
    await writeFile(storePath(project, 'ticketree.yaml'), 'board:\n  wip_limits:\n    doing: 1\n');
    await workspace.tickets.moveAll(ids, 'doing');
    expect(await columnOf(project, 'doing')).toBe('abc');
  });
});
