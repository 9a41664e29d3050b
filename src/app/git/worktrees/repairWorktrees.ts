import { resolve } from 'node:path';
import { requireRepository, type GitContext } from '../gitContext.js';
import { movedWorktrees } from './movedWorktrees.js';

/**
 * Mends the links between the repository and its worktrees after one of them has moved (git-worktree(1), `repair`).
 * Those that have moved with the repository are found.
 * @param paths where other worktrees are now that have moved
 * @returns what git has mended, a line each
 */
export async function repairWorktrees(context: GitContext, paths: readonly string[]): Promise<string[]> {
  const { commonDir } = await requireRepository(context);
  const along = (await movedWorktrees(commonDir)).map(({ to }) => to);
  const moved = [...new Set([...along, ...paths.map((path) => resolve(context.folder, path))])];
  const { stdout, stderr } = await context.runner.run(commonDir, ['worktree', 'repair', '--', ...moved]);
  return `${stdout}\n${stderr}`.split('\n').filter((line) => line.trim() !== '');
}
