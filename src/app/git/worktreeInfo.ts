import type { Status } from '../../domain/ticket.js';
import type { GitContext } from './gitContext.js';

/** A worktree, and all that a person wants to know of it. */
export interface WorktreeInfo {
  readonly path: string;
  readonly isMain: boolean;
  /** Short name; null for a detached head. */
  readonly branch: string | null;
  readonly ticket: {
    readonly id: string;
    readonly slug: string;
    readonly title: string;
    readonly status: Status;
  } | null;
  /** Why it is locked, which may be nothing; null where it is not. */
  readonly locked: string | null;
  /** `missing`: its folder is gone. `halfMade`: git was stopped while it made it. */
  readonly state: 'there' | 'missing' | 'halfMade';
  /** How many files are changed, untracked, in conflict; null where nobody could look. */
  readonly dirty: { readonly changed: number; readonly untracked: number; readonly conflicts: number } | null;
  /** Commits that it has and the base has not, and the other way round; null where there is no base. */
  readonly ahead: number | null;
  readonly behind: number | null;
  readonly base: string | null;
  readonly lastCommit: { readonly subject: string; readonly author: string; readonly at: string } | null;
  /** Why it could go: one sentence; null where it is in use. */
  readonly orphan: string | null;
}

/** What is known of worktrees from an earlier look, so that only those that changed cost a process. */
export class WorktreeCache {
  /** By path; a worktree that may have changed is taken out. */
  readonly known = new Map<string, unknown>();
}

/** All worktrees of the clone, the main one first. @throws TicketreeError */
export function listWorktreeInfo(context: GitContext, cache = new WorktreeCache()): Promise<WorktreeInfo[]> {
  throw new Error(`not yet: ${context.folder} ${cache.known.size}`);
}
