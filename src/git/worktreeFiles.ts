import { readdir, readFile, stat } from 'node:fs/promises';
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
  const found = await Promise.all(names.sort().map((name) => readOne(join(folder, name), name)));
  return found.filter((each) => each !== null);
}

/** Short name of the branch that a worktree is on; null when it is detached, or cannot be read. @param gitDir its own */
export async function readHeadBranch(gitDir: string): Promise<string | null> {
  return branchIn((await readText(join(gitDir, 'HEAD'))) ?? '');
}

async function readOne(admin: string, name: string): Promise<WorktreeFile | null> {
  const [gitdir, branch, locked] = await Promise.all([
    readText(join(admin, 'gitdir')),
    readHeadBranch(admin),
    readText(join(admin, 'locked')),
  ]);
  if (gitdir === null) return null;
  const dotGit = resolve(admin, gitdir.trim());
  const isThere = await stat(dotGit).then(
    () => true,
    () => false,
  );
  return { name, path: dirname(dotGit), branch, locked: locked === null ? null : locked.trim(), isThere };
}

function branchIn(head: string): string | null {
  const name = /^ref: refs\/heads\/(.+)$/m.exec(head)?.[1]?.trim() ?? null;
  // What a repository with another format of refs says, so that old programs let it be.
  return name === '.invalid' ? null : name;
}

async function readText(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(() => null);
}
