import { mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { StoreLayout } from '../../src/store/layout.js';
import { ensureLocalFolder, ensureTmpFolder } from '../../src/store/localFolders.js';
import { refuseNewerSchema } from '../../src/store/schemaVersion.js';
import { readState } from '../../src/store/stateFile.js';
import { emptyProject, realProject, storePath, tempFolder } from '../harness/tempStore.js';
import { cli, document, failure, git, listed } from './support/commands.js';

const newer = /written by a newer Ticketree \(schema 2, this one knows 1\)/;

describe("the version of our files' schema", () => {
  it('is written into a file that has none, under a copy of what was there', async () => {
    const project = await emptyProject();
    const before = '# by hand\nclaim:\n  lease_minutes: 7\n';
    await writeFile(storePath(project, 'ticketree.yaml'), before);
    expect(await document(project, ['config', 'get', 'claim.lease_minutes'])).toMatchObject({ setting: { value: 7 } });
    expect(await readFile(storePath(project, 'ticketree.yaml'), 'utf8')).toBe(before);
    await document(project, ['config', 'set', 'claim.lease_minutes', '8']);
    const after = await readFile(storePath(project, 'ticketree.yaml'), 'utf8');
    expect(after.replace('schema_version: 1\n', '')).toBe(before.replace('7', '8'));
    const copies = await readdir(storePath(project, 'backups', 'migrations'));
    expect(copies).toEqual([expect.stringMatching(/^ticketree\.yaml-v0-\d{8}T/)]);
    expect(await readFile(storePath(project, 'backups', 'migrations', copies[0] ?? ''), 'utf8')).toBe(before);
    await document(project, ['config', 'set', 'claim.lease_minutes', '9']);
    expect(await readdir(storePath(project, 'backups', 'migrations'))).toEqual(copies);
  });

  it.each(['ticketree.yaml', 'views.yaml'])('of a newer program in %s leaves the store read-only', async (name) => {
    const project = await realProject();
    const text = 'schema_version: 2\nclaim:\n  lease_minutes: 7\n';
    await writeFile(storePath(project, name), text);
    const [{ id } = { id: '' }] = await listed(project);
    for (const args of [
      ['new', 'x'],
      ['edit', id, '--title', 'x'],
      ['start', id],
      ['config', 'set', 'ui.theme', 'dark'],
      ['config', 'set', 'claim.lease_minutes', '5'],
      ['init', '--force'],
    ]) {
      const said = await failure(project, args);
      expect(said).toMatchObject({ exit: 1, code: 'store_newer' });
      expect(said.message).toMatch(newer);
    }
    expect(await readFile(storePath(project, name), 'utf8')).toBe(text);
    expect((await document(project, ['show', id]))['ticket']).toMatchObject({ id });
  });

  it('is told when settings are shown', async () => {
    const project = await emptyProject();
    await writeFile(storePath(project, 'ticketree.yaml'), 'schema_version: 2\n');
    expect((await cli(project, ['config', 'show'])).stderr).toMatch(newer);
  });

  it('is looked up again when the file changes, and once when it does not', async () => {
    const layout = new StoreLayout(await emptyProject());
    await refuseNewerSchema(layout);
    await writeFile(layout.teamSettings, 'schema_version: 1\n');
    await refuseNewerSchema(layout);
    await writeFile(layout.teamSettings, 'schema_version: 2\n');
    await expect(refuseNewerSchema(layout)).rejects.toThrow(newer);
    await writeFile(layout.teamSettings, 'schema_version: 1\n');
    await refuseNewerSchema(layout);
  });

  it.each([
    ['in quotes', '\ufeff"schema_version": "2"\r\n'],
    ['in flow style', '{ schema_version: 2 }'],
    ['in a conflict', '<<<<<<< a\nschema_version: 1\n=======\nschema_version: 2\n>>>>>>> b\n'],
  ])('is found %s', async (_how, text) => {
    const layout = new StoreLayout(await emptyProject());
    await writeFile(layout.teamSettings, text);
    await expect(refuseNewerSchema(layout)).rejects.toThrow(newer);
  });

  it.each([
    ['is no number', 'schema_version: new\n'],
    ['stands elsewhere', '# schema_version: 9\nnote: |-\n  schema_version: 9\nother:\n  schema_version: 9\n'],
    ['cannot be read', null],
  ])('keeps nobody from working when it %s', async (_how, text) => {
    const layout = new StoreLayout(await emptyProject());
    if (text === null) await mkdir(layout.teamSettings);
    else await writeFile(layout.teamSettings, text);
    await refuseNewerSchema(layout);
    await document(layout.project, ['new', 'still']);
  });
});

describe('state.yaml', () => {
  it('is read as vibe-ticket wrote it, and may be missing or damaged', async () => {
    const layout = new StoreLayout(await realProject());
    expect(await readState(layout)).toEqual({
      name: 'vibe-ticket',
      description: null,
      created_at: '2025-07-21T15:47:18.196807Z',
    });
    const nothing = { name: null, description: null, created_at: null };
    for (const text of ['<<<<<<< a\n', '', '- x\n', 'name: [']) {
      await writeFile(layout.state, text);
      expect(await readState(layout), text).toEqual(nothing);
    }
    expect(await readState(new StoreLayout(path.join(layout.project, 'none')))).toEqual(nothing);
  });
});

describe('folders for what is never committed', () => {
  it('ignore themselves in a store that vibe-ticket made', async () => {
    const project = await realProject();
    const layout = new StoreLayout(project);
    await git(project, 'init');
    await Promise.all([1, 2, 3].map(() => ensureLocalFolder(layout)));
    await ensureLocalFolder(layout, layout.trash);
    await ensureTmpFolder(layout);
    await writeFile(path.join(layout.local, 'journal.jsonl'), 'x');
    await writeFile(path.join(layout.trash, 'ticket.yaml'), 'x');
    await writeFile(path.join(layout.tmp, 'cache'), 'x');
    const seen = await git(project, 'status', '--porcelain', '--untracked-files=all');
    expect(seen).toContain('.vibe-ticket/state.yaml');
    expect(seen).not.toMatch(/local|tmp/);
  });

  it('keep a .gitignore that somebody has changed', async () => {
    const layout = new StoreLayout(await emptyProject());
    await ensureLocalFolder(layout);
    await writeFile(path.join(layout.local, '.gitignore'), '*.jsonl\n');
    await ensureLocalFolder(layout);
    expect(await readFile(path.join(layout.local, '.gitignore'), 'utf8')).toBe('*.jsonl\n');
  });

  it('say kindly that a file stands in their way', async () => {
    const layout = new StoreLayout(await emptyProject());
    await writeFile(layout.local, 'mine');
    await expect(ensureLocalFolder(layout)).rejects.toMatchObject({ code: 'store_damaged' });
    expect((await stat(layout.local)).isFile()).toBe(true);
  });

  it('are done without where the folder for caches is a file, leads elsewhere, or the store is gone', async () => {
    const layout = new StoreLayout(await emptyProject());
    await writeFile(layout.tmp, 'mine');
    expect(await ensureTmpFolder(layout)).toBe(false);
    expect(await readFile(layout.tmp, 'utf8')).toBe('mine');
    const elsewhere = await tempFolder();
    await rm(layout.tmp);
    await symlink(elsewhere, layout.tmp);
    expect(await ensureTmpFolder(layout)).toBe(false);
    expect(await readdir(elsewhere)).toEqual([]);
    await rm(layout.root, { recursive: true });
    expect(await ensureTmpFolder(layout)).toBe(false);
    await expect(stat(layout.root)).rejects.toThrow('ENOENT');
  });
});
