import { rm } from 'node:fs/promises';
import type { GitRunner } from './gitRunner.js';

/** A file of a repository, by git's names. */
export interface Blob {
  /** Relative to the root, with `/`. */
  readonly path: string;
  /** Id of what it holds. */
  readonly id: string;
}

/** Puts a text into git's object store as `git add` would, with the filters of its path. @returns its id */
export function writeBlob(runner: GitRunner, folder: string, path: string, text: string): Promise<string> {
  return runner.text(folder, ['hash-object', '-w', '--stdin', `--path=${path}`], { input: text });
}

/**
 * A tree with one file put into it; no worktree and no worktree's index is touched.
 * @param index path of an index of our own, which nobody else uses, and which is gone afterwards
 * @returns id of the new tree
 */
export async function treeWithFile(
  runner: GitRunner,
  folder: string,
  tree: string,
  file: Blob,
  index: string,
): Promise<string> {
  const env = { GIT_INDEX_FILE: index };
  try {
    await runner.run(folder, ['read-tree', tree], { env });
    await stageBlob(runner, folder, file, env);
    return await runner.text(folder, ['write-tree'], { env });
  } finally {
    await Promise.all([index, `${index}.lock`].map((path) => rm(path, { force: true })));
  }
}

/** Puts a file into the index of a worktree, whatever the file itself holds. */
export async function stageBlob(
  runner: GitRunner,
  worktree: string,
  { path, id }: Blob,
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  await runner.run(worktree, ['update-index', '--add', '--cacheinfo', `100644,${id},${path}`], { env });
}

/** Id of what a worktree's index has for a path; null for nothing. */
export async function stagedBlob(runner: GitRunner, worktree: string, path: string): Promise<string | null> {
  const listed = await runner.text(worktree, ['ls-files', '--stage', '-z', '--', `:(literal,top)${path}`]);
  return /^\d+ ([\da-f]+) 0\t/.exec(listed)?.[1] ?? null;
}

/** Takes a file out of the index of a worktree; the file itself stays. */
export async function unstage(runner: GitRunner, worktree: string, path: string): Promise<void> {
  await runner.run(worktree, ['update-index', '--force-remove', '--', path]);
}

/** Whether a commit has a file or folder. @param path relative to the root */
export async function hasPath(runner: GitRunner, folder: string, commit: string, path: string): Promise<boolean> {
  return (await runner.text(folder, ['ls-tree', '--full-tree', '--name-only', '-z', commit, '--', path])) !== '';
}
