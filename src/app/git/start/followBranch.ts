import { isOpen } from '../../../domain/ticketRow.js';
import { readHeadBranch } from '../../../git/worktreeFiles.js';
import { findRepository, type GitContext } from '../gitContext.js';
import { branchNaming, ticketsOfBranches } from '../ticketBranches.js';

/** Id of the ticket whose branch is checked out where the person stands; null where there is none. No git is run. */
export async function ticketOfCheckout(context: GitContext): Promise<string | null> {
  const repository = await findRepository(context);
  const branch = repository === null ? null : readHeadBranch(repository.gitDir);
  return branch === null ? null : ticketOfBranch(context, branch);
}

/**
 * Makes the ticket of a branch that somebody went to the active one, if that is wanted and it is open.
 * @returns its id; null where nothing was changed
 */
export async function followBranch(context: GitContext, branch: string): Promise<string | null> {
  const said = await context.settings.some(['git.enabled', 'git.follow_branch']);
  if (!said['git.enabled'] || !said['git.follow_branch']) return null;
  const id = await ticketOfBranch(context, branch, true);
  if (id === null || (await context.store.readActive())[0] === id) return null;
  await context.tickets.setActive(id);
  return id;
}

async function ticketOfBranch(context: GitContext, branch: string, mustBeOpen = false): Promise<string | null> {
  const { rows } = await context.store.readRows();
  const id = ticketsOfBranches([branch], rows, await branchNaming(context)).get(branch);
  const row = rows.find((each) => each.id === id);
  return row === undefined || (mustBeOpen && !isOpen(row)) ? null : row.id;
}
