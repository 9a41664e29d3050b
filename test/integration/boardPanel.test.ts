import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { emptyProject, openWorkspace, realProject, storePath, tempFolder } from '../harness/tempStore.js';
import { BoardWindow, windowWith } from './support/boardWindow.js';
import { git } from './support/commands.js';

vi.mock('vscode', async () => (await import('./support/fakeEditor.js')).fakeEditor);

describe('a board', () => {
  it('is told nothing before it listens, and then all there is', async () => {
    const workspace = await openWorkspace(await realProject());
    const window = new BoardWindow(workspace);
    await workspace.tickets.setActive(null);
    expect(window.told).toEqual([]);
    await window.ready();
    expect(window.reader.rows.size).toBe(workspace.store.tickets.length);
    const [snapshot] = window.told;
    expect(snapshot).toMatchObject({ type: 'snapshot', preferences: { filter: '', sort: 'manual' } });
  });

  it('is answered after the patch that a request caused, also for what fails', async () => {
    const { window, ids } = await windowWith('a', 'b', 'c');
    const [a = '', b = '', c = ''] = ids;
    expect(await window.ask({ kind: 'move', ids: [c, a], status: 'doing', beforeId: null })).toMatchObject({
      error: null,
    });
    expect(window.titles('doing')).toBe('ca');
    expect(window.reader.facts).toMatchObject({ undo: 'Move 2 tickets', redo: null });
    const reply = await window.ask({ kind: 'rename', id: b, before: 'was so', title: 'x' });
    expect(reply.error).toMatchObject({ code: 'ticket_changed' });
    await window.ask({ kind: 'rename', id: b, before: 'b', title: 'B' });
    expect(window.titles('todo')).toBe('B');
    await window.ask({ kind: 'undo' });
    expect(window.titles('todo')).toBe('b');
    expect(window.reader.facts).toMatchObject({ undo: 'Move 2 tickets', redo: 'Edit “b”' });
  });

  it('is told of drops in the order in which they were made, each resting upon the one before', async () => {
    const { window, ids } = await windowWith('a', 'b', 'c');
    const [a = '', b = '', c = ''] = ids;
    await Promise.all([
      window.ask({ kind: 'move', ids: [a], status: 'doing', beforeId: null }),
      window.ask({ kind: 'move', ids: [b], status: 'doing', beforeId: a }),
      window.ask({ kind: 'move', ids: [c], status: 'doing', beforeId: b }),
    ]);
    expect(window.titles('doing')).toBe('cba');
  });

  it('gets the id of a new ticket, which has what the filter says', async () => {
    const { window } = await windowWith();
    const fields = { tags: ['ui'], priority: 'high', assignee: 'ana' } as const;
    const { ids = [] } = await window.ask({ kind: 'create', title: 'New', status: 'review', fields });
    expect(window.reader.rows.get(ids[0] ?? '')).toMatchObject({ title: 'New', status: 'review', ...fields });
  });

  it('hears what others change, and of files that cannot be read', async () => {
    const { window, ids } = await windowWith('a', 'b');
    window.workspace.store.watch();
    const other = await openWorkspace(window.workspace.store.layout.project);
    await other.tickets.moveAll(ids, 'done');
    await window.until(() => window.titles('done') === 'ab');
    await writeFile(storePath(window.workspace.store.layout.project, 'tickets', 'x.yaml'), 'id: [');
    await window.until(() => window.reader.facts?.brokenCount === 1);
  });

  it('is told which tickets have a worktree, by their ids alone, when one comes and when it goes', async () => {
    const { window, ids } = await windowWith('a', 'b');
    const { project } = window.workspace.store.layout;
    await git(project, 'init', '-q');
    await git(project, 'commit', '-q', '--allow-empty', '-m', 'first');
    window.followPlaces();
    const slug = window.workspace.store.get(ids[0] ?? '')?.slug ?? '';
    const folder = path.join(await tempFolder(), 'wörk tree');
    await git(project, 'worktree', 'add', '-q', '-b', `ticket/${slug}`, folder);
    await window.until(() => window.reader.facts?.worktrees[0] === ids[0]);
    expect(JSON.stringify(window.told)).not.toContain('wörk');
    const shown = window.told.length;
    await window.ready();
    expect(window.told.slice(shown)).toMatchObject([{ type: 'snapshot', facts: { worktrees: [ids[0]] } }]);
    await rm(folder, { recursive: true });
    await window.until(() => window.reader.facts?.worktrees.length === 0);
  });

  it('is told whose finish conflicts have stopped', async () => {
    const { window, ids } = await windowWith('a', 'b');
    window.stopFinishes(ids[1] ?? '');
    await window.until(() => window.reader.facts?.conflicts[0] === ids[1]);
    window.stopFinishes();
    await window.until(() => window.reader.facts?.conflicts.length === 0);
  });

  it('finds text, the latest search first of all', async () => {
    const { window, ids } = await windowWith('alpha', 'beta');
    await window.workspace.tickets.edit(ids[1] ?? '', { description: 'about whales' });
    const [first, second] = await Promise.all([
      window.ask({ kind: 'search', text: 'alpha' }),
      window.ask({ kind: 'search', text: 'whales' }),
    ]);
    expect(first).toMatchObject({ error: null, ids: [] });
    expect(second).toMatchObject({ error: null, ids: [ids[1]] });
  });

  it('gets the ticket in its pane before the reply, and again whenever that changes', async () => {
    const { window, ids } = await windowWith('a', 'b');
    const id = ids[0] ?? '';
    const shown = (): unknown[] =>
      window.told.flatMap((message) => (message.type === 'details' ? [message.details?.ticket.title ?? null] : []));
    await window.ask({ kind: 'watch', id });
    expect(new Set(shown())).toEqual(new Set(['a']));
    const edit = { field: 'title', before: 'a', after: 'A' } as const;
    await window.ask({ kind: 'ticket', id, request: { kind: 'set', edit } });
    expect(shown().at(-1)).toBe('A');
    await window.ask({ kind: 'delete', ids: [id] });
    await window.until(() => shown().at(-1) === null);
    await window.ask({ kind: 'watch', id: null });
  });

  it('keeps what a person prefers for the next time', async () => {
    const { window } = await windowWith('a');
    const preferences = { filter: 'tag:ui', sort: 'due', compact: true, collapsed: ['done'] } as const;
    await window.ask({ kind: 'prefer', preferences });
    await window.ready();
    expect(window.told.findLast(({ type }) => type === 'snapshot')).toMatchObject({ preferences });
  });

  it('has the names and limits that the team gave its columns', async () => {
    const { window } = await windowWith('a');
    const text = 'board:\n  column_names:\n    doing: Now\n  wip_limits:\n    doing: 3\n';
    await writeFile(storePath(window.workspace.store.layout.project, 'ticketree.yaml'), text);
    await window.ready();
    const snapshot = window.told.findLast(({ type }) => type === 'snapshot');
    expect(snapshot).toMatchObject({
      columns: [
        { status: 'todo', title: 'To do', wipLimit: null },
        { status: 'doing', title: 'Now', wipLimit: 3 },
        { status: 'review' },
        { status: 'blocked' },
        { status: 'done' },
      ],
    });
  });
});

describe('a command', () => {
  it('waits for a board that has just been opened', async () => {
    const workspace = await openWorkspace(await emptyProject());
    const window = new BoardWindow(workspace);
    window.panel.perform({ type: 'perform', action: 'filter' });
    window.panel.perform({ type: 'show', id: 'x' });
    expect(window.told).toEqual([]);
    await window.ready();
    await window.until(() => window.told.at(-1)?.type === 'show');
    expect(window.told.slice(-2).map(({ type }) => type)).toEqual(['perform', 'show']);
    window.panel.perform({ type: 'perform', action: 'help' });
    expect(window.told.at(-1)).toEqual({ type: 'perform', action: 'help' });
  });
});
