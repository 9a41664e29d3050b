import type { Ticket } from '../../../domain/ticket.js';
import { rowOf } from '../../../domain/ticketRow.js';
import type { Ref } from '../../../git/refs.js';
import { gitDirOf, returnOf, type Return } from '../../../git/worktreeAdmin.js';
import type { Worktree } from '../../../git/worktreeList.js';
import type { GitContext } from '../gitContext.js';
import { ticketsOfWorktrees } from '../worktrees/worktreeTickets.js';

/** A worktree that is on no branch, and yet has to do with a finish. */
export interface AwayWorktree {
  readonly path: string;
  /** Where git goes back to when it is done there; null where it is in the middle of nothing. */
  readonly returns: Return | null;
  /** Whether it is the ticket's, and holds commits that neither the branch nor the base has. */
  readonly hasCommits: boolean;
}

/** Looks at the worktrees that are on no branch: git does not say whose they were, and few repositories have one. */
export async function awayWorktrees(
  context: GitContext,
  worktrees: readonly Worktree[],
  { ticket, branch, base }: { readonly ticket: Ticket; readonly branch: Ref; readonly base: Ref },
): Promise<AwayWorktree[]> {
  const detached = worktrees.filter((each) => each.branch === null && !each.isBare && each.prunable === null);
  if (detached.length === 0) return [];
  const owners = await ticketsOfWorktrees(context, detached, [rowOf(ticket)]);
  return Promise.all(
    detached.map(async ({ path, head }) => {
      const gitDir = await gitDirOf(path);
      const returns = gitDir === null ? null : await returnOf(gitDir);
      const isOwn = owners.get(path)?.row != null && head !== null;
      return { path, returns, hasCommits: isOwn && (await bringsCommits(context, path, [head, branch.id, base.id])) };
    }),
  );
}

async function bringsCommits(
  { runner }: GitContext,
  folder: string,
  [head = '', ...known]: string[],
): Promise<boolean> {
  return (await runner.text(folder, ['rev-list', '--max-count=1', head, '--not', ...known, '--'])) !== '';
}
