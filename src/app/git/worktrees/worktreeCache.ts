import type { TicketRow } from '../../../domain/ticketRow.js';
import type { CommitGraph } from '../../../git/commitGraph.js';
import type { Worktree } from '../../../git/worktreeList.js';

/** How many files of a worktree are not committed. */
export interface DirtyCounts {
  readonly changed: number;
  readonly untracked: number;
  readonly conflicts: number;
}

/** A worktree as it was when somebody looked. */
export interface KnownWorktree {
  /** Id of its commit; null where it had none. */
  readonly head: string | null;
  /** See `indexStamp`; taken before the look. */
  readonly index: string;
  readonly dirty: DirtyCounts;
}

/** What is known of worktrees from an earlier look, so that only those that changed cost a process. */
export class WorktreeCache {
  /** By path; a worktree that may have changed is taken out. */
  readonly known = new Map<string, KnownWorktree>();
  /** Its own folder inside git's, by the path of each worktree that was seen. */
  readonly gitDirs = new Map<string, string>();
  /** The base that is written down for a ticket; a row is another one when its ticket has changed. */
  readonly bases = new WeakMap<TicketRow, { readonly base: string | null }>();
  /** The commits of an earlier look, and the tips that it began at. */
  graph: { readonly tips: string; readonly commits: CommitGraph } | null = null;

  /** Forgets all but these. */
  keepOnly(worktrees: readonly Pick<Worktree, 'path'>[]): void {
    const paths = new Set(worktrees.map(({ path }) => path));
    for (const map of [this.known, this.gitDirs]) {
      for (const path of map.keys()) if (!paths.has(path)) map.delete(path);
    }
  }
}
