import type { GitRunner } from '../../git/gitRunner.js';
import { listWorktrees, type Worktree } from '../../git/worktreeList.js';
import type { Repository } from './gitContext.js';

/**
 * All worktrees of a repository, the main one first. Of one whose git folder lies elsewhere (a submodule, or after
 * `git init --separate-git-dir`) git names that folder instead, where no work can be done.
 * @throws TicketreeError
 */
export async function worktreesOf(
  runner: GitRunner,
  { commonDir, mainWorktree }: Pick<Repository, 'commonDir' | 'mainWorktree'>,
): Promise<Worktree[]> {
  const all = await listWorktrees(runner, mainWorktree ?? commonDir);
  if (mainWorktree === null) return all;
  return all.map((each) => (each.path === commonDir && !each.isBare ? { ...each, path: mainWorktree } : each));
}
