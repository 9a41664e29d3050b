import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { RepositoryWatcher, type RepositoryHint } from '../../src/app/git/repositoryWatcher.js';
import { silentLogger } from '../../src/util/logger.js';
import { git } from './support/commands.js';
import { commitFile } from './support/gitProject.js';
import { workOnTicket } from './support/ticketWork.js';

/** Follows a repository until the test is over. */
async function watched(project: string): Promise<RepositoryHint[]> {
  const hints: RepositoryHint[] = [];
  const watcher = new RepositoryWatcher(path.join(project, '.git'), (hint) => hints.push(hint), silentLogger);
  onTestFinished(() => {
    watcher.dispose();
  });
  await watcher.ready;
  return hints;
}

function touched(hints: readonly RepositoryHint[]): string[] {
  return [...new Set(hints.flatMap(({ worktrees }) => [...worktrees]))];
}

it('a commit in a worktree is told as one of that worktree, and as one of the branches', async () => {
  const { project, worktree } = await workOnTicket();
  const hints = await watched(project);
  await commitFile(worktree, 'a.txt', 'a\n');
  await expect.poll(() => touched(hints)).toEqual([worktree]);
  await expect.poll(() => hints.some(({ list }) => list)).toBe(true);
});

it('worktrees are followed as they come, are locked, and go', async () => {
  const { project } = await workOnTicket();
  const hints = await watched(project);
  const added = path.join(project, '.git', 'added');
  const lists = (): number => hints.filter(({ list }) => list).length;

  await git(project, 'worktree', 'add', '--quiet', '-b', 'deep/within/branch', added);
  await expect.poll(lists).toBeGreaterThan(0);
  await writeFile(path.join(added, 'README.md'), 'Changed\n');
  await git(added, 'add', 'README.md');
  await expect.poll(() => touched(hints)).toContain(added);

  const before = lists();
  await git(project, 'worktree', 'lock', added);
  await expect.poll(lists).toBeGreaterThan(before);
  const locked = lists();
  await git(project, 'worktree', 'unlock', added);
  await git(project, 'worktree', 'remove', '--force', added);
  await expect.poll(lists).toBeGreaterThan(locked);
});

it('a branch that moves without any worktree is told, wherever its name puts it', async () => {
  const { project } = await workOnTicket();
  await git(project, 'branch', 'release/1/x');
  const hints = await watched(project);
  const tree = (await git(project, 'rev-parse', 'HEAD^{tree}')).trim();
  const commit = (await git(project, 'commit-tree', '-m', 'Elsewhere', tree)).trim();
  await git(project, 'update-ref', 'refs/heads/release/1/x', commit);
  await expect.poll(() => hints.some(({ list }) => list)).toBe(true);
  expect(touched(hints)).toEqual([]);
});

it('what is edited and not staged is not told', async () => {
  const { project, worktree } = await workOnTicket();
  const hints = await watched(project);
  await writeFile(path.join(worktree, 'README.md'), 'Changed\n');
  await git(project, 'branch', 'told');
  await expect.poll(() => hints.length).toBeGreaterThan(0);
  expect(touched(hints)).toEqual([]);
});
