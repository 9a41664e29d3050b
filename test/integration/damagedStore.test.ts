import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { emptyProject, storePath } from '../harness/tempStore.js';
import { document, failure, listed, ticketOf } from './support/commands.js';

describe('a store whose other files are damaged', () => {
  it.each([
    ['is missing', null],
    ['is empty', ''],
    ['is no YAML', 'project: ['],
    ['has an alias that leads nowhere', 'project: *nowhere'],
    ['is a list', '- a'],
    ['has values that are not allowed', 'project:\n  default_priority: soon\n  default_assignee: [x]\n'],
    ['is binary', '\0\u0001\ufffd'],
  ])('takes new tickets with the defaults where config.yaml %s', async (_what, text) => {
    const project = await emptyProject();
    if (text === null) await rm(storePath(project, 'config.yaml'));
    else await writeFile(storePath(project, 'config.yaml'), text);
    expect(await ticketOf(project, ['new', 'all-the-same'])).toMatchObject({ priority: 'medium', assignee: null });
  });

  it('takes the defaults of config.yaml where they are allowed', async () => {
    const project = await emptyProject();
    await writeFile(storePath(project, 'config.yaml'), 'project:\n  default_priority: high\n  default_assignee: mia\n');
    expect(await ticketOf(project, ['new', 'by-config'])).toMatchObject({ priority: 'high', assignee: 'mia' });
    const said = ['new', 'by-hand', '--priority', 'low', '--assignee', 'unassigned'];
    expect(await ticketOf(project, said)).toMatchObject({ priority: 'low', assignee: null });
  });

  it.each([
    ['is no YAML', '<<<<<<< HEAD\n- ['],
    ['is no list', 'a: b'],
  ])('has no active ticket where active_tickets.yaml %s, and leaves it as it is', async (_what, text) => {
    const project = await emptyProject();
    await writeFile(storePath(project, 'active_tickets.yaml'), text);
    expect(await failure(project, ['show'])).toMatchObject({ exit: 3, code: 'no_active_ticket' });
    const made = await document(project, ['new', 'two', '--start']);
    expect(made).toMatchObject({ ticket: { status: 'doing' } });
    expect(made['warning']).toContain('is no list of ticket ids');
    expect(await readFile(storePath(project, 'active_tickets.yaml'), 'utf8')).toBe(text);
  });

  it.each([
    ['holds what is no id', '- improve-ticket-search\n- 12\n- null\n'],
    ['names a ticket that is gone', '- 5d6eea2e-4504-4330-aaed-38817ea1853b\n'],
    ['is empty', ''],
  ])('has no active ticket where active_tickets.yaml %s', async (_what, text) => {
    const project = await emptyProject();
    const { id } = await ticketOf(project, ['new', 'one']);
    await writeFile(storePath(project, 'active_tickets.yaml'), text);
    expect(await listed(project)).toHaveLength(1);
    expect(await failure(project, ['show'])).toMatchObject({ exit: 3, code: 'no_active_ticket' });
    await ticketOf(project, ['new', 'two', '--start']);
    expect((await ticketOf(project, ['show'])).title).toBe('Two');
    expect((await ticketOf(project, ['show', id])).title).toBe('One');
  });

  it('reads the active ticket of vibe-ticket up to 0.3, stray newlines and all, and follows the newer file', async () => {
    const project = await emptyProject();
    const old = await ticketOf(project, ['new', 'old']);
    await writeFile(storePath(project, 'active_ticket'), `${old.id.toUpperCase()}\n\n`);
    expect((await ticketOf(project, ['show'])).id).toBe(old.id);
    const started = await ticketOf(project, ['new', 'started', '--start']);
    expect((await ticketOf(project, ['show'])).id).toBe(started.id);
    await ticketOf(project, ['close']);
    expect(await failure(project, ['show'])).toMatchObject({ code: 'no_active_ticket' });
  });

  it.each([
    ['tickets', ['list']],
    ['active_tickets.yaml', ['show']],
  ])('says which it is where %s is of the wrong kind', async (name, args) => {
    const project = await emptyProject();
    await rm(storePath(project, name), { recursive: true, force: true });
    if (name === 'tickets') await writeFile(storePath(project, name), 'a file');
    else await mkdir(storePath(project, name));
    const { exit, code, message } = await failure(project, args);
    expect({ exit, code }).toEqual({ exit: 1, code: 'store_damaged' });
    expect(message).toContain(storePath(project, name));
  });

  it('lists and shows its tickets where active_tickets.yaml is of the wrong kind', async () => {
    const project = await emptyProject();
    const { id } = await ticketOf(project, ['new', 'one']);
    await mkdir(storePath(project, 'active_tickets.yaml'));
    expect(await listed(project)).toHaveLength(1);
    expect((await ticketOf(project, ['show', id])).title).toBe('One');
  });
});
