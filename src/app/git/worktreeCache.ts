import type { CommitGraph } from '../../git/commitGraph.js';
import type { Worktree } from '../../git/worktreeList.js';

/** How many files of a worktree are not committed. */
export interface DirtyCounts {
  readonly changed: number;
  readonly untracked: number;
  readonly conflicts: number;
}

/** What is known of worktrees from an earlier look, so that only those that changed cost a process. */
export class WorktreeCache {
  /** By path; a worktree that may have changed is taken out. */
  readonly known = new Map<string, { readonly stamp: string; readonly dirty: DirtyCounts }>();
  /** The commits of an earlier look, and the tips that it began at. */
  graph: { readonly tips: string; readonly commits: CommitGraph } | null = null;

  /** Forgets all but these. */
  keepOnly(worktrees: readonly Pick<Worktree, 'path'>[]): void {
    const paths = new Set(worktrees.map(({ path }) => path));
    for (const path of this.known.keys()) if (!paths.has(path)) this.known.delete(path);
  }
}
