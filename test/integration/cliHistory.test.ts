import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { emptyProject, ticketPath } from '../harness/tempStore.js';
import { cli, document, failure, ticketOf } from './support/commands.js';

interface Operation {
  readonly id: string;
  readonly action: string;
}

async function operations(project: string, args: readonly string[] = []): Promise<Operation[]> {
  return (await document(project, ['history', ...args]))['operations'] as Operation[];
}

describe('history', () => {
  it('lists operations, the latest first, with cells but without the texts of files', async () => {
    const project = await emptyProject();
    const { id } = await ticketOf(project, ['new', 'one']);
    await ticketOf(project, ['new', 'two']);
    await ticketOf(project, ['edit', id, '--title', 'Changed']);
    expect((await operations(project)).map(({ action }) => action)).toEqual(['edit', 'new', 'new']);
    expect(await operations(project, [id, '--limit', '1'])).toMatchObject([
      {
        action: 'edit',
        surface: 'cli',
        tickets: [{ id, change: 'update', cells: [{ path: ['title'], before: 'One', after: 'Changed' }] }],
      },
    ]);
    expect(await document(project, ['history', '--limit', '1', '--offset', '1'])).toMatchObject({ count: 1, total: 3 });
    expect(JSON.stringify(await operations(project))).not.toContain('created_at:');
  });

  it('names tasks and comments to a person by the beginning of their ids', async () => {
    const project = await emptyProject();
    await ticketOf(project, ['new', 'one']);
    await document(project, ['comment', 'add', 'Hello', '-t', 'one']);
    const { stdout } = await cli(project, ['history', '-l', '1']);
    expect(stdout).toMatch(/-one \(comment [0-9a-f]{8}\)\n$/);
  });

  it('is there for a ticket that is deleted, and unknown for one that never was', async () => {
    const project = await emptyProject();
    const { id } = await ticketOf(project, ['new', 'gone']);
    await document(project, ['delete', id]);
    expect((await operations(project, [id])).map(({ action }) => action)).toEqual(['delete', 'new']);
    expect(await failure(project, ['history', 'never'])).toMatchObject({ code: 'ticket_not_found', exit: 3 });
  });

  it('undo takes back the latest, redo makes it again, and any operation can be named', async () => {
    const project = await emptyProject();
    const { id } = await ticketOf(project, ['new', 'one']);
    await ticketOf(project, ['edit', id, '--title', 'First']);
    await ticketOf(project, ['edit', id, '--priority', 'high']);
    expect(await document(project, ['undo'])).toMatchObject({ kind: 'undo', left_alone: [] });
    expect(await ticketOf(project, ['show', id])).toMatchObject({ title: 'First', priority: 'medium' });
    expect(await document(project, ['redo'])).toMatchObject({ kind: 'redo' });
    expect(await ticketOf(project, ['show', id])).toMatchObject({ title: 'First', priority: 'high' });
    const titled = (await operations(project)).filter(({ action }) => action === 'edit').at(-1);
    await document(project, ['undo', titled?.id.slice(0, 8) ?? '']);
    expect(await ticketOf(project, ['show', id])).toMatchObject({ title: 'One', priority: 'high' });
  });

  it('undo leaves alone what was changed since, and says so', async () => {
    const project = await emptyProject();
    const { id } = await ticketOf(project, ['new', 'one']);
    await ticketOf(project, ['edit', id, '--title', 'Ours', '--priority', 'high']);
    const path = ticketPath(project, id);
    await writeFile(path, (await readFile(path, 'utf8')).replace('Ours', 'Theirs'));
    const { stdout } = await cli(project, ['undo']);
    expect(stdout).toMatch(/left alone.*title/);
    expect(await ticketOf(project, ['show', id])).toMatchObject({ title: 'Theirs', priority: 'medium' });
  });

  it.each([['undo'], ['redo'], ['undo', 'ffff'], ['history', 'restore', 'ffff']])(
    '%s %s with nothing there',
    async (...args) => {
      expect(await failure(await emptyProject(), args)).toMatchObject({ code: 'nothing_to_undo', exit: 3 });
    },
  );

  it('--overwritten shows what another tool has set back, and restore sets it again', async () => {
    const project = await emptyProject();
    const { id } = await ticketOf(project, ['new', 'one']);
    const path = ticketPath(project, id);
    const old = await readFile(path, 'utf8');
    await ticketOf(project, ['edit', id, '--title', 'Ours']);
    expect(await document(project, ['history', '--overwritten'])).toMatchObject({ kind: 'overwritten', count: 0 });
    await writeFile(path, old);
    const found = await document(project, ['history', '--overwritten']);
    expect(found).toMatchObject({ count: 1, cells: [{ ticket_id: id, path: ['title'], ours: 'Ours', now: 'One' }] });
    const [cell] = found['cells'] as { operation: string }[];
    await document(project, ['history', 'restore', cell?.operation ?? '']);
    expect(await ticketOf(project, ['show', id])).toMatchObject({ title: 'Ours' });
  });

  it('--overwritten looks through a copy that is several operations old', async () => {
    const project = await emptyProject();
    const { id } = await ticketOf(project, ['new', 'one']);
    const path = ticketPath(project, id);
    const old = await readFile(path, 'utf8');
    await ticketOf(project, ['edit', id, '--title', 'Ours']);
    await ticketOf(project, ['edit', id, '--title', 'Ours too']);
    await writeFile(path, old);
    const found = await document(project, ['history', '--overwritten']);
    expect(found).toMatchObject({ count: 1, cells: [{ path: ['title'], ours: 'Ours too', now: 'One' }] });
    const [cell] = found['cells'] as { operation: string }[];
    await document(project, ['history', 'restore', cell?.operation ?? '']);
    expect(await ticketOf(project, ['show', id])).toMatchObject({ title: 'Ours too' });
  });
});
