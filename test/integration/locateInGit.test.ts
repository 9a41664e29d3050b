import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { locateStore } from '../../src/store/locateStore.js';
import { emptyProject, storePath, tempFolder } from '../harness/tempStore.js';
import { git, listed, ticketOf } from './support/commands.js';

async function found(folder: string): Promise<{ project: string; via: string } | null> {
  const store = await locateStore(folder);
  return store && { project: store.layout.project, via: store.via };
}

/** A repository with a committed store that holds one ticket. */
async function repository(): Promise<string> {
  const project = await emptyProject();
  await ticketOf(project, ['new', 'committed']);
  await git(project, 'init');
  await git(project, 'add', '.');
  await git(project, 'commit', '-m', 'tickets');
  return project;
}

/** A path for a worktree, outside every project. */
async function freshPath(name: string): Promise<string> {
  return path.join(await tempFolder(), name);
}

describe('in a linked git worktree', () => {
  it('the store of the main worktree is found, also where the branch carries an older copy', async () => {
    const main = await repository();
    const linked = await freshPath('linked tree');
    await git(main, 'worktree', 'add', linked, '-b', 'feature');
    await ticketOf(main, ['new', 'written-later']);
    expect(await found(linked)).toEqual({ project: main, via: 'mainWorktree' });
    expect((await listed(linked)).map(({ title }) => title).sort()).toEqual(['Committed', 'Written Later']);
    const { id } = await ticketOf(linked, ['new', 'written-from-the-branch']);
    expect((await listed(main)).map((ticket) => ticket.id)).toContain(id);
  });

  it('a sub-folder finds the store of the same place in the main worktree', async () => {
    const main = await repository();
    await cp(storePath(main), path.join(main, 'packages', 'inner', '.vibe-ticket'), { recursive: true });
    await git(main, 'add', '.');
    await git(main, 'commit', '-m', 'inner');
    const linked = await freshPath('linked');
    await git(main, 'worktree', 'add', linked);
    const inner = path.join('packages', 'inner');
    expect(await found(path.join(linked, inner))).toEqual({ project: path.join(main, inner), via: 'mainWorktree' });
    expect(await found(path.join(linked, 'packages'))).toEqual({ project: main, via: 'mainWorktree' });
  });

  it('its own store is found where the main worktree has none', async () => {
    const main = await repository();
    const linked = await freshPath('linked');
    await git(main, 'worktree', 'add', linked);
    await rm(storePath(main), { recursive: true });
    expect(await found(linked)).toEqual({ project: linked, via: 'folder' });
  });

  it.each(['.bare', '.git'])('of a bare clone %s the store of the default branch is found', async (name) => {
    const main = await repository();
    const clone = await tempFolder();
    const bare = path.join(clone, name);
    await git(clone, 'clone', '--bare', main, bare);
    if (name !== '.git') await writeFile(path.join(clone, '.git'), `gitdir: ./${name}\n`);
    const home = path.join(clone, 'home');
    await git(bare, 'worktree', 'add', home, 'main');
    const linked = path.join(clone, 'linked');
    await git(bare, 'worktree', 'add', linked, '-b', 'feature');
    expect(await found(linked)).toEqual({ project: home, via: 'mainWorktree' });
    expect(await found(home)).toEqual({ project: home, via: 'folder' });
    await git(home, 'switch', '-c', 'other');
    expect(await found(linked)).toEqual({ project: linked, via: 'folder' });
  });

  it('a worktree inside the main one finds the same store', async () => {
    const main = await repository();
    const linked = path.join(main, 'project-vibeticket-x');
    await git(main, 'worktree', 'add', linked, '-b', 'x');
    expect(await found(linked)).toEqual({ project: main, via: 'mainWorktree' });
  });

  it('relative paths in the files of git are followed', async () => {
    const main = await repository();
    const linked = path.join(main, 'linked');
    await git(main, 'worktree', 'add', linked);
    await writeFile(path.join(linked, '.git'), 'gitdir: ../.git/worktrees/linked\n');
    expect(await found(linked)).toEqual({ project: main, via: 'mainWorktree' });
  });
});

describe('beside linked worktrees', () => {
  it('a worktree of a bare repository has its own store', async () => {
    const main = await repository();
    const bare = await freshPath('bare.git');
    await git(main, 'clone', '--bare', main, bare);
    const linked = await freshPath('linked');
    await git(bare, 'worktree', 'add', linked);
    expect(await found(linked)).toEqual({ project: linked, via: 'folder' });
  });

  it('a worktree of a bare repository in a folder named .git has its own store', async () => {
    const main = await repository();
    const parent = await tempFolder();
    await git(main, 'clone', '--bare', main, path.join(parent, '.git'));
    const linked = path.join(parent, 'main');
    await git(parent, 'worktree', 'add', linked);
    expect(await found(linked)).toEqual({ project: linked, via: 'folder' });
  });

  it('a submodule has its own store, not that of its parent', async () => {
    const library = await repository();
    const parent = await repository();
    await git(parent, 'submodule', 'add', library, 'library');
    const submodule = path.join(parent, 'library');
    expect(await found(submodule)).toEqual({ project: submodule, via: 'folder' });
    await mkdir(path.join(submodule, 'src'));
    expect(await found(path.join(submodule, 'src'))).toEqual({ project: submodule, via: 'folder' });
  });

  it('a submodule in a linked worktree has the live store, not the copy that stands above it', async () => {
    const library = await tempFolder();
    await git(library, 'init');
    await git(library, 'commit', '--allow-empty', '-m', 'library');
    const main = await repository();
    const linked = await freshPath('linked');
    await git(main, 'worktree', 'add', linked);
    await git(linked, 'submodule', 'add', library, 'library');
    expect(await found(path.join(linked, 'library'))).toEqual({ project: main, via: 'mainWorktree' });
  });

  it('a worktree of a submodule has the live store of the submodule', async () => {
    const parent = await repository();
    await git(parent, 'submodule', 'add', await repository(), 'library');
    const submodule = path.join(parent, 'library');
    for (const linked of [path.join(submodule, 'inside'), await freshPath('beside')]) {
      await git(submodule, 'worktree', 'add', linked);
      expect(await found(linked)).toEqual({ project: submodule, via: 'mainWorktree' });
    }
  });

  it('a worktree inside of a checkout whose git folder is elsewhere has the live store', async () => {
    const project = await repository();
    await git(project, 'init', '--separate-git-dir', await freshPath('repository'));
    await git(project, 'worktree', 'add', path.join(project, 'inside'));
    expect(await found(path.join(project, 'inside'))).toEqual({ project, via: 'mainWorktree' });
  });

  it('a checkout whose git folder is elsewhere has its own store', async () => {
    const project = await emptyProject();
    await git(project, 'init', '--separate-git-dir', await freshPath('repository'));
    expect(await found(project)).toEqual({ project, via: 'folder' });
  });

  it('a .git file that makes no sense does not hide the store', async () => {
    const project = await emptyProject();
    await writeFile(path.join(project, '.git'), 'nonsense');
    expect(await found(project)).toEqual({ project, via: 'folder' });
  });
});
