import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { Status, Ticket } from '../../src/domain/ticket.js';
import type { TicketWorkspace } from '../../src/app/ticketWorkspace.js';
import { openWorkspace, realProject, ticketPath } from '../harness/tempStore.js';
import { document } from './support/commands.js';

/** The keys of the lines that went or came: "status", "metadata.rank"; other lines as they are. */
function changedKeys(before: string, after: string): string[] {
  const [old, now] = [keyedLines(before), keyedLines(after)];
  const went = old.filter(({ line }) => !now.some((each) => each.line === line));
  const came = now.filter(({ line }) => !old.some((each) => each.line === line));
  return [...new Set([...went, ...came].map(({ key }) => key))].sort();
}

function keyedLines(text: string): { key: string; line: string }[] {
  let section = '';
  // An empty map is written on its key's own line, a filled one below it.
  const lines = text.replace('metadata: {}', 'metadata:').split('\n');
  return lines.map((line) => {
    section = /^(\w+):/.exec(line)?.[1] ?? section;
    const nested = /^ {2}(\w+):/.exec(line)?.[1];
    if (section === 'metadata' && nested !== undefined) return { key: `metadata.${nested}`, line };
    return { key: line.startsWith(section) ? section : line, line };
  });
}

/** Does something to a ticket and says which lines of its file that changed. */
async function keysChangedBy(project: string, id: string, act: () => Promise<unknown>): Promise<string[]> {
  const before = await readFile(ticketPath(project, id), 'utf8');
  await act();
  return changedKeys(before, await readFile(ticketPath(project, id), 'utf8'));
}

/** The oldest first, as they stand on a board where nobody has placed them. */
function withStatus({ store }: TicketWorkspace, status: Status): Ticket[] {
  return store.tickets
    .filter((ticket) => ticket.status === status)
    .sort((a, b) => (a.created_at < b.created_at ? -1 : 1));
}

describe('a ticket of the real store that is moved', () => {
  it('from todo to doing changes status, started_at and status_since, and nothing else', async () => {
    const project = await realProject();
    const workspace = await openWorkspace(project);
    for (const { id, started_at } of withStatus(workspace, 'todo')) {
      const keys = await keysChangedBy(project, id, () => workspace.tickets.move(id, 'doing'));
      expect(keys).toEqual(['metadata.status_since', ...(started_at === null ? ['started_at'] : []), 'status']);
    }
  });

  it('to done changes status, closed_at and status_since, and back again the same', async () => {
    const project = await realProject();
    const workspace = await openWorkspace(project);
    for (const { id } of withStatus(workspace, 'doing')) {
      const there = await keysChangedBy(project, id, () => workspace.tickets.move(id, 'done'));
      expect(there).toEqual(['closed_at', 'metadata.status_since', 'status']);
      expect(workspace.store.get(id)?.closed_at).not.toBeNull();
      const back = await keysChangedBy(project, id, () => workspace.tickets.move(id, 'review'));
      expect(back.filter((key) => key !== 'metadata.status_since')).toEqual(['closed_at', 'status']);
      expect(workspace.store.get(id)?.closed_at).toBeNull();
    }
  });

  it('to a place among other cards gets a rank too, and stands where it was put', async () => {
    const project = await realProject();
    const workspace = await openWorkspace(project);
    // Younger than all that are being worked on: without a place of their own they would stand below them.
    const [second, first] = withStatus(workspace, 'todo').slice(-2);
    const target = withStatus(workspace, 'doing')[0];
    if (!first || !second || !target) throw new Error('the store has changed');
    const keys = await keysChangedBy(project, first.id, () =>
      workspace.tickets.move(first.id, 'doing', { beforeId: target.id }),
    );
    expect(keys).toEqual(['metadata.rank', 'metadata.status_since', 'started_at', 'status']);
    await workspace.tickets.move(second.id, 'doing', { beforeId: first.id });
    const board = (await document(project, ['list', '--status', 'doing', '--sort', 'board']))['tickets'] as Ticket[];
    const ids = board.map(({ id }) => id);
    expect(ids.indexOf(first.id)).toBe(ids.indexOf(target.id) - 1);
    expect(ids.indexOf(second.id)).toBe(ids.indexOf(first.id) - 1);
  });

  it('within its column changes its rank and nothing else', async () => {
    const project = await realProject();
    const workspace = await openWorkspace(project);
    const [first, second] = withStatus(workspace, 'done');
    if (!first || !second) throw new Error('the store has changed');
    const move = (beforeId: string | null): Promise<Ticket> => workspace.tickets.move(first.id, 'done', { beforeId });
    const there = [
      ...(await keysChangedBy(project, first.id, () => move(null))),
      ...(await keysChangedBy(project, first.id, () => move(second.id))),
    ];
    expect(new Set(there)).toEqual(new Set(['metadata.rank']));
  });

  it('to where it is already changes nothing', async () => {
    const project = await realProject();
    const workspace = await openWorkspace(project);
    for (const { id, status } of workspace.store.tickets.slice(0, 10)) {
      expect(await keysChangedBy(project, id, () => workspace.tickets.move(id, status))).toEqual([]);
    }
  });

  it('by the command line changes the same lines, and closing adds the message', async () => {
    const project = await realProject();
    const workspace = await openWorkspace(project);
    const ticket = withStatus(workspace, 'todo').find(({ started_at }) => started_at === null);
    const id = ticket?.id ?? '';
    const edit = await keysChangedBy(project, id, () => document(project, ['edit', id, '--status', 'wip']));
    expect(edit).toEqual(['metadata.status_since', 'started_at', 'status']);
    const close = await keysChangedBy(project, id, () => document(project, ['close', id, '-m', 'It works.']));
    expect(close).toEqual(expect.arrayContaining(['closed_at', 'metadata.close_message', 'status']));
    expect(close).not.toContain('started_at');
  });
});
