import { TicketreeError } from '../../domain/errors.js';
import { gitLinkOf } from '../../domain/gitLink.js';
import type { Ticket } from '../../domain/ticket.js';
import { rowOf } from '../../domain/ticketRow.js';
import { branchOf, branchRef, listRefs } from '../../git/refs.js';
import { readHeadBranch } from '../../git/worktreeFiles.js';
import { requireRepository, type GitContext, type Repository } from './gitContext.js';
import { branchesOfTicket, branchNaming } from './ticketBranches.js';
import { defaultBase, refOfBase } from './worktrees/worktreeBase.js';

/** A branch as it stands: short name and id of its commit. */
interface BranchTip {
  readonly name: string;
  readonly id: string;
}

/** The branch of a ticket and what it is measured by, found with one process. */
export interface TicketBranch {
  readonly repository: Repository;
  readonly ticket: Ticket;
  /** Null where it has none, or none any more. */
  readonly branch: BranchTip | null;
  readonly base: BranchTip | null;
}

/** @throws TicketreeError `git_off`, `no_repository`, `ticket_not_found`, `ticket_broken` */
export async function lookAtBranch(context: GitContext, id: string): Promise<TicketBranch> {
  const repository = await requireRepository(context);
  const ticket = await context.store.read(id);
  const [refs, naming, said] = await Promise.all([
    listRefs(context.runner, repository.checkout, ['refs/heads/', 'refs/remotes/']),
    branchNaming(context),
    context.settings.get('git.base'),
  ]);
  const names = refs.flatMap(({ name }) => branchOf(name) ?? []);
  const [name] = branchesOfTicket(rowOf(ticket), names, naming);
  const tip = refs.find((ref) => name !== undefined && ref.name === branchRef(name));
  const branch = name === undefined || tip === undefined ? null : { name, id: tip.id };
  // The base that was written down may have been renamed or deleted since.
  const base =
    refOfBase(gitLinkOf(ticket)?.base ?? null, refs) ??
    refOfBase(defaultBase(said, refs, readHeadBranch(repository.commonDir)), refs);
  // The main worktree may be on the ticket's own branch.
  return { repository, ticket, branch, base: base?.name === name ? null : base };
}

/** That a ticket has no branch to look at. */
export function noBranch(ticket: Ticket): TicketreeError {
  const recorded = gitLinkOf(ticket)?.branch;
  return new TicketreeError(
    'branch_not_found',
    recorded === undefined
      ? `"${ticket.title}" has no branch.`
      : `The branch ${recorded} of "${ticket.title}" is gone.`,
    'See `ticketree commits` for the commits that mention the ticket.',
  );
}
