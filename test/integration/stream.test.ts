import { readFile, rm, unlink, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { TicketWorkspace } from '../../src/app/ticketWorkspace.js';
import { emptyProject, openWorkspace, storePath, ticketPath } from '../harness/tempStore.js';
import { document, ticketOf } from './support/commands.js';
import { Recorder } from './support/recorder.js';
import { sampleTicket } from './support/yaml.js';
import { encodeTicket } from '../../src/store/codec/encodeTicket.js';

async function watched(): Promise<{ project: string; workspace: TicketWorkspace; told: Recorder }> {
  const project = await emptyProject();
  const workspace = await openWorkspace(project);
  workspace.store.watch();
  return { project, workspace, told: new Recorder(workspace.store) };
}

/** Waits until the watcher has told of all that happened so far: of this, which happens last. */
async function settled(project: string, told: Recorder): Promise<void> {
  const last = sampleTicket({ title: 'the last one' });
  await writeFile(ticketPath(project, last.id), encodeTicket(last));
  await told.until('disk created the last one');
  told.all.pop();
}

describe('the stream of changes', () => {
  it('tells of each own change once, as own', async () => {
    const { project, workspace, told } = await watched();
    const { id } = await workspace.tickets.create({ title: 'One' });
    await workspace.tickets.edit(id, { title: 'Two' });
    await workspace.tickets.start(id);
    await workspace.tickets.close(id, undefined, false);
    await settled(project, told);
    expect(told.lines).toEqual([
      'self created One',
      'self updated Two',
      'self updated Two',
      `self active ${id}`,
      'self updated Two',
      'self active ',
    ]);
  });

  it('tells of many own changes at once, each as own, none from the watcher', async () => {
    const { project, workspace, told } = await watched();
    const tickets = await Promise.all(
      Array.from({ length: 20 }, (_, number) => workspace.tickets.create({ title: `T${number}` })),
    );
    await Promise.all(tickets.flatMap(({ id }) => [1, 2, 3].map((n) => workspace.tickets.addTask(id, `task ${n}`))));
    await settled(project, told);
    expect(told.all.filter(({ origin }) => origin === 'disk')).toEqual([]);
    expect(told.lines).toHaveLength(80);
  });

  it('tells of what another process does, as from the disk, with the ticket before and after', async () => {
    const { project, workspace, told } = await watched();
    const { id, slug } = await ticketOf(project, ['new', 'foreign', '--start']);
    await told.until(`disk active ${id}`);
    await document(project, ['edit', slug, '--title', 'Changed']);
    await told.until('disk updated Changed');
    const entry = told.all.flatMap(({ entries }) => entries).findLast(({ kind }) => kind === 'updated');
    expect(told.lines).toContain('disk created Foreign');
    expect(entry).toMatchObject({ ticket: { id, title: 'Changed' }, previous: { id, title: 'Foreign' } });
    expect(workspace.store.get(id)?.title).toBe('Changed');
    expect(workspace.store.activeIds).toEqual([id]);
    await document(project, ['close']);
    await told.until('disk active ');
  });

  it('tells of files that are made, changed and deleted by hand', async () => {
    const { project, workspace, told } = await watched();
    const ticket = sampleTicket({ title: 'By hand' });
    await writeFile(ticketPath(project, ticket.id), encodeTicket(ticket));
    await told.until('disk created By hand');
    await writeFile(ticketPath(project, ticket.id), encodeTicket({ ...ticket, title: 'By hand, again' }));
    await told.until('disk updated By hand, again');
    await unlink(ticketPath(project, ticket.id));
    await told.until('disk deleted By hand, again');
    expect(workspace.store.tickets).toEqual([]);
    expect(told.lines).toHaveLength(3);
  });

  it('tells of a file that is broken and mended', async () => {
    const { project, workspace, told } = await watched();
    const { id } = await workspace.tickets.create({ title: 'Fragile' });
    const text = await readFile(ticketPath(project, id), 'utf8');
    await writeFile(ticketPath(project, id), text.replace('priority: medium', 'priority: soon'));
    await told.until(`disk broken ${id}.yaml: priority must be one of low, medium, high, critical`);
    expect(workspace.store.broken).toMatchObject([{ file: `${id}.yaml`, line: 5 }]);
    await expect(workspace.tickets.edit(id, { title: 'x' })).rejects.toMatchObject({ code: 'ticket_broken' });
    await writeFile(ticketPath(project, id), text);
    await told.until(`disk mended ${id}.yaml`);
    expect(workspace.store.broken).toEqual([]);
    expect(workspace.store.get(id)?.title).toBe('Fragile');
  });

  it('is silent when a file is touched or written with what it has', async () => {
    const { project, workspace, told } = await watched();
    const { id } = await workspace.tickets.create({ title: 'Same' });
    const text = await readFile(ticketPath(project, id), 'utf8');
    await writeFile(ticketPath(project, id), text);
    await writeFile(storePath(project, 'tickets', 'notes.txt'), 'no ticket');
    await writeFile(storePath(project, 'tickets', '.hidden.yaml'), 'no ticket');
    await settled(project, told);
    expect(told.lines).toEqual(['self created Same']);
  });

  it('goes on after a listener that throws', async () => {
    const { workspace } = await watched();
    workspace.store.onDidChange(() => {
      throw new Error('a bad view');
    });
    const told = new Recorder(workspace.store);
    await workspace.tickets.create({ title: 'Heard' });
    expect(told.lines).toEqual(['self created Heard']);
  });

  it('tells what somebody else wrote just before as theirs, and our change after it', async () => {
    const project = await emptyProject();
    const { tickets, store } = await openWorkspace(project);
    const { id } = await tickets.create({ title: 'Mine' });
    const told = new Recorder(store);
    await document(project, ['edit', id, '--title', 'Theirs']);
    await tickets.edit(id, { priority: 'high' });
    expect(told.lines).toEqual(['disk updated Theirs', 'self updated Theirs']);
    expect(store.get(id)).toMatchObject({ title: 'Theirs', priority: 'high' });
    await rm(ticketPath(project, id));
    await expect(tickets.edit(id, { title: 'x' })).rejects.toMatchObject({ code: 'ticket_not_found' });
  });
});
