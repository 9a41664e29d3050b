import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import type { GitResult, GitRunner } from './gitRunner.js';
import { readStatus } from './worktreeStatus.js';

/**
 * Takes a worktree and its branch forward to a commit. git refuses where that would overwrite a file that is changed,
 * untracked or ignored there (git-merge(1)).
 * @param commit id of the commit
 * @returns how git ended; 0 when it is done
 */
export function fastForward(runner: GitRunner, worktree: string, commit: string): Promise<GitResult> {
  // A person's settings could ask for a stash, another kind of merge, or a look at the signatures.
  const own = ['--no-squash', '--no-autostash', '--no-verify-signatures', '--no-stat', '--no-overwrite-ignore'];
  return runner.run(worktree, ['merge', '--ff-only', ...own, '--quiet', commit], { accept: [1, 2, 128] });
}

/**
 * Puts files and index back that git had taken forward before it could not move the branch, as where a hook forbids that.
 * Where git had not come so far nothing is changed, and nor is what a person has changed there (git-read-tree(1), two
 * trees).
 * @param from what git has taken the files to, and `to` what they were before: a commit or a tree
 */
export async function takeBack(runner: GitRunner, worktree: string, from: string, to: string): Promise<void> {
  await runner.run(worktree, ['read-tree', '-m', '-u', from, to], { accept: [128] });
}

/**
 * Puts a worktree on another branch; what is changed there comes along, and git refuses where it would be overwritten.
 * @returns how git ended. A hook can make that a failure though the branch is the other one.
 */
export function switchBranch(runner: GitRunner, worktree: string, branch: string): Promise<GitResult> {
  const args = ['checkout', '--quiet', '--no-overwrite-ignore', '--no-guess', branch, '--'];
  return runner.run(worktree, args, { accept: Array.from({ length: 255 }, (_, index) => index + 1) });
}

/**
 * The files of a worktree that keep it from going from one commit to another: they differ between the two, and what lies
 * there is in neither. Asked after git has refused, to say why. What is checked out of a submodule is in nobody's way: git
 * leaves it alone.
 */
export async function filesInTheWay(runner: GitRunner, worktree: string, from: string, to: string): Promise<string[]> {
  const args = ['diff-tree', '-r', '-z', '--no-renames', '--raw', from, to];
  const [{ stdout }, status] = await Promise.all([runner.run(worktree, args), readStatus(runner, worktree)]);
  const dirty = new Set([...status.changed, ...status.untracked, ...status.conflicts]);
  const parts = stdout.split('\0');
  const found: string[] = [];
  // `:<mode> <mode> <id> <id> <status>`, then the path.
  for (let index = 0; index + 1 < parts.length; index += 2) {
    const [change = '', path = ''] = parts.slice(index, index + 2);
    if (change.startsWith(':160000 160000 ')) dirty.delete(path);
    const isInTheWay = dirty.has(path) || (change.endsWith(' A') && (await isThere(join(worktree, path))));
    if (isInTheWay) found.push(path);
  }
  // A file stands where a folder should be, or the other way round.
  const folders = [...dirty].filter((path) => !found.includes(path) && parts.some((each) => areNested(each, path)));
  return [...found, ...folders].sort();
}

function areNested(a: string, b: string): boolean {
  return a !== '' && (a.startsWith(`${b}/`) || b.startsWith(`${a}/`));
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
