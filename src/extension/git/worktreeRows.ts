import { WorktreeCache } from '../../app/git/worktrees/worktreeCache.js';
import type { WorktreeInfo } from '../../app/git/worktrees/worktreeInfo.js';
import type { GitStore } from './gitStores.js';
import type { WorktreeNode } from './worktreeNode.js';

/** The worktrees of one clone, as rows. */
export interface RepositoryRows {
  readonly git: GitStore;
  readonly rows: readonly WorktreeNode[];
}

/** Asks git for worktrees, and only about those that may have changed. The same worktree always has the same row. */
export class WorktreeRows {
  private readonly caches = new Map<string, WorktreeCache>();
  private readonly nodes = new Map<string, WorktreeNode>();
  /** Forgotten with the next look, since one that is on its way would remember what it saw before. */
  private readonly stale = new Set<string>();

  /** The linked worktrees of a clone; what could go stands last. @throws TicketreeError */
  async read(git: GitStore): Promise<RepositoryRows> {
    const { root, git: work } = git.workspace;
    const cache = this.caches.get(root) ?? new WorktreeCache();
    this.caches.set(root, cache);
    for (const path of this.stale) for (const { known } of this.caches.values()) known.delete(path);
    this.stale.clear();
    const infos = (await work.worktrees(cache)).filter(({ isMain }) => !isMain);
    const sorted = infos.sort((a, b) => Number(a.orphan !== null) - Number(b.orphan !== null));
    return { git, rows: sorted.map((info) => this.row(root, info)) };
  }

  /** A worktree may have changed. */
  forget(path: string): void {
    this.stale.add(path);
  }

  /** Any may have. */
  forgetAll(): void {
    for (const { known } of this.caches.values()) for (const path of known.keys()) this.stale.add(path);
  }

  private row(store: string, info: WorktreeInfo): WorktreeNode {
    const key = `${store}\0${info.path}`;
    const { path, ticket } = info;
    const node = this.nodes.get(key) ?? { kind: 'worktree', store, path, info, ticketId: ticket?.id };
    node.info = info;
    node.ticketId = ticket?.id;
    this.nodes.set(key, node);
    return node;
  }
}
