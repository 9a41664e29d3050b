import { describe, expect, it } from 'vitest';
import type { TicketWorkspace } from '../../src/app/ticketWorkspace.js';
import { TicketreeError } from '../../src/domain/errors.js';
import { parentOf } from '../../src/domain/ticketMetadata.js';
import { emptyProject, openWorkspace } from '../harness/tempStore.js';

/** A store with an epic and two tasks. */
async function epicAndTasks(): Promise<{ workspace: TicketWorkspace; epic: string; ids: [string, string] }> {
  const workspace = await openWorkspace(await emptyProject());
  const epic = await workspace.tickets.create({ title: 'Epic', type: 'epic' });
  const [one, other] = [
    await workspace.tickets.create({ title: 'One' }),
    await workspace.tickets.create({ title: 'Two' }),
  ];
  return { workspace, epic: epic.id, ids: [one.id, other.id] };
}

async function parentsOf(workspace: TicketWorkspace, ids: readonly string[]): Promise<(string | null)[]> {
  return Promise.all(ids.map(async (id) => parentOf(await workspace.store.read(id))));
}

describe('tickets that become parts of one', () => {
  it('do so as one operation, and leave it so', async () => {
    const { workspace, epic, ids } = await epicAndTasks();
    const before = (await workspace.store.journal.entries()).length;
    await workspace.work.setParent(ids, epic);
    expect(await parentsOf(workspace, ids)).toEqual([epic, epic]);
    await workspace.work.leaveParent(ids);
    expect(await parentsOf(workspace, ids)).toEqual([null, null]);
    expect((await workspace.store.journal.entries()).length).toBe(before + 2);
  });

  it('stay as they are, all of them, where one of them cannot', async () => {
    const { workspace, epic, ids } = await epicAndTasks();
    const other = await workspace.tickets.create({ title: 'Other epic', type: 'epic' });
    await expect(workspace.work.setParent([...ids, other.id], epic)).rejects.toThrow(TicketreeError);
    expect(await parentsOf(workspace, ids)).toEqual([null, null]);
  });
});
