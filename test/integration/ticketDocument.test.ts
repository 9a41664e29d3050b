import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { expect, it, vi } from 'vitest';
import { commentsOf, parentOf } from '../../src/domain/ticketMetadata.js';
import type { TicketDraft } from '../../src/extension/editor/ticketDraft.js';
import { person } from './support/fakeEditor.js';
import { OpenTicket } from './support/openTicket.js';

vi.mock('vscode', async () => (await import('./support/fakeEditor.js')).fakeEditor);

it('an edit stays in the document until it is saved', async () => {
  const open = await OpenTicket.make();
  open.setTitle('Mend login');
  open.document.apply({ kind: 'addTask', title: 'Try it' });
  expect((await open.onDisk()).title).toBe('Fix login');
  expect(open.edits).toHaveLength(2);
  await open.document.save();
  expect(await open.onDisk()).toMatchObject({ title: 'Mend login', tasks: [{ title: 'Try it' }] });
  expect(open.draft.mine).toEqual(open.draft.base);
});

it('what changes nothing is no edit', async () => {
  const open = await OpenTicket.make();
  open.setTitle('Fix login');
  open.document.apply({ kind: 'set', edit: { field: 'tags', before: [], after: [] } });
  expect(open.edits).toEqual([]);
});

it('undo and redo go through the edits, also over a save', async () => {
  const open = await OpenTicket.make();
  open.setTitle('One');
  open.setTitle('Two');
  await open.document.save();
  open.edits[1]?.undo();
  expect(open.draft.mine.title).toBe('One');
  open.edits[0]?.undo();
  expect(open.draft.mine.title).toBe('Fix login');
  open.edits[0]?.redo();
  await open.document.save();
  expect((await open.onDisk()).title).toBe('One');
});

it('a file that changes underneath is merged, and a save keeps what others wrote', async () => {
  const open = await OpenTicket.make();
  open.setTitle('Mine');
  await open.elsewhere((text) => text.replace('priority: medium', 'priority: high'));
  expect(open.draft.mine).toMatchObject({ title: 'Mine', priority: 'high' });
  await open.document.save();
  expect(await open.onDisk()).toMatchObject({ title: 'Mine', priority: 'high' });
});

it('a save merges also what nobody has told of yet', async () => {
  const open = await OpenTicket.make();
  open.setTitle('Mine');
  const text = await readFile(open.path, 'utf8');
  await writeFile(open.path, text.replace('priority: medium', 'priority: high'));
  await open.document.save();
  expect(await open.onDisk()).toMatchObject({ title: 'Mine', priority: 'high' });
});

it('a field that both changed is saved only when the person has decided', async () => {
  const open = await OpenTicket.make();
  open.setTitle('Mine');
  await open.elsewhere((text) => text.replace('title: Fix login', 'title: Theirs'));
  expect(open.draft.conflicts).toEqual([['title']]);
  await open.refused(() => open.document.save(), 'ticket_changed');
  expect((await open.onDisk()).title).toBe('Theirs');
  open.document.resolve(['title'], 'mine');
  await open.document.save();
  expect((await open.onDisk()).title).toBe('Mine');
});

it('a file that is deleted leaves the draft, which is saved when the file is back', async () => {
  const open = await OpenTicket.make();
  open.setTitle('Mine');
  await rename(open.path, `${open.path}.away`);
  await open.workspace.store.refresh();
  expect(open.document.fault?.code).toBe('ticket_not_found');
  expect(open.draft.mine.title).toBe('Mine');
  await open.refused(() => open.document.save(), 'ticket_not_found');
  await rename(`${open.path}.away`, open.path);
  await open.workspace.store.refresh();
  expect(open.document.fault).toBeNull();
  await open.document.save();
  expect((await open.onDisk()).title).toBe('Mine');
});

it('a file that breaks says line and reason, is left alone, and the draft stays', async () => {
  const open = await OpenTicket.make();
  open.setTitle('Mine');
  const whole = await readFile(open.path, 'utf8');
  await open.elsewhere((text) => text.replace('tags: []', 'tags: 7'));
  const { code, message } = open.document.fault ?? {};
  expect(code).toBe('ticket_broken');
  expect(message).toMatch(/line \d+: .*tags/);
  await open.refused(() => open.document.save(), 'ticket_broken');
  expect(await readFile(open.path, 'utf8')).toContain('tags: 7');
  await open.elsewhere(() => whole);
  expect(open.document.fault).toBeNull();
  expect(open.draft.mine.title).toBe('Mine');
});

