import type { WorktreeInfo } from '../../app/git/worktrees/worktreeInfo.js';

/** A row of the Worktrees view. The same row is always the same object, because the editor knows rows by identity. */
export type WorktreesNode = RepositoryNode | WorktreeNode;

/** One of several stores. */
export interface RepositoryNode {
  readonly kind: 'repository';
  /** Folder of the store. */
  readonly store: string;
}

export interface WorktreeNode {
  readonly kind: 'worktree';
  /** Folder of the store. */
  readonly store: string;
  readonly path: string;
  info: WorktreeInfo;
  /** Id of its ticket, by which commands for tickets know what they are about. */
  ticketId: string | undefined;
}
