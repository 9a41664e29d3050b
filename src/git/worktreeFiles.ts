import { existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, resolve, dirname } from 'node:path';

/** A linked worktree, as the files of its repository say (gitrepository-layout(5)). */
export interface WorktreeFile {
  /** Name of its folder in `worktrees`. */
  readonly name: string;
  /** Where its files are, or should be. */
  readonly path: string;
  /** Short name of its branch; null when it is detached, or the repository keeps its refs in another format. */
  readonly branch: string | null;
  /** Why it is locked; null where it is not. */
  readonly locked: string | null;
  readonly isThere: boolean;
}

/**
 * The linked worktrees of a repository, without running git: restricted mode forbids that, and a badge is not worth a
 * process.
 * @param commonDir the folder that all worktrees share
 */
export async function readWorktreeFiles(commonDir: string): Promise<WorktreeFile[]> {
  const folder = join(commonDir, 'worktrees');
  const names = await readdir(folder).catch(() => []);
  return names.sort().flatMap((name) => readOne(join(folder, name), name) ?? []);
}

/** Short name of the branch that a worktree is on; null when it is detached, or cannot be read. @param gitDir its own */
export function readHeadBranch(gitDir: string): string | null {
  return branchIn(readText(join(gitDir, 'HEAD')) ?? '');
}

function readOne(admin: string, name: string): WorktreeFile | null {
  const gitdir = readText(join(admin, 'gitdir'));
  if (gitdir === null) return null;
  const dotGit = resolve(admin, gitdir.trim());
  const locked = readText(join(admin, 'locked'))?.trim() ?? null;
  return { name, path: dirname(dotGit), branch: readHeadBranch(admin), locked, isThere: existsSync(dotGit) };
}

function branchIn(head: string): string | null {
  const name = /^ref: refs\/heads\/(.+)$/m.exec(head)?.[1]?.trim() ?? null;
  // What a repository with another format of refs says, so that old programs let it be.
  return name === '.invalid' ? null : name;
}

/** Files of a line each: a promise would take several times as long as reading one. */
function readText(path: string): string | null {
  if (!existsSync(path)) return null;
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
