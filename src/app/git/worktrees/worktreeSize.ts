import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { mapLimited } from '../../../util/limiter.js';

/** How many folders are looked at at a time. */
const atOnce = 16;

/**
 * How much the files of a worktree take, in bytes, without git's own folder; walks all of it, so only when asked for.
 * @param others paths of other worktrees, which may lie inside of it and are not its own
 */
export async function worktreeSize(worktree: string, others: readonly string[]): Promise<number> {
  const foreign = new Set([...others, join(worktree, '.git')]);
  foreign.delete(worktree);
  let sum = 0;
  let level = [worktree];
  while (level.length > 0) {
    const next: string[] = [];
    await mapLimited(level, atOnce, async (folder) => {
      for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
        const path = join(folder, entry.name);
        if (foreign.has(path)) continue;
        if (entry.isDirectory()) next.push(path);
        else sum += (await lstat(path).catch(() => null))?.size ?? 0;
      }
    });
    level = next;
  }
  return sum;
}
