import { gitLinkOf, type GitLink } from '../../domain/gitLink.js';
import type { Ticket } from '../../domain/ticket.js';
import { rowOf, type TicketRow } from '../../domain/ticketRow.js';
import { readHeadBranch, readWorktreeFiles } from '../../git/worktreeFiles.js';
import { findRepository, type GitContext, type Repository } from './gitContext.js';
import { branchesOfTicket, branchNaming, ticketsOfBranches } from './ticketBranches.js';

/** Where the work on a ticket is, as the ticket and the files of git say; no git is run. */
export interface TicketGit extends GitLink {
  /** Where its branch is checked out; null for nowhere. */
  readonly worktree: string | null;
}

/** What is checked out where the person stands. */
export interface BranchHere {
  /** Short name. */
  readonly branch: string;
  /** Path of the linked worktree that the person stands in; null for the main one. */
  readonly worktree: string | null;
  /** The ticket that the branch belongs to; null for none. */
  readonly ticket: TicketRow | null;
}

/** The branch of a ticket, written down or checked out under its name; null where it has none. */
export async function gitOfTicket(context: GitContext, ticket: Ticket): Promise<TicketGit | null> {
  const link = gitLinkOf(ticket);
  const repository = await findRepository(context);
  const checkouts = repository === null ? [] : await checkoutsOf(repository);
  const worktreeOf = (name: string): string | null => checkouts.find(({ branch }) => branch === name)?.path ?? null;
  if (link !== null) return { ...link, worktree: worktreeOf(link.branch) };
  if (checkouts.length === 0) return null;
  const branches = checkouts.map(({ branch }) => branch);
  const [found] = branchesOfTicket(rowOf(ticket), branches, await branchNaming(context));
  return found === undefined ? null : { branch: found, base: null, pull_request: null, worktree: worktreeOf(found) };
}

/** @returns null outside of git and where no branch is checked out */
export async function branchHere(context: GitContext, rows: readonly TicketRow[]): Promise<BranchHere | null> {
  const repository = await findRepository(context);
  const branch = repository && readHeadBranch(repository.gitDir);
  if (branch === null) return null;
  const id = ticketsOfBranches([branch], rows, await branchNaming(context)).get(branch);
  const isLinked = repository?.gitDir !== repository?.commonDir;
  return {
    branch,
    worktree: isLinked ? (repository?.checkout ?? null) : null,
    ticket: rows.find((row) => row.id === id) ?? null,
  };
}

/** A branch and where it is checked out. */
interface Checkout {
  readonly branch: string;
  readonly path: string;
}

/** The linked worktrees that have a branch, and then the main one. No git is run. */
export async function checkoutsOf({ commonDir, mainWorktree }: Repository): Promise<Checkout[]> {
  const linked = await readWorktreeFiles(commonDir);
  const branch = readHeadBranch(commonDir);
  const there = linked.flatMap((each) =>
    each.branch === null || !each.isThere ? [] : [{ ...each, branch: each.branch }],
  );
  const main = branch === null || mainWorktree === null ? [] : [{ branch, path: mainWorktree }];
  return [...there, ...main];
}
