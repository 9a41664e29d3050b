import { chmod, lstat, readdir, readFile, rename, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyProject, leftovers, openWorkspace, storePath, tempFolder, ticketPath } from '../harness/tempStore.js';
import { document, failure, ticketOf } from './support/commands.js';
import { killAtEvent } from './support/killAtEvent.js';

describe('writing a ticket', () => {
  it('leaves nothing but the ticket behind, whether it succeeds or fails', async () => {
    const project = await emptyProject();
    const { id } = await ticketOf(project, ['new', 'clean']);
    await document(project, ['edit', id, '--title', 'Cleaner']);
    expect(await failure(project, ['edit', id, '--title', '  '])).toMatchObject({ exit: 2, code: 'invalid_value' });
    expect(await failure(project, ['task', 'complete', '3', '-t', id])).toMatchObject({ exit: 3 });
    expect(await readdir(storePath(project, 'tickets'))).toEqual([`${id}.yaml`]);
    expect(await leftovers(project)).toEqual([]);
  });

  it('leaves the file as it was when the change throws, and lets go of the lock', async () => {
    const project = await emptyProject();
    const { id } = await ticketOf(project, ['new', 'thrown']);
    const before = await readFile(ticketPath(project, id), 'utf8');
    const { store } = await openWorkspace(project);
    const info = { who: 'me', session: 'one', surface: 'cli', action: 'edit' } as const;
    const refused = store.operate({ info, ids: [id] }, () => {
      throw new Error('refused');
    });
    await expect(refused).rejects.toThrow('refused');
    expect(await readFile(ticketPath(project, id), 'utf8')).toBe(before);
    expect(await leftovers(project)).toEqual([]);
  });

  it.each(['600', '664', '666'])('keeps the permission bits %s', async (bits) => {
    const mode = Number.parseInt(bits, 8);
    const project = await emptyProject();
    const { id } = await ticketOf(project, ['new', 'modes']);
    await chmod(ticketPath(project, id), mode);
    await document(project, ['edit', id, '--title', 'Other']);
    expect((await stat(ticketPath(project, id))).mode & 0o777).toBe(mode);
  });

  it('writes through a symbolic link', async () => {
    const project = await emptyProject();
    const { id } = await ticketOf(project, ['new', 'linked']);
    const target = path.join(project, 'elsewhere.yaml');
    await rename(ticketPath(project, id), target);
    await symlink(target, ticketPath(project, id));
    await document(project, ['edit', id, '--title', 'Through the link']);
    expect((await lstat(ticketPath(project, id))).isSymbolicLink()).toBe(true);
    expect(await readFile(target, 'utf8')).toContain('\ntitle: Through the link\n');
    expect((await ticketOf(project, ['show', id])).title).toBe('Through the link');
  });

  it('refuses a link that leads out of the project, and leaves what it leads to as it was', async () => {
    const project = await emptyProject();
    const mine = path.join(await tempFolder(), 'mine');
    await writeFile(mine, '- precious\n');
    await symlink(mine, storePath(project, 'active_tickets.yaml'));
    expect((await document(project, ['new', 'one', '--start']))['warning']).toContain('leads out of the project');
    expect(await readFile(mine, 'utf8')).toBe('- precious\n');
  });

  it('keeps what it does not know: comments, unknown keys, line ends, key order', async () => {
    const project = await emptyProject();
    const { id } = await ticketOf(project, ['new', 'kept']);
    const text = (await readFile(ticketPath(project, id), 'utf8'))
      .replace('title: Kept\n', '# a comment\ntitle: "Kept"  # why\nmine: {a: 1}\n')
      .replaceAll('\n', '\r\n');
    await writeFile(ticketPath(project, id), text);
    await document(project, ['edit', id, '--priority', 'low']);
    const edited = await readFile(ticketPath(project, id), 'utf8');
    expect(edited).toBe(text.replace('priority: medium', 'priority: low'));
  });

  it('by a process that is killed leaves the old ticket or the new one, and the next one goes on', async () => {
    const project = await emptyProject();
    const { id } = await ticketOf(project, ['new', 'killed']);
    const long = 'x'.repeat(100_000);
    const edit = (title: string): string[] => [
      ...['-p', project, 'edit', id],
      ...['--title', title, '--description', long + title],
    ];
    const folder = storePath(project, 'tickets');
    const events = await killAtEvent(folder, () => false, edit('Not killed'));
    const times = [...Array(11).keys()].map((n) => (count: number) => count === Math.ceil(((n + 1) * events) / 10));
    // The one thing that happens to the file itself is that the new one takes its place.
    const whenReplaced = (_count: number, file: string): boolean => file === `${id}.yaml`;
    const { store } = await openWorkspace(project);
    const seen = new Set<string>();
    for (const [round, isTime] of [...times, whenReplaced].entries()) {
      const before = await store.read(id);
      const title = `Round ${round}`;
      await killAtEvent(folder, isTime, edit(title));
      const after = await store.read(id);
      const isNew = after.title === title;
      expect(after).toEqual(isNew ? { ...before, title, description: long + title } : before);
      seen.add(isNew ? 'new' : 'old');
    }
    expect(seen).toEqual(new Set(['old', 'new']));
    await document(project, ['edit', id, '--title', 'Still alive']);
    expect(await readdir(storePath(project, 'tickets'))).not.toContain(`${id}.yaml.lock`);
  });
});
