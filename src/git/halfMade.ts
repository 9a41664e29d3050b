import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { platform } from 'node:os';
import { halfMade, type Worktree } from './worktreeList.js';

/** After so long without a sign of life nobody is making a worktree any more, where processes cannot be asked. */
const quietMillis = 10 * 60_000;
/** Where they can: they may run in another container, beside the same files. */
const seenQuietMillis = 10_000;

/** Whether git was stopped while it made a worktree. As long as one is being made, it is not. @param gitDir its own */
export async function isHalfMade(
  { locked, path }: Pick<Worktree, 'locked' | 'path'>,
  gitDir: string | null,
  now: Date,
): Promise<boolean> {
  if (locked !== halfMade) return false;
  if (gitDir === null) return true;
  const signs = [path, ...['locked', 'HEAD', 'index', 'index.lock'].map((name) => join(gitDir, name))];
  const times = await Promise.all(signs.map((each) => stat(each).catch(() => null)));
  const quiet = now.getTime() - Math.max(0, ...times.map((stats) => stats?.mtimeMs ?? 0));
  if (quiet > quietMillis) return !(await isAnyWorktreeBeingMade());
  return quiet > seenQuietMillis && platform() === 'linux' && !(await isAnyWorktreeBeingMade());
}

/** Whether a process of this machine is `git worktree add`, for whatever worktree; Linux only (proc(5)). */
async function isAnyWorktreeBeingMade(): Promise<boolean> {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  return lines.some((line) => /^(?:[^\0]*\/)?git\0(?:[^\0]*\0)*?worktree\0add\0/.test(line));
}
