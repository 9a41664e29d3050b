import type { GitRunner } from '../../git/gitRunner.js';
import { branchRef } from '../../git/refs.js';
import { readHeadBranch, readWorktreeFiles } from '../../git/worktreeFiles.js';
import { findCheckout } from '../../store/gitCheckout.js';
import type { Repository } from './gitContext.js';

/** Short name of the branch that a checkout is on; null where it is on none, or gone. No git is run. */
export async function branchAt(checkout: string): Promise<string | null> {
  const found = await findCheckout(checkout);
  return found === null ? null : readHeadBranch(found.gitDir);
}

/** Whether a checkout is on a branch now: since somebody looked, it may have gone to another one. */
export async function isOn(runner: GitRunner, checkout: string, branch: string): Promise<boolean> {
  if ((await branchAt(checkout)) === branch) return true;
  // A repository that keeps its refs in another format tells no branch in its files.
  const head = await runner.text(checkout, ['symbolic-ref', '--quiet', 'HEAD'], { accept: [1] });
  return head === branchRef(branch);
}

/** Whether a branch is checked out anywhere now. No git is run. */
export async function isCheckedOut(
  { commonDir, mainWorktree }: Pick<Repository, 'commonDir' | 'mainWorktree'>,
  branch: string,
): Promise<boolean> {
  if (mainWorktree !== null && readHeadBranch(commonDir) === branch) return true;
  return (await readWorktreeFiles(commonDir)).some((each) => each.isThere && each.branch === branch);
}
