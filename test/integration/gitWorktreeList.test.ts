import { readFile, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TicketWorkspace } from '../../src/app/ticketWorkspace.js';
import { WorktreeCache } from '../../src/app/git/worktrees/worktreeCache.js';
import type { WorktreeInfo } from '../../src/app/git/worktrees/worktreeInfo.js';
import { withGitLink } from '../../src/domain/gitLink.js';
import { emptyProject, openWorkspace, tempFolder } from '../harness/tempStore.js';
import { git } from './support/commands.js';
import { commitFile, gitProject, initRepository, writeIn } from './support/gitProject.js';

describe('the list of worktrees', () => {
  it('tells of ticket, dirty files, commits on both sides and the last commit', async () => {
    const { project, workspace } = await opened();
    const ticket = await workspace.tickets.create({ title: 'Fix login' });
    const place = await worktree(project, `ticket/${ticket.slug}`);
    await commitFile(place, 'a.txt', 'a');
    await commitFile(project, 'b.txt', 'b');
    await commitFile(project, 'c.txt', 'c');
    await writeIn(place, 'README.md', 'Changed\n');
    await writeIn(place, 'ü ü/new file.txt', 'new');
    await writeIn(place, '.vibe-ticket/tickets/x.yaml', 'the store is looked past');

    const [main, info] = await workspace.git.worktrees();
    expect(main).toMatchObject({ path: project, isMain: true, branch: 'main', ticket: null, ahead: 0, behind: 0 });
    expect(info).toMatchObject({
      path: place,
      branch: `ticket/${ticket.slug}`,
      ticket: { id: ticket.id, slug: ticket.slug, title: 'Fix login', status: 'todo' },
      dirty: { changed: 1, untracked: 1, conflicts: 0 },
      ...{ ahead: 1, behind: 2, base: 'main', locked: null, state: 'there', orphan: null },
      lastCommit: { subject: 'Write a.txt', author: 'Test' },
    });
  });

  it('finds the ticket of a worktree that vibe-ticket made, with and without the hyphen, also when detached', async () => {
    const { project, workspace } = await opened();
    const [one, two] = [
      await workspace.tickets.create({ title: 'One', slug: 'one' }),
      await workspace.tickets.create({ title: 'Two', slug: 'two' }),
    ];
    const name = await workspace.settings.get('project.name');
    await git(project, 'worktree', 'add', '--quiet', '--detach', `${name}-vibeticket${one.slug}`);
    await git(project, 'worktree', 'add', '--quiet', '-b', 'odd', `${name}-vibeticket-${two.slug}`);
    const infos = await workspace.git.worktrees();
    expect(infos.map(({ ticket }) => ticket?.id ?? null).sort()).toEqual([null, one.id, two.id].sort());
  });

  it('measures a ticket by the base that is written down for it', async () => {
    const { project, workspace } = await opened();
    await git(project, 'branch', 'release');
    await commitFile(project, 'b.txt', 'b');
    const { id } = await workspace.tickets.create({ title: 'Fix login' });
    const link = { branch: 'fix', base: 'release', pull_request: null };
    await workspace.writer.change(id, 'edit', (ticket) => withGitLink(ticket, link));
    await worktree(project, 'fix');
    expect((await workspace.git.worktrees())[1]).toMatchObject({ base: 'release', ahead: 1, behind: 0 });
  });

  it('measures it by the default one where that has been renamed', async () => {
    const { project, workspace } = await opened();
    const { id } = await workspace.tickets.create({ title: 'Fix login' });
    const link = { branch: 'fix', base: 'main', pull_request: null };
    await workspace.writer.change(id, 'edit', (ticket) => withGitLink(ticket, link));
    await worktree(project, 'fix');
    await git(project, 'branch', '--move', 'main', 'trunk');
    expect((await workspace.git.worktrees())[1]).toMatchObject({ base: 'trunk', ahead: 0, behind: 0 });
  });

  it('says why a worktree could go', async () => {
    const { project, workspace } = await opened();
    const started = async (title: string): Promise<{ id: string; branch: string; place: string }> => {
      const { id, slug } = await workspace.tickets.create({ title });
      const branch = `ticket/${slug}`;
      return { id, branch, place: await worktree(project, branch) };
    };
    const [merged, old, young] = [await started('Merged'), await started('Old'), await started('Young')];
    for (const { place } of [old, young]) await commitFile(place, 'a.txt', 'a');
    for (const { id } of [merged, old, young]) await workspace.tickets.close(id, undefined, false);
    const long = new Date(Date.now() - 20 * 86_400_000).toISOString();
    await workspace.writer.change(old.id, 'edit', (ticket) => ({ ...ticket, closed_at: long }));
    await worktree(project, 'ticket/never-heard-of');
    await worktree(project, 'my-own-thing');
    await rm(await worktree(project, 'ticket/gone'), { recursive: true });

    const infos = await workspace.git.worktrees();
    expect(new Map(infos.map(({ branch, orphan }) => [branch, orphan]))).toEqual(
      new Map([
        ['main', null],
        [merged.branch, 'Its branch is merged into main.'],
        [old.branch, 'Its ticket was closed 20 days ago.'],
        [young.branch, null],
        ['ticket/never-heard-of', 'Its ticket is gone.'],
        ['ticket/gone', 'Its folder is gone.'],
        ['my-own-thing', null],
      ]),
    );
  });

  it('knows a worktree that git was stopped at, and one that is locked', async () => {
    const { project, workspace } = await opened();
    const half = await worktree(project, 'half');
    const locked = await worktree(project, 'locked');
    await git(project, 'worktree', 'lock', '--reason', 'on a stick', locked);
    const admin = (await readFile(path.join(half, '.git'), 'utf8')).trim().slice('gitdir: '.length);
    await writeFile(path.join(admin, 'locked'), 'initializing');
    const now = await workspace.git.worktrees();
    expect(found(now, half)).toMatchObject({ state: 'there', locked: 'initializing', orphan: null });
    expect(found(now, locked)).toMatchObject({ state: 'there', locked: 'on a stick' });

    const old = new Date(Date.now() - 3_600_000);
    for (const name of ['locked', 'HEAD', 'index']) await utimes(path.join(admin, name), old, old);
    await utimes(half, old, old);
    const later = found(await workspace.git.worktrees(), half);
    expect(later).toMatchObject({ state: 'halfMade', orphan: 'git was stopped while it made it.' });
  });

  it('counts from both sides of histories that have nothing in common', async () => {
    const { project, workspace } = await opened();
    const place = path.join(await tempFolder(), 'pages');
    await git(project, 'worktree', 'add', '--quiet', '--detach', place);
    await git(place, 'switch', '--quiet', '--orphan', 'pages');
    await commitFile(place, 'index.html', 'Hello');
    expect((await workspace.git.worktrees())[1]).toMatchObject({ branch: 'pages', ahead: 1, behind: 1 });
  });

  it('lists a repository without commits', async () => {
    const project = await emptyProject();
    await initRepository(project);
    const workspace = await openWorkspace(project);
    expect(await workspace.git.worktrees()).toMatchObject([
      { path: project, branch: 'main', base: null, ahead: null, behind: null, lastCommit: null, state: 'there' },
    ]);
  });

  it('lists the worktrees of a bare repository, in which the store lies in one of them', async () => {
    const source = await gitProject();
    const folder = await tempFolder();
    await git(folder, 'clone', '--quiet', '--bare', source, 'code.git');
    const bare = path.join(folder, 'code.git');
    await git(bare, 'worktree', 'add', '--quiet', '../main', 'main');
    const main = path.join(folder, 'main');
    const workspace = await openWorkspace(main);
    const place = await worktree(main, 'topic');
    await writeIn(place, 'new.txt', 'new');
    const infos = await workspace.git.worktrees();
    expect(infos[0]).toMatchObject({ path: bare, isMain: true, dirty: null });
    expect(found(infos, main)).toMatchObject({ branch: 'main', dirty: { changed: 0, untracked: 0 } });
    expect(found(infos, place)).toMatchObject({
      dirty: { changed: 0, untracked: 1 },
      base: 'main',
      ahead: 0,
      behind: 0,
    });
  });

  it('counts commits by the longer ids of a repository with SHA-256', async () => {
    const { project, workspace } = await opened(['--object-format=sha256']);
    const place = await worktree(project, 'topic');
    const id = await commitFile(place, 'a.txt', 'a');
    expect(id).toHaveLength(64);
    expect((await workspace.git.worktrees())[1]).toMatchObject({ path: place, ahead: 1, behind: 0 });
  });

  it('asks git anew only for what has changed', async () => {
    const { project, workspace } = await opened();
    const place = await worktree(project, 'topic');
    const cache = new WorktreeCache();
    const first = await workspace.git.worktrees(cache);
    await writeIn(place, 'new.txt', 'new');
    expect(await workspace.git.worktrees(cache)).toEqual(first);
    cache.known.delete(place);
    expect((await workspace.git.worktrees(cache))[1]?.dirty?.untracked).toBe(1);
    await git(place, 'add', 'new.txt');
    expect((await workspace.git.worktrees(cache))[1]?.dirty).toEqual({ changed: 1, untracked: 0, conflicts: 0 });
  });
});

async function opened(options: string[] = []): Promise<{ project: string; workspace: TicketWorkspace }> {
  const project = await gitProject(...options);
  return { project, workspace: await openWorkspace(project) };
}

/** A worktree on a new branch. */
async function worktree(project: string, branch: string): Promise<string> {
  const place = path.join(await tempFolder(), branch.replaceAll('/', '-'));
  await git(project, 'worktree', 'add', '--quiet', '-b', branch, place);
  return place;
}

function found(infos: readonly WorktreeInfo[], folder: string): WorktreeInfo | undefined {
  return infos.find(({ path }) => path === folder);
}
