import { basename, dirname, join, sep } from 'node:path';
import { gitDirOf, isThere } from '../../../git/worktreeAdmin.js';
import { readWorktreeFiles, type WorktreeFile } from '../../../git/worktreeFiles.js';
import { ancestors } from '../../../store/gitCheckout.js';

/** A worktree of which git knows no more than where it was. */
export interface MovedWorktree {
  /** Where git looks for it. */
  readonly from: string;
  /** Where it is. */
  readonly to: string;
}

/**
 * The worktrees that have moved together with the repository, as those inside of the project or beside it do when its
 * folder, or the one above, gets another name.
 * @param commonDir the folder that all worktrees share
 */
export async function movedWorktrees(commonDir: string): Promise<MovedWorktree[]> {
  const missing = (await readWorktreeFiles(commonDir)).filter(({ isThere }) => !isThere);
  const found = await Promise.all(
    missing.map(async (worktree) => {
      const to = await newPlace(commonDir, worktree);
      return to === null ? [] : [{ from: worktree.path, to }];
    }),
  );
  return found.flat();
}

/** Of the places that its path may have become, the first with a worktree that says it is the one. */
async function newPlace(commonDir: string, { name, path }: WorktreeFile): Promise<string | null> {
  const parts = path.split(sep);
  for (const above of ancestors(dirname(commonDir))) {
    for (let from = 1; from < parts.length; from++) {
      const place = join(above, ...parts.slice(from));
      if (await isOrphan(place, name, basename(commonDir))) return place;
    }
  }
  return null;
}

/** Whether a folder is a worktree of that name whose repository is not where it was. */
async function isOrphan(place: string, name: string, repository: string): Promise<boolean> {
  const gitDir = await gitDirOf(place);
  return gitDir !== null && gitDir.endsWith(join(sep, repository, 'worktrees', name)) && !(await isThere(gitDir));
}
