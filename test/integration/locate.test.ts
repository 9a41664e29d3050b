import { mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { locateStore } from '../../src/store/locateStore.js';
import { emptyProject, storePath, tempFolder } from '../harness/tempStore.js';
import { cli, failure, listed, ticketOf } from './support/commands.js';

/** Where the store of a folder was found, relative to nothing. */
async function projectOf(folder: string): Promise<string | undefined> {
  return (await locateStore(folder))?.layout.project;
}

describe('the store of a folder', () => {
  it('is found from the project and from every folder below it', async () => {
    const project = await emptyProject();
    const deep = path.join(project, 'src', 'a b', 'ünï');
    await mkdir(deep, { recursive: true });
    expect(await projectOf(project)).toBe(project);
    expect(await projectOf(deep)).toBe(project);
    expect(await projectOf(storePath(project, 'tickets'))).toBe(project);
  });

  it('is the innermost one', async () => {
    const project = await emptyProject();
    const inner = path.join(project, 'packages', 'inner');
    await mkdir(path.join(inner, '.vibe-ticket'), { recursive: true });
    expect(await projectOf(inner)).toBe(inner);
    expect(await projectOf(path.dirname(inner))).toBe(project);
  });

  it('is no file that happens to have the name', async () => {
    const project = await emptyProject();
    const inner = path.join(project, 'inner');
    await mkdir(inner);
    await writeFile(path.join(inner, '.vibe-ticket'), 'a file');
    expect(await projectOf(inner)).toBe(project);
  });

  it('is found through a symbolic link to the project, by its real path', async () => {
    const project = await emptyProject();
    await mkdir(path.join(project, 'src'));
    const link = path.join(await tempFolder(), 'link');
    await symlink(project, link);
    expect(await projectOf(link)).toBe(project);
    expect(await projectOf(path.join(link, 'src'))).toBe(project);
  });

  it('is found where the store itself is a symbolic link', async () => {
    const project = await emptyProject();
    const elsewhere = path.join(await tempFolder(), 'tickets of the team');
    await rename(storePath(project), elsewhere);
    await symlink(elsewhere, storePath(project));
    const { id } = await ticketOf(project, ['new', 'through-the-link']);
    expect((await listed(project)).map((ticket) => ticket.id)).toEqual([id]);
  });

  it('is not found where there is none', async () => {
    const folder = await tempFolder();
    expect(await locateStore(folder)).toBeNull();
    expect(await failure(folder, ['list'])).toMatchObject({ exit: 3, code: 'no_store' });
  });

  it('is found from the working folder, without -p', async () => {
    const project = await emptyProject();
    const deep = path.join(project, 'deep');
    await mkdir(deep);
    const { id } = await ticketOf(project, ['new', 'from-below']);
    const { code, stdout } = await cli('.', ['show', id], { cwd: deep });
    expect(code).toBe(0);
    expect(stdout).toContain('From Below');
  });

  it('has no tickets folder after a clone of an empty one, and takes the first ticket all the same', async () => {
    const project = await tempFolder();
    await mkdir(storePath(project));
    expect(await listed(project)).toEqual([]);
    const { id } = await ticketOf(project, ['new', 'first']);
    expect((await listed(project)).map((ticket) => ticket.id)).toEqual([id]);
  });
});
