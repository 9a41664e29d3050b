import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { emptyProject, leftovers, storePath, tempFolder, ticketPath } from '../harness/tempStore.js';
import { ticketOf } from './support/commands.js';
import { runAsNobody } from './support/nobody.js';

/** A project that only its owner may write, read-only for the owner too. */
async function readOnlyProject(): Promise<{ project: string; id: string }> {
  const project = await emptyProject();
  const { id } = await ticketOf(project, ['new', 'read-only']);
  for (const folder of [storePath(project, 'tickets'), storePath(project), project]) await chmod(folder, 0o555);
  return { project, id };
}

async function makeWritable(project: string): Promise<void> {
  for (const folder of [project, storePath(project), storePath(project, 'tickets')]) await chmod(folder, 0o755);
}

describe('a read-only folder', () => {
  it('can be listed and shown', async () => {
    const { project, id } = await readOnlyProject();
    const results = [await runAsNobody(project, ['list']), await runAsNobody(project, ['show', id])];
    await makeWritable(project);
    expect(results.map(({ code, stderr }) => ({ code, stderr }))).toEqual(Array(2).fill({ code: 0, stderr: '' }));
  });

  it.each([
    ['edit', (id: string) => ['edit', id, '--title', 'x']],
    ['task add', (id: string) => ['task', 'add', 'x', '--ticket', id]],
    ['close', (id: string) => ['close', id]],
    ['bulk', () => ['bulk', 'update', '--all', '--priority', 'low']],
    ['delete', (id: string) => ['delete', id]],
    ['new', () => ['new', 'another', '--start']],
    ['init', () => ['init', '--force']],
  ])('refuses %s with the reason, and nothing is changed', async (_what, args) => {
    const { project, id } = await readOnlyProject();
    const before = await readFile(ticketPath(project, id), 'utf8');
    const { code, stdout, stderr } = await runAsNobody(project, args(id));
    await makeWritable(project);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(JSON.parse(stderr)).toMatchObject({ kind: 'error', code: 'not_writable' });
    expect(await readFile(ticketPath(project, id), 'utf8')).toBe(before);
    expect(await leftovers(project)).toEqual([]);
  });

  it('refuses init in a new project too', async () => {
    const project = await tempFolder();
    await chmod(project, 0o555);
    const { code, stderr } = await runAsNobody(project, ['init']);
    await chmod(project, 0o755);
    expect(code).toBe(1);
    expect(JSON.parse(stderr)).toMatchObject({ code: 'not_writable' });
  });
});

describe('what may not be read', () => {
  it('of operations that were left half done hinders no list', async () => {
    const project = await emptyProject();
    await chmod(project, 0o755);
    const { id } = await ticketOf(project, ['new', 'seen']);
    const operations = storePath(project, 'local', 'operations');
    await mkdir(operations, { recursive: true });
    await chmod(operations, 0o000);
    const results = [await runAsNobody(project, ['list']), await runAsNobody(project, ['show', id])];
    await chmod(operations, 0o755);
    expect(results.map(({ code }) => code)).toEqual([0, 0]);
  });

  it('of one ticket leaves the others, and says which it is', async () => {
    const project = await emptyProject();
    await chmod(project, 0o755);
    const hidden = await ticketOf(project, ['new', 'hidden']);
    await ticketOf(project, ['new', 'seen']);
    await chmod(ticketPath(project, hidden.id), 0o000);
    const { code, stdout } = await runAsNobody(project, ['list']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      count: 1,
      tickets: [{ title: 'Seen' }],
      broken: [{ file: `${hidden.id}.yaml`, line: null, reason: 'cannot be read (EACCES)' }],
    });
  });

  it.each([
    ['tickets', ['list']],
    ['active_tickets.yaml', ['show']],
  ])('of the store (%s) is named by who needs it', async (name, args) => {
    const project = await emptyProject();
    await chmod(project, 0o755);
    if (name.endsWith('.yaml')) await writeFile(storePath(project, name), '');
    await chmod(storePath(project, name), 0o000);
    const { code, stderr } = await runAsNobody(project, args);
    await chmod(storePath(project, name), 0o755);
    expect(code).toBe(1);
    expect(JSON.parse(stderr)).toMatchObject({
      code: 'store_damaged',
      message: `Cannot read ${storePath(project, name)} (EACCES).`,
    });
  });
});
