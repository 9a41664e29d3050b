import { statSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** What git is in the middle of in a worktree, by the file that says so in its own folder (wt-status.c). */
const unfinished: readonly (readonly [file: string, what: string])[] = [
  ['MERGE_HEAD', 'a merge'],
  ['rebase-merge', 'a rebase'],
  ['rebase-apply', 'a rebase'],
  ['CHERRY_PICK_HEAD', 'a cherry-pick'],
  ['REVERT_HEAD', 'a revert'],
  ['BISECT_LOG', 'a bisection'],
  ['sequencer', 'a cherry-pick or revert'],
];

/** The folder in which git keeps HEAD, the index and the like of one worktree; null where its `.git` cannot be read. */
export async function gitDirOf(worktree: string): Promise<string | null> {
  const dotGit = join(worktree, '.git');
  try {
    if ((await stat(dotGit)).isDirectory()) return dotGit;
    const pointer = /^gitdir: (.+)$/m.exec(await readFile(dotGit, 'utf8'))?.[1]?.trim();
    return pointer === undefined ? null : resolve(worktree, pointer);
  } catch {
    return null;
  }
}

/** What git is in the middle of in a worktree, such as `a merge`; null for nothing. @param gitDir its own */
export async function unfinishedIn(gitDir: string): Promise<string | null> {
  for (const [file, what] of unfinished) if (await isThere(join(gitDir, file))) return what;
  return null;
}

/** What git is in the middle of with no branch checked out, and the branch that it goes back to, or moves, at the end. */
export interface Return {
  readonly what: 'a rebase' | 'a bisection';
  /** Short name. */
  readonly branch: string;
}

/** The files that name the branch (sequencer.c, builtin/bisect.c). */
const returning = [
  ['rebase-merge/head-name', 'a rebase'],
  ['rebase-apply/head-name', 'a rebase'],
  ['BISECT_START', 'a bisection'],
] as const;

/** @param gitDir a worktree's own. @returns null where git goes back to no branch */
export async function returnOf(gitDir: string): Promise<Return | null> {
  for (const [file, what] of returning) {
    const name = await readFile(join(gitDir, file), 'utf8').catch(() => '');
    if (name !== '') return { what, branch: name.trim().replace(/^refs\/heads\//, '') };
  }
  return null;
}

/** Whether a file or folder is there. */
export async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** When git last wrote the index of a worktree, and how large it is: it has not changed as long as this has not. */
export function indexStamp(gitDir: string): string {
  // A promise takes many times as long, and there may be a hundred of them.
  const stats = statSync(join(gitDir, 'index'), { bigint: true, throwIfNoEntry: false });
  return stats === undefined ? '' : `${stats.mtimeNs}:${stats.size}:${stats.ino}`;
}