it('a file that holds no ticket is opened with its fault, and shows the ticket once there is one', async () => {
  const other = await OpenTicket.make();
  const whole = await readFile(other.path, 'utf8');
  await other.elsewhere(() => 'nothing: of ours\n');
  const open = new OpenTicket(other.workspace, other.path);
  expect(open.document.draft).toBeNull();
  expect(open.document.fault?.code).toBe('ticket_broken');
  await open.refused(() => {
    open.document.apply({ kind: 'addTask', title: 'x' });
  }, 'ticket_broken');
  await open.elsewhere(() => whole);
  expect(open.draft.mine.title).toBe('Fix login');
});

it('a file of another store is not taken for one of this', async () => {
  const here = await OpenTicket.make();
  const there = await OpenTicket.make();
  const open = new OpenTicket(here.workspace, there.path);
  expect(open.document.draft).toBeNull();
  expect(open.document.fault?.code).toBe('no_store');
});

it('what a window had not saved comes back, merged with what was written since', async () => {
  const open = await OpenTicket.make();
  open.setTitle('Mine');
  const kept = JSON.parse(JSON.stringify(open.draft)) as TicketDraft;
  open.document.dispose();
  await open.elsewhere((text) => text.replace('priority: medium', 'priority: high'));
  const again = new OpenTicket(open.workspace, open.path, kept);
  expect(again.draft.mine).toMatchObject({ title: 'Mine', priority: 'high' });
  again.document.revert();
  expect(again.draft.mine.title).toBe('Fix login');
});

it('a store that goes away leaves the draft', async () => {
  const open = await OpenTicket.make();
  open.setTitle('Mine');
  open.loseStore();
  expect(open.document.fault?.code).toBe('no_store');
  expect(open.draft.mine.title).toBe('Mine');
});

it('relations and types that cannot be are refused at once', async () => {
  const open = await OpenTicket.make();
  const epic = await open.workspace.tickets.create({ title: 'Epic', type: 'epic' });
  open.document.link('parent', epic.id);
  expect(parentOf(open.draft.mine)).toBe(epic.id);
  const edit = { field: 'type', before: 'task', after: 'epic' } as const;
  await open.refused(() => {
    open.document.apply({ kind: 'set', edit });
  }, 'invalid_parent');
  await open.refused(() => {
    open.document.link('dependsOn', open.id);
  }, 'cycle');
  open.document.unlink('parent', epic.id);
  expect(parentOf(open.draft.mine)).toBeNull();
});

it('closing a ticket with open parts asks what becomes of them, and saves nothing without an answer', async () => {
  const open = await OpenTicket.make();
  const part = await open.workspace.tickets.create({ title: 'Part', type: 'sub-task', parent: open.id });
  open.document.apply({ kind: 'set', edit: { field: 'status', before: 'todo', after: 'done' } });
  person.presses = undefined;
  await open.refused(() => open.document.save(), 'cancelled');
  expect((await open.onDisk()).status).toBe('todo');
  person.presses = 'Include Their Parts';
  await open.document.save();
  expect((await open.onDisk()).status).toBe('done');
  expect((await open.workspace.store.read(part.id)).status).toBe('done');
});

it('a folder that is not trusted changes nothing, not even the draft', async () => {
  const open = await OpenTicket.make();
  open.readOnlyReason = 'Not trusted.';
  await open.refused(() => {
    open.setTitle('Mine');
  }, 'untrusted');
  expect(open.edits).toEqual([]);
});

it('a comment is by whoever the settings say', async () => {
  const open = await OpenTicket.make();
  const me = await open.workspace.settings.me();
  await open.document.learnAuthor();
  open.document.apply({ kind: 'addComment', text: 'It works' });
  expect(commentsOf(open.draft.mine)).toMatchObject([{ author: me, text: 'It works' }]);
});

it('a whole store that is deleted and restored loses no draft', async () => {
  const open = await OpenTicket.make();
  open.setTitle('Mine');
  const text = await readFile(open.path, 'utf8');
  await rm(open.path);
  await open.workspace.store.refresh();
  await writeFile(open.path, text.replace('priority: medium', 'priority: low'));
  await open.workspace.store.refresh();
  expect(open.draft.mine).toMatchObject({ title: 'Mine', priority: 'low' });
});
