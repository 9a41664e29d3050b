import { branchNameOf } from '../../../domain/branchName.js';
import { branchOf, listRefs } from '../../../git/refs.js';
import { readHeadBranch } from '../../../git/worktreeFiles.js';
import { requireRepository, type GitContext } from '../gitContext.js';
import { branchesOfTicket, branchNaming } from '../ticketBranches.js';
import { defaultBase } from '../worktrees/worktreeBase.js';

/** A branch that a person may choose. */
interface BranchChoice {
  /** Short name, such as `main` or `origin/main`. */
  readonly name: string;
  readonly isRemote: boolean;
  /** Of its last commit. */
  readonly subject: string;
  /** Of its last commit, seconds since the epoch; null for none. */
  readonly committedAt: number | null;
}

/** What a person who starts a ticket may choose from. */
export interface BranchChoices {
  /** The name that the settings make. */
  readonly suggested: string;
  /** Branches that the ticket has already, the likeliest first. */
  readonly ofTicket: readonly string[];
  /** Short name of the branch that work starts from where nobody says otherwise; null where that cannot be told. */
  readonly base: string | null;
  /** All branches, the ones with the latest commits first, local ones before remote ones. */
  readonly all: readonly BranchChoice[];
}

/** @throws TicketreeError `no_repository`, `git_off` */
export async function branchChoices(context: GitContext, id: string): Promise<BranchChoices> {
  const { checkout, gitDir } = await requireRepository(context);
  const naming = await branchNaming(context);
  const row = context.store.row(id);
  const refs = await listRefs(context.runner, checkout, ['refs/heads/', 'refs/remotes/']);
  const all = refs
    // `origin/HEAD` only stands for another.
    .filter(({ symref }) => symref === null)
    .map(({ name, subject, committedAt }) => ({
      ...{ name: name.replace(/^refs\/(?:heads|remotes)\//, ''), subject, committedAt },
      isRemote: branchOf(name) === null,
    }))
    .sort((a, b) => Number(a.isRemote) - Number(b.isRemote) || (b.committedAt ?? 0) - (a.committedAt ?? 0));
  const local = all.filter(({ isRemote }) => !isRemote).map(({ name }) => name);
  return {
    suggested: row ? branchNameOf(row, naming) : '',
    base: defaultBase(await context.settings.get('git.base'), refs, readHeadBranch(gitDir)),
    ofTicket: row ? branchesOfTicket(row, local, naming) : [],
    all,
  };
}
