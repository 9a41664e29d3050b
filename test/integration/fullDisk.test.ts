import { appendFile, readdir, readFile, stat } from 'node:fs/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { TicketreeError } from '../../src/domain/errors.js';
import { emptyProject, leftovers, openWorkspace, realProject, storePath, tempFolder } from '../harness/tempStore.js';
import { cli, document, ticketOf } from './support/commands.js';
import { mayMount, SmallDisk } from './support/smallDisk.js';

/** A project with three tickets of 3 kB each. */
async function project(folder?: string): Promise<{ folder: string; ids: string[] }> {
  const place = folder ?? (await emptyProject());
  const { tickets } = await openWorkspace(place);
  const ids: string[] = [];
  for (const slug of ['one', 'two', 'three']) {
    ids.push((await tickets.create({ slug, title: slug, description: 'x'.repeat(3000) })).id);
  }
  return { folder: place, ids };
}

async function ticketTexts(folder: string): Promise<string[]> {
  const names = (await readdir(storePath(folder, 'tickets'))).sort();
  return Promise.all(names.map((name) => readFile(storePath(folder, 'tickets', name), 'utf8')));
}

describe('where files cannot grow', () => {
  it.each([
    ['edit', 'the lock', 0, ['edit', 'one', '--title', 'Other']],
    ['edit', 'the ticket', 2048, ['edit', 'one', '--title', 'Other']],
    ['bulk', 'one of the tickets', 2048, ['bulk', 'update', '-f', 'is:open', '--priority', 'low']],
    ['bulk', 'what it is about to do', 8192, ['bulk', 'update', '-f', 'is:open', '--priority', 'low']],
    ['new', 'the lock', 0, ['new', 'four']],
    ['new', 'the ticket', 2048, ['new', 'four', '--description', 'x'.repeat(3000)]],
    ['delete', 'the trash', 2048, ['delete', 'one']],
    ['config', 'the lock', 0, ['config', 'set', 'project.name', 'other']],
  ])('%s without room for %s says what to do, and changes nothing', async (_command, _what, size, args) => {
    const { folder } = await project();
    const before = await ticketTexts(folder);
    const { code, stdout, stderr } = await cli(folder, [...args, '--json'], { maxFileSize: size });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(JSON.parse(stderr)).toMatchObject({ kind: 'error', code: 'disk_full' });
    expect((JSON.parse(stderr) as { hint: string }).hint).toContain('Free some space');
    expect(await ticketTexts(folder)).toEqual(before);
    expect(await leftovers(folder)).toEqual([]);
    await document(folder, args);
  });

  it('init leaves nothing behind', async () => {
    const folder = await tempFolder();
    const { code, stderr } = await cli(folder, ['init', '--json'], { maxFileSize: 0 });
    expect(code).toBe(1);
    expect(JSON.parse(stderr)).toMatchObject({ code: 'disk_full' });
    expect(await readdir(folder)).toEqual([]);
    await document(folder, ['init']);
  });

  it.each([
    ['nothing', 64_000],
    ['half a line', 4_096 - 100],
  ])('a ticket is written though the journal takes %s, and the next entry is whole', async (_what, size) => {
    const { folder, ids } = await project();
    const journal = storePath(folder, 'local', 'journal.jsonl');
    await appendFile(journal, '\n'.repeat(Math.max(0, size - (await stat(journal)).size)));
    const { code } = await cli(folder, ['edit', 'one', '--title', 'Not journaled'], { maxFileSize: 4_096 });
    expect(code).toBe(0);
    expect((await ticketOf(folder, ['show', ids[0] ?? ''])).title).toBe('Not journaled');
    await document(folder, ['edit', 'two', '--title', 'Journaled']);
    const { operations } = (await document(folder, ['history'])) as { operations: { action: string }[] };
    expect(operations.map(({ action }) => action)).toEqual(['edit', 'new', 'new', 'new']);
    expect((await document(folder, ['undo'])) as object).toMatchObject({ kind: 'undo' });
  });

  it('lists and searches go without their caches', async () => {
    const folder = await realProject();
    for (const args of [['list', '--limit', '99'], ['search', 'ticket'], ['check']]) {
      const limited = await cli(folder, [...args, '--json'], { maxFileSize: 0 });
      expect({ ...limited, stdout: '' }).toEqual({ code: 0, stdout: '', stderr: '' });
      expect(limited.stdout).toBe((await cli(folder, [...args, '--json'])).stdout);
    }
    expect(await leftovers(folder)).toEqual([]);
  });
});

describe('a disk without room', () => {
  // Elsewhere the limit above stands for it, and faultyDisk.test.ts, where each write fails in its turn.
  it.runIf(mayMount())('leaves every ticket as it was, or changes all of them, however much room is left', async () => {
    const place = await tempFolder();
    const disk = SmallDisk.mount(place);
    if (!disk) throw new Error('a disk could be mounted before');
    onTestFinished(() => {
      disk.unmount();
    });
    await document(place, ['init']);
    const { folder, ids } = await project(place);
    const { bulk, tickets, writer, history, store } = await openWorkspace(folder);
    const acts = [
      (n: number) => tickets.edit(ids[0] ?? '', { title: `Title ${n}` }),
      (n: number) =>
        bulk.run('', { kind: 'update', edit: { assignee: `who-${n}` } }, { dryRun: false, keepGoing: false }),
      () => tickets.create({ title: 'Another', description: 'x'.repeat(9000) }),
      () => writer.delete(ids),
    ];
    for (const act of acts) {
      const outcomes: string[] = [];
      for (let blocks = 0; outcomes.at(-1) !== 'done'; blocks++) {
        const before = await ticketTexts(folder);
        disk.fill(blocks);
        const outcome = await act(blocks).then(
          () => 'done',
          (error: unknown) => (TicketreeError.is(error) ? error.code : String(error)),
        );
        disk.clear();
        outcomes.push(outcome);
        if (outcome === 'done') expect(await ticketTexts(folder)).not.toEqual(before);
        else expect(await ticketTexts(folder)).toEqual(before);
        expect(await leftovers(folder)).toEqual([]);
        expect(await readdir(storePath(folder, 'local', 'operations')).catch(() => [])).toEqual([]);
      }
      expect(new Set(outcomes)).toEqual(new Set(['disk_full', 'done']));
    }
    expect((await history.entries()).length).toBeGreaterThan(0);
    expect(store.broken).toEqual([]);
  });
});
