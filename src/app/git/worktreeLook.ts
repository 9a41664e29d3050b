import { isHalfMade } from '../../git/halfMade.js';
import { gitDirOf, indexStamp, isThere } from '../../git/worktreeAdmin.js';
import type { Worktree } from '../../git/worktreeList.js';
import { readStatus } from '../../git/worktreeStatus.js';
import type { GitContext, Repository } from './gitContext.js';
import type { DirtyCounts, WorktreeCache } from './worktreeCache.js';

/** What a look at the files of a worktree says. */
export interface WorktreeLook {
  /** `missing`: its folder is gone. `halfMade`: git was stopped while it made it. */
  readonly state: 'there' | 'missing' | 'halfMade';
  /** Null where nobody could look. */
  readonly dirty: DirtyCounts | null;
}

const nothingSeen: WorktreeLook = { state: 'there', dirty: null };

/** Looks at a worktree, past the store; one that has not changed since the last look costs no process. */
export async function lookAtWorktree(
  { runner, clock }: GitContext,
  { storePath }: Repository,
  worktree: Worktree,
  { known }: WorktreeCache,
): Promise<WorktreeLook> {
  const { path, head, isBare } = worktree;
  if (isBare) return nothingSeen;
  const gitDir = await gitDirOf(path);
  if (await isHalfMade(worktree, gitDir, clock())) return { state: 'halfMade', dirty: null };
  if (gitDir === null) return { state: 'missing', dirty: null };
  // A link that leads nowhere, as after the repository has moved: what lies there is there.
  if (!(await isThere(gitDir))) return nothingSeen;
  const stamp = `${head ?? ''} ${await indexStamp(gitDir)}`;
  const before = known.get(path);
  if (before?.stamp === stamp) return { state: 'there', dirty: before.dirty };
  try {
    const status = await readStatus(runner, path, storePath === null ? [] : [storePath]);
    const { changed, untracked, conflicts } = status;
    const dirty = { changed: changed.length, untracked: untracked.length, conflicts: conflicts.length };
    known.set(path, { stamp, dirty });
    return { state: 'there', dirty };
  } catch {
    // One that git cannot read, such as one that is just being removed, hides no other.
    return nothingSeen;
  }
}
