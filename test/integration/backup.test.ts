import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { emptyProject, leftovers, storePath, ticketPath } from '../harness/tempStore.js';
import { cli, document, failure, ticketOf } from './support/commands.js';

async function made(project: string): Promise<string> {
  const { backup } = (await document(project, ['backup', 'create'])) as { backup: { name: string } };
  return backup.name;
}

describe('backup', () => {
  it('copies the files of the store, and nothing that belongs to this clone alone', async () => {
    const project = await emptyProject();
    const { id } = await ticketOf(project, ['new', 'kept']);
    await writeFile(storePath(project, 'views.yaml'), 'schema_version: 1\n');
    await writeFile(storePath(project, 'tickets', 'broken.yaml'), Buffer.from([0xff, 0xfe, 0x00]));
    await writeFile(storePath(project, 'config.yaml.lock'), '');
    const name = await made(project);
    expect(name).toMatch(/^\d{8}T\d{6}Z$/);
    const copy = (...names: string[]) => storePath(project, 'backups', name, ...names);
    expect(await readFile(copy('tickets', `${id}.yaml`))).toEqual(await readFile(ticketPath(project, id)));
    expect(await readFile(copy('tickets', 'broken.yaml'))).toEqual(Buffer.from([0xff, 0xfe, 0x00]));
    const names = await readdir(copy());
    expect(names).toEqual(expect.arrayContaining(['config.yaml', 'views.yaml', 'tickets']));
    for (const local of ['local', 'tmp', 'backups', 'config.yaml.lock']) expect(names).not.toContain(local);
  });

  it('gives several backups names of their own, and lists the latest first', async () => {
    const project = await emptyProject();
    const names = [await made(project), await made(project), await made(project)];
    expect(new Set(names).size).toBe(3);
    const { backups } = (await document(project, ['backup', 'list'])) as { backups: { name: string }[] };
    expect(backups.map(({ name }) => name)).toEqual(names.reverse());
  });

  it('restores changed and deleted tickets byte for byte, and puts new ones into the trash', async () => {
    const project = await emptyProject();
    const changed = await ticketOf(project, ['new', 'changed', '-d', '直す 🐛']);
    const deleted = await ticketOf(project, ['new', 'deleted']);
    const before = [changed, deleted].map(({ id }) => ticketPath(project, id));
    const texts = await Promise.all(before.map((path) => readFile(path)));
    const name = await made(project);
    await writeFile(ticketPath(project, changed.id), '<<<<<<< HEAD\n');
    await rm(ticketPath(project, deleted.id));
    const added = await ticketOf(project, ['new', 'added']);
    const result = await document(project, ['backup', 'restore', name, '--yes']);
    expect(result).toMatchObject({ kind: 'backup-restored', restored: name, written: 2, trashed: 1, same: 0 });
    expect(await Promise.all(before.map((path) => readFile(path)))).toEqual(texts);
    expect(await readdir(storePath(project, 'backups', result['backup'] as string, 'tickets'))).toContain(
      `${added.id}.yaml`,
    );
    expect((await document(project, ['trash', 'list']))['tickets']).toMatchObject([{ ticket: { id: added.id } }]);
    expect(await leftovers(project)).toEqual([]);
  });

  it('changes nothing without consent, and knows only its own backups', async () => {
    const project = await emptyProject();
    const name = await made(project);
    const { id } = await ticketOf(project, ['new', 'stays']);
    expect((await cli(project, ['backup', 'restore', name])).code).toBe(2);
    await mkdir(storePath(project, 'backups', 'migrations'), { recursive: true });
    for (const other of ['migrations', '..', '../tickets', '20000101T000000Z']) {
      expect(await failure(project, ['backup', 'restore', other, '--yes'])).toMatchObject({ code: 'item_not_found' });
    }
    expect(await readFile(ticketPath(project, id), 'utf8')).toContain(id);
  });
});
