import { readdir, readFile, readlink, realpath, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
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
  if (quiet > quietMillis) return !(await isBeingMade(path));
  return quiet > seenQuietMillis && platform() === 'linux' && !(await isBeingMade(path));
}

/** Whether a process of this machine is `git worktree add` for that place; Linux only (proc(5)). */
async function isBeingMade(path: string): Promise<boolean> {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  return (await Promise.all(pids.map((pid) => isMaking(pid, path)))).includes(true);
}

async function isMaking(pid: string, path: string): Promise<boolean> {
  const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  if (!/^(?:[^\0]*\/)?git\0(?:[^\0]*\0)*?worktree\0add\0/.test(line)) return false;
  const words = line.split('\0');
  const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => null);
  // Where it cannot be told what its paths are relative to, a name that is the same will do.
  if (cwd === null || words.includes('-C')) return words.some((word) => basename(word) === basename(path));
  const places = words.map((word) => resolve(cwd, word));
  const real = await Promise.all(places.map((place) => realpath(place).catch(() => place)));
  return real.includes(path);
}
