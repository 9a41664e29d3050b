import { chmod, lstat, mkdir, readFile, readlink, rename, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyProject, leftovers, openWorkspace, storePath, tempFolder, ticketPath } from '../harness/tempStore.js';
import { cli, document, failure, listed, ticketOf } from './support/commands.js';

/** What a person does in a day, from the shell and in a window. */
async function liveADay(project: string): Promise<void> {
  const { id } = await ticketOf(project, ['new', 'one', '--title', 'Eins 一 🎫']);
  const { tickets, writer, history } = await openWorkspace(project);
  const other = await tickets.create({ title: 'Two' });
  await tickets.start(other.id);
  await tickets.edit(id, { description: 'changed' });
  await document(project, ['bulk', 'update', '--all', '--priority', 'high']);
  await writer.delete([id, other.id]);
  await history.undo();
  expect(await listed(project)).toMatchObject([{ priority: 'high' }, { priority: 'high' }]);
  expect(await document(project, ['search', 'changed'])).toMatchObject({ total: 1 });
  expect(await cli(project, ['doctor'])).toMatchObject({ code: 0 });
  expect(await leftovers(project)).toEqual([]);
}

describe('a store lives', () => {
  it.each([' with spaces ', 'プロジェクト 🎫 cafe\u0301', `-'quotes" $(and) & ; * [signs] #%`, 'line\nfeed'])(
    'in %j',
    async (name) => {
      const project = path.join(await tempFolder(), name);
      await mkdir(project);
      await document(project, ['init']);
      await liveADay(project);
    },
  );

  it('behind a link to the project', async () => {
    const project = await emptyProject();
    const link = path.join(await tempFolder(), 'link');
    await symlink(project, link);
    await liveADay(link);
  });

  it.each([
    ['the store', []],
    ['the tickets', ['tickets']],
    ['the trash and the journal', ['local']],
  ])('with %s behind a link to a folder elsewhere, which stays a link', async (_what, names) => {
    const project = await emptyProject();
    const link = storePath(project, ...names);
    const elsewhere = path.join(await tempFolder(), 'elsewhere');
    await mkdir(link, { recursive: true });
    await rename(link, elsewhere);
    await symlink(elsewhere, link);
    await liveADay(project);
    expect(await readlink(link)).toBe(elsewhere);
  });
});

describe('files of tickets', () => {
  it('keep their permission bits and stay links when they are changed together', async () => {
    const project = await emptyProject();
    const { tickets, bulk } = await openWorkspace(project);
    const bits = [0o600, 0o664, 0o640];
    const ids: string[] = [];
    for (const mode of bits) {
      const { id } = await tickets.create({ title: 'One of many' });
      ids.push(id);
      await chmod(ticketPath(project, id), mode);
    }
    const [linked = ''] = ids;
    // A link to a link, inside the project.
    const places = [path.join(project, 'first.yaml'), path.join(project, 'second.yaml')] as const;
    await rename(ticketPath(project, linked), places[1]);
    await symlink('second.yaml', places[0]);
    await symlink('../../first.yaml', ticketPath(project, linked));
    await bulk.run('', { kind: 'update', edit: { title: 'Changed' } }, { dryRun: false, keepGoing: false });
    for (const [index, id] of ids.entries()) {
      expect(await readFile(ticketPath(project, id), 'utf8')).toContain('\ntitle: Changed\n');
      expect((await stat(ticketPath(project, id))).mode & 0o777).toBe(bits[index]);
    }
    expect((await lstat(ticketPath(project, linked))).isSymbolicLink()).toBe(true);
    expect((await lstat(places[0])).isSymbolicLink()).toBe(true);
  });

  it.each([
    ['nowhere', 'nobody.yaml', 'ticket_not_found', []],
    ['to themselves', '5d6eea2e-4504-4330-aaed-38817ea1853b.yaml', 'ticket_broken', ['cannot be read (ELOOP)']],
  ])('that are links and lead %s hinder no other ticket', async (_where, target, code, reasons) => {
    const id = '5d6eea2e-4504-4330-aaed-38817ea1853b';
    const project = await emptyProject();
    const whole = await ticketOf(project, ['new', 'whole']);
    await symlink(target, ticketPath(project, id));
    const list = await document(project, ['list']);
    expect({ broken: [], ...list }).toMatchObject({ count: 1, broken: reasons.map((reason) => ({ reason })) });
    expect(await failure(project, ['edit', id, '--title', 'x'])).toMatchObject({ code });
    await document(project, ['edit', whole.id, '--title', 'Changed']);
    expect(await readlink(ticketPath(project, id))).toBe(target);
  });
});
