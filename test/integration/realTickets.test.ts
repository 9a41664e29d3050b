import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { Ticket } from '../../src/domain/ticket.js';
import { oneLine } from '../../src/cli/terminalText.js';
import { formatTicket } from '../../src/cli/ticketDetails.js';
import { leftovers, openWorkspace, realProject, storePath, ticketPath } from '../harness/tempStore.js';
import { pipeLook } from '../unit/cli/looks.js';
import { cli, document, listed, ticketOf } from './support/commands.js';

async function allFiles(project: string): Promise<Map<string, string>> {
  const names = (await readdir(storePath(project, 'tickets'))).sort();
  const texts = await Promise.all(names.map((name) => readFile(storePath(project, 'tickets', name), 'utf8')));
  return new Map(names.map((name, index) => [name, texts[index] ?? '']));
}

describe('the 66 tickets of a real project', () => {
  it('are all read, none of them as broken', async () => {
    const { store } = await openWorkspace(await realProject());
    expect(store.broken).toEqual([]);
    const count = (status: string): number => store.tickets.filter((ticket) => ticket.status === status).length;
    expect([count('todo'), count('doing'), count('done'), store.tickets.length]).toEqual([9, 6, 51, 66]);
  });

  it('are listed: those that are open, and all when done ones are asked for', async () => {
    const project = await realProject();
    expect(await listed(project)).toHaveLength(15);
    const all = await listed(project, ['--include-done', '--archived']);
    const { store } = await openWorkspace(project);
    expect(new Map(all.map((ticket) => [ticket.id, ticket]))).toEqual(
      new Map(store.tickets.map((ticket) => [ticket.id, ticket])),
    );
    expect((await cli(project, ['list', '--include-done', '--archived'])).stdout.trimEnd().split('\n')).toHaveLength(
      66,
    );
  });

  it('are shown one by one, also those whose slug two of them share', { timeout: 60_000 }, async () => {
    const project = await realProject();
    const { store } = await openWorkspace(project);
    // One process each takes long, so that some stand for all; what a person sees of them is made for each.
    for (const [index, ticket] of store.tickets.entries()) {
      expect(formatTicket(ticket, { shortId: (id) => id.slice(0, 4), now: new Date() }, pipeLook)).toContain(
        oneLine(ticket.title),
      );
      if (index % 6 === 0) expect(await ticketOf(project, ['show', ticket.id])).toEqual(ticket);
    }
  });

  it('get their bytes back when they are edited and edited back', { timeout: 60_000 }, async () => {
    const project = await realProject();
    const before = await allFiles(project);
    const { store, tickets } = await openWorkspace(project);
    for (const ticket of store.tickets) {
      const edited = await tickets.edit(ticket.id, {
        title: `${ticket.title}: #changed`,
        priority: ticket.priority === 'low' ? 'critical' : 'low',
        description: `${ticket.description}\n\n  more `,
        addTags: ['new tag', 'true'],
        assignee: 'null',
      });
      expect(await store.read(ticket.id)).toEqual(edited);
      await tickets.edit(ticket.id, {
        title: ticket.title,
        priority: ticket.priority,
        description: ticket.description,
        removeTags: ['new tag', 'true'],
        assignee: ticket.assignee,
      });
    }
    expect(await allFiles(project)).toEqual(before);
    expect(await leftovers(project)).toEqual([]);
  });

  it('get their bytes back on the command line too', { timeout: 60_000 }, async () => {
    const project = await realProject();
    const before = await allFiles(project);
    const some = (await listed(project, ['--include-done'])).filter((_ticket, index) => index % 8 === 0);
    for (const ticket of some) await editThereAndBack(project, ticket);
    expect(await allFiles(project)).toEqual(before);
  });

  it('are not touched by an edit that changes nothing', async () => {
    const project = await realProject();
    const before = await allFiles(project);
    for (const { id, title, priority } of await listed(project, ['--limit', '3'])) {
      await document(project, ['edit', id, '--title', title, '--priority', priority, '--remove-tags', 'no such tag']);
    }
    expect(await allFiles(project)).toEqual(before);
  });

  it('change in no file but one when one of them is edited', async () => {
    const project = await realProject();
    const before = await allFiles(project);
    const [ticket] = await listed(project);
    if (!ticket) throw new Error('no ticket');
    await document(project, ['edit', ticket.id, '--title', 'Other']);
    const after = await allFiles(project);
    const changed = [...after.keys()].filter((name) => after.get(name) !== before.get(name));
    expect(changed).toEqual([`${ticket.id}.yaml`]);
    expect(await readFile(ticketPath(project, ticket.id), 'utf8')).toContain('\ntitle: Other\n');
  });
});

async function editThereAndBack(project: string, ticket: Ticket): Promise<void> {
  const other = ticket.priority === 'low' ? 'high' : 'low';
  await document(project, [
    ...['edit', ticket.id, '--title', `- ${ticket.title}`, '--description', `-${ticket.description}\n\n`],
    ...['--priority', other, '--add-tags', 'one,- two', '--assignee', '日本 @home'],
  ]);
  await document(project, [
    ...['edit', ticket.id, '--title', ticket.title, '--description', ticket.description],
    ...['--priority', ticket.priority, '--remove-tags', 'one,- two', '--assignee', ticket.assignee ?? 'unassigned'],
  ]);
}
