import { join } from 'node:path';
import { TicketreeError } from '../../../domain/errors.js';
import { rowOf } from '../../../domain/ticketRow.js';
import type { Ticket } from '../../../domain/ticket.js';
import { leavesActive } from '../../../domain/transitions.js';
import { listRefPlaces } from '../../../git/refPlaces.js';
import { branchOf, branchRef } from '../../../git/refs.js';
import { returnOf } from '../../../git/worktreeAdmin.js';
import { readWorktreeFiles } from '../../../git/worktreeFiles.js';
import { isFolder } from '../../../store/files.js';
import { requireRepository, type GitContext, type Repository } from '../gitContext.js';
import { goTo } from './startSteps.js';
import { branchesOfTicket, branchNaming } from '../ticketBranches.js';

/** Where the work on a ticket is. */
export interface SwitchedTo {
  readonly ticket: Ticket;
  readonly branch: string;
  /** Root of the checkout that has the branch: the ticket's worktree, or the one that the person stands in. */
  readonly path: string;
  /** Whether this checkout was switched to the branch. */
  readonly switched: boolean;
  /** One sentence each, for a person. */
  readonly notes: readonly string[];
}

/**
 * Goes to the work on a ticket, and makes it the active one: to its worktree where it has one, also while its branch is
 * being rebased there, else this checkout goes to its branch, which git refuses where changed files are in the way.
 * @throws TicketreeError `no_repository`, `branch_not_found`, `git_failed`
 */
export async function switchWork(context: GitContext, id: string): Promise<SwitchedTo> {
  const repository = await requireRepository(context);
  const ticket = await context.store.read(id);
  const [refs, naming] = await Promise.all([
    listRefPlaces(context.runner, repository.checkout, ['refs/heads']),
    branchNaming(context),
  ]);
  const existing = refs.flatMap(({ name }) => branchOf(name) ?? []);
  const [branch] = branchesOfTicket(rowOf(ticket), existing, naming);
  if (branch === undefined) throw noBranch(ticket);
  const at = refs.find(({ name }) => name === branchRef(branch))?.worktree ?? (await comesBackTo(repository, branch));
  if (at !== null && !isFolder(at)) throw worktreeGone(at);
  const notes = at === null ? await goTo(context, repository.checkout, branch, ['--no-guess', branch]) : [];
  // What is done is nobody's active ticket, also when somebody looks at its branch.
  if (!leavesActive(ticket.status)) await context.tickets.setActive(id);
  return { ticket, branch, path: at ?? repository.checkout, switched: at === null, notes };
}

/** The worktree that is on no branch while git rebases or bisects that one, as after a finish that met conflicts. */
async function comesBackTo({ commonDir, mainWorktree }: Repository, branch: string): Promise<string | null> {
  const linked = (await readWorktreeFiles(commonDir)).map(({ name, path }) => ({
    path,
    gitDir: join(commonDir, 'worktrees', name),
  }));
  const all = mainWorktree === null ? linked : [{ path: mainWorktree, gitDir: commonDir }, ...linked];
  for (const { path, gitDir } of all) if ((await returnOf(gitDir))?.branch === branch) return path;
  return null;
}

function noBranch({ title }: Ticket): TicketreeError {
  return new TicketreeError(
    'branch_not_found',
    `"${title}" has no branch in this clone.`,
    'Start it with `ticketree start`, which makes one.',
  );
}

function worktreeGone(path: string): TicketreeError {
  return new TicketreeError(
    'worktree_not_found',
    `The worktree ${path} is gone, and git still keeps the branch for it.`,
    'If it was moved, mend it with `ticketree worktree repair`; else tidy up with `ticketree worktree prune`.',
  );
}
