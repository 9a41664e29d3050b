import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GitResult, GitRunner } from './gitRunner.js';

/** What a worktree is in the middle of. */
export type Pending = 'merge' | 'rebase';

/** @returns null where a worktree is in the middle of neither */
export async function pendingIn(runner: GitRunner, worktree: string): Promise<Pending | null> {
  const gitDir = await runner.text(worktree, ['rev-parse', '--absolute-git-dir']);
  // gitrepository-layout(5); both folders are a rebase's, by its two ways of working.
  if (await isThere(join(gitDir, 'MERGE_HEAD'))) return 'merge';
  if ((await isThere(join(gitDir, 'rebase-merge'))) || (await isThere(join(gitDir, 'rebase-apply')))) return 'rebase';
  return null;
}

/**
 * Whether git was stopped in the middle of a commit of a rebase, and not by a conflict in it: the list of what is left to
 * do is without that commit already, and going on would leave it out (sequencer.c).
 */
export async function isRebaseCutShort(runner: GitRunner, worktree: string): Promise<boolean> {
  const gitDir = await runner.text(worktree, ['rev-parse', '--absolute-git-dir']);
  const read = async (name: string): Promise<string> =>
    (await readFile(join(gitDir, 'rebase-merge', name), 'utf8').catch(() => '')).trim();
  const [done, left, stopped] = await Promise.all(['done', 'git-rebase-todo', 'stopped-sha'].map(read));
  const last = done?.split('\n').at(-1) ?? '';
  const [, commit = ''] = last.split(' ');
  if (commit === '') return false;
  const isStoppedAt = stopped !== undefined && stopped !== '' && commit.startsWith(stopped);
  // What git could not do at all it puts back into the list.
  return !isStoppedAt && left?.split('\n')[0] !== last;
}

/**
 * Brings a branch into a worktree, or lays the worktree's branch upon it, and leaves the conflicts there.
 * @param branch short name
 * @returns how git ended: 0 where there was no conflict
 */
export function beginPending(runner: GitRunner, worktree: string, kind: Pending, branch: string): Promise<GitResult> {
  // Shorter than the full name in the markers of conflicts, and no tag's name either.
  const from = `heads/${branch}`;
  // git would write that name into the message, which stays for good.
  const message = `--message=Merge branch '${branch}'`;
  const own = ['--no-commit', '--no-ff', '--no-squash', '--no-autostash', '--no-verify-signatures', message];
  const merge = ['merge', ...own, from];
  const rebase = ['rebase', '--no-autostash', '--no-autosquash', '--no-fork-point', '--no-update-refs', from];
  return runner.run(worktree, kind === 'merge' ? merge : rebase, { accept: [1, 128] });
}

/** Concludes it once the conflicts are resolved. @returns how git ended; a rebase may meet the next conflict */
export function concludePending(runner: GitRunner, worktree: string, kind: Pending): Promise<GitResult> {
  const args = kind === 'merge' ? ['commit', '--no-edit', '--quiet'] : ['rebase', '--continue'];
  return runner.run(worktree, args, { accept: [1, 128] });
}

/** Puts the worktree back to where it was before. @throws TicketreeError `git_failed` */
export async function abortPending(runner: GitRunner, worktree: string, kind: Pending): Promise<void> {
  await runner.run(worktree, [kind, '--abort']);
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
