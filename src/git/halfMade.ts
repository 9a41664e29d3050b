import { readlink, realpath, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { platform } from 'node:os';
import { isAnyProcess, wordsIn } from './runningGit.js';
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

/** Whether a process of this machine is `git worktree add` for that place. */
async function isBeingMade(path: string): Promise<boolean> {
  return (await isAnyProcess((folder) => isMaking(folder, path))) === true;
}

/** @param folder that of a process (proc(5)) */
async function isMaking(folder: string, path: string): Promise<boolean> {
  const words = await wordsIn(`${folder}/cmdline`);
  if (basename(words[0] ?? '') !== 'git' || words[words.indexOf('worktree') + 1] !== 'add') return false;
  const cwd = await readlink(`${folder}/cwd`).catch(() => null);
  // Where it cannot be told what its paths are relative to, a name that is the same will do.
  if (cwd === null || words.includes('-C')) return words.some((word) => basename(word) === basename(path));
  const places = words.filter((word) => word !== '').map((word) => resolve(cwd, word));
  const real = await Promise.all(places.map((place) => realpath(place).catch(() => place)));
  return real.includes(path);
}
