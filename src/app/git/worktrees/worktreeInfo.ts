import { dirname } from 'node:path';
import type { Status } from '../../../domain/ticket.js';
import type { TicketRow } from '../../../domain/ticketRow.js';
import { CommitGraph } from '../../../git/commitGraph.js';
import { listRefs, type Ref } from '../../../git/refs.js';
import { readHeadBranch } from '../../../git/worktreeFiles.js';
import type { Worktree } from '../../../git/worktreeList.js';
import { locateStore } from '../../../store/locateStore.js';
import { requireRepository, type GitContext, type Repository } from '../gitContext.js';
import { baseOfTicket, defaultBase, refOfBase } from './worktreeBase.js';
import { WorktreeCache, type DirtyCounts } from './worktreeCache.js';
import { WorktreeLooks, type WorktreeLook } from './worktreeLook.js';
import { orphanReason } from './worktreeOrphan.js';
import { ticketsOfWorktrees, type WorktreeTicket } from './worktreeTickets.js';
import { worktreesOf } from '../worktreesOf.js';

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
  readonly state: WorktreeLook['state'];
  /** How many files are changed, untracked, in conflict; null where nobody could look. */
  readonly dirty: DirtyCounts | null;
  /** Commits that it has and the base has not, and the other way round; null where there is no base. */
  readonly ahead: number | null;
  readonly behind: number | null;
  readonly base: string | null;
  readonly lastCommit: { readonly subject: string; readonly author: string; readonly at: string } | null;
  /** Why it could go: one sentence; null where it is in use. */
  readonly orphan: string | null;
}

/** All worktrees of the clone, the main one first. @throws TicketreeError */
export async function listWorktreeInfo(context: GitContext, cache = new WorktreeCache()): Promise<WorktreeInfo[]> {
  const repository = await requireRepository(context);
  const { runner } = context;
  const looking = new WorktreeLooks(context, repository, cache);
  looking.beginEarly();
  const [worktrees, refs, { rows, broken }, settings] = await Promise.all([
    worktreesOf(runner, repository),
    listRefs(runner, repository.commonDir, ['refs/heads/', 'refs/remotes/']),
    context.store.readRows(),
    context.settings.some(['git.base', 'git.stale_days']),
  ]);
  const tickets = await ticketsOfWorktrees(context, worktrees, rows);
  const fallback = defaultBase(settings['git.base'], refs, readHeadBranch(repository.commonDir));
  const seen = await Promise.all(
    worktrees.map(async (worktree): Promise<SeenWorktree> => {
      const { row, isNamedLikeOne } = tickets.get(worktree.path) ?? noTicket;
      const own = row === null ? null : await knownBase(context, row, cache);
      // A ticket that cannot be read is not gone, and nor is that of another project in the same repository.
      const mayBeLost = row === null && isNamedLikeOne && broken.length === 0;
      const hasLostTicket = mayBeLost && !(await isOfOtherStore(context, worktree));
      return { worktree, row, hasLostTicket, base: refOfBase(own, refs) ?? refOfBase(fallback, refs) };
    }),
  );
  cache.keepOnly(worktrees);
  const [graph, looks] = await Promise.all([
    readGraph(context, repository, seen, cache),
    Promise.all(worktrees.map((worktree) => looking.lookAt(worktree))),
  ]);
  const staleDays = settings['git.stale_days'];
  const now = context.clock();
  return seen.flatMap((each, index) => {
    const look = looks[index];
    return look === undefined ? [] : [describe(each, look, graph, { staleDays, now })];
  });
}

interface SeenWorktree {
  readonly worktree: Worktree;
  readonly row: TicketRow | null;
  readonly hasLostTicket: boolean;
  readonly base: Pick<Ref, 'name' | 'id'> | null;
}

/** Whether a worktree stands in the folder of another project with tickets of its own. */
async function isOfOtherStore({ layout }: GitContext, { path }: Worktree): Promise<boolean> {
  const found = await locateStore(dirname(path)).catch(() => null);
  return found !== null && found.layout.project !== layout.project;
}

const noTicket: WorktreeTicket = { row: null, isNamedLikeOne: false };

function describe(
  { worktree, row, hasLostTicket, base }: SeenWorktree,
  { state, dirty }: WorktreeLook,
  graph: CommitGraph | null,
  { staleDays, now }: { readonly staleDays: number | null; readonly now: Date },
): WorktreeInfo {
  const { path, isMain, branch, locked, head } = worktree;
  const counts = head === null || base === null ? null : graph?.compare(head, base.id);
  const { ahead, behind } = counts ?? { ahead: null, behind: null };
  const facts = { isMain, state, branch, row, hasLostTicket, ahead, base: base?.name ?? null };
  return {
    ...{ path, isMain, branch, locked, state, dirty, ahead, behind },
    ticket: row === null ? null : { id: row.id, slug: row.slug, title: row.title, status: row.status },
    base: facts.base,
    lastCommit: lastCommitOf(graph, worktree),
    orphan: orphanReason(facts, staleDays, now),
  };
}

async function knownBase(context: GitContext, row: TicketRow, { bases }: WorktreeCache): Promise<string | null> {
  const known = bases.get(row) ?? { base: await baseOfTicket(context, row) };
  bases.set(row, known);
  return known.base;
}

/** Null where git cannot walk the commits, as when some are missing. */
async function readGraph(
  { runner, logger }: GitContext,
  { commonDir }: Repository,
  seen: readonly SeenWorktree[],
  cache: WorktreeCache,
): Promise<CommitGraph | null> {
  const ids = seen.flatMap(({ worktree, base }) => [worktree.head, base?.id ?? null]);
  const unique = [...new Set(ids.filter((id) => id !== null))].sort();
  const tips = unique.join(' ');
  if (cache.graph?.tips === tips) return cache.graph.commits;
  try {
    const commits = await CommitGraph.read(runner, commonDir, unique);
    cache.graph = { tips, commits };
    return commits;
  } catch (error) {
    logger.warn(`the commits of the worktrees cannot be read: ${String(error)}`);
    return null;
  }
}

function lastCommitOf(graph: CommitGraph | null, { head }: Worktree): WorktreeInfo['lastCommit'] {
  const commit = head === null ? null : (graph?.commit(head) ?? null);
  if (commit === null) return null;
  const { subject, author, committedAt } = commit;
  return { subject, author, at: new Date(committedAt * 1000).toISOString() };
}
