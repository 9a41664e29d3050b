import { TicketreeError } from '../../../domain/errors.js';
import { gitLinkOf, type GitLink } from '../../../domain/gitLink.js';
import type { MergeWay } from '../../../domain/gitSettings.js';
import type { Ticket } from '../../../domain/ticket.js';
import { rowOf } from '../../../domain/ticketRow.js';
import { compareCommits, type Divergence } from '../../../git/branchCommits.js';
import { branchOf, branchRef, listRefs, type Ref } from '../../../git/refs.js';
import { gitDirOf, unfinishedIn } from '../../../git/worktreeAdmin.js';
import type { Worktree } from '../../../git/worktreeList.js';
import { readStatus, type WorktreeStatus } from '../../../git/worktreeStatus.js';
import { awayWorktrees, type AwayWorktree } from './awayWorktrees.js';
import { baseOfFinish, patternsOfRemotes } from './finishBase.js';
import type { FinishRequest } from './finishTypes.js';
import { requireRepository, type GitContext, type Repository } from '../gitContext.js';
import { isInside } from '../start/worktreePath.js';
import { branchesOfTicket, branchNaming } from '../ticketBranches.js';
import { worktreesOf } from '../worktreesOf.js';

/** Where a finish starts from; found out without changing anything. */
export interface FinishFacts extends Divergence {
  readonly repository: Repository;
  /** Where git runs that needs no worktree; it is never removed. */
  readonly home: string;
  readonly ticket: Ticket;
  readonly link: GitLink | null;
  readonly way: MergeWay;
  /** The ticket's branch. */
  readonly branch: Ref & { readonly short: string };
  readonly base: Ref & { readonly short: string };
  readonly worktrees: readonly Worktree[];
  /** Where the ticket's branch is checked out; null for nowhere. */
  readonly checkout: Worktree | null;
  /** What is not committed there; null for nowhere. */
  readonly status: WorktreeStatus | null;
  /** Where the base is checked out, and what git is in the middle of there; null for nowhere. */
  readonly baseCheckout: { readonly path: string; readonly unfinished: string | null } | null;
  /** Worktrees on no branch that have to do with it. */
  readonly away: readonly AwayWorktree[];
  /** Commits of the branch that are the base's in its upstream, which this clone's base has not got yet. */
  readonly foreign: number;
}

/** @throws TicketreeError `no_repository`, `git_off`, `branch_not_found`, `ref_not_found`, `ticket_not_found` */
export async function lookAtFinish(context: GitContext, id: string, request: FinishRequest): Promise<FinishFacts> {
  const repository = await requireRepository(context);
  const home = homeOf(repository);
  const { runner, settings } = context;
  const said = await settings.some(['git.merge', 'git.base']);
  const [ticket, naming, worktrees, refs] = await Promise.all([
    context.store.read(id),
    branchNaming(context),
    worktreesOf(runner, repository),
    listRefs(runner, home, ['refs/heads/', ...patternsOfRemotes(request.into, said['git.base'])]),
  ]);
  const link = gitLinkOf(ticket);
  const names = refs.flatMap(({ name }) => branchOf(name) ?? []);
  const named = branchesOfTicket(rowOf(ticket), names, naming);
  const branch = refOf(refs, named[0]);
  if (branch === null) throw noBranch(ticket, link);
  const base = refOf(
    refs,
    baseOfFinish({ request, link, setting: said['git.base'], refs, worktrees, branch: branch.short }),
  );
  if (base === null) throw noBranch(ticket, link);
  const checkout = checkoutOf(worktrees, branch.short);
  const besides = repository.storePath === null ? [] : [repository.storePath];
  const [divergence, status, away, baseCheckout] = await Promise.all([
    compareCommits(runner, home, base.id, branch.id),
    checkout === null ? null : readStatus(runner, checkout.path, besides),
    awayWorktrees(context, worktrees, { ticket, branch, base }),
    lookAtBase(checkoutOf(worktrees, base.short)),
  ]);
  const way = request.way ?? said['git.merge'];
  const foreign = await foreignCommits(context, home, base, branch.id, divergence);
  return {
    ...{ repository, home, ticket, link, way, branch, base, worktrees, checkout, status, away, foreign, baseCheckout },
    ...divergence,
  };
}

async function lookAtBase(checkout: Worktree | null): Promise<FinishFacts['baseCheckout']> {
  if (checkout === null) return null;
  const gitDir = await gitDirOf(checkout.path);
  return { path: checkout.path, unfinished: gitDir === null ? null : await unfinishedIn(gitDir) };
}

async function foreignCommits(
  { runner }: GitContext,
  home: string,
  base: Ref,
  tip: string,
  { ahead }: Divergence,
): Promise<number> {
  if (base.upstream === null || (base.behind ?? 0) === 0 || ahead.length === 0) return 0;
  const own = await runner.text(home, ['rev-list', '--count', `${base.id}..${tip}`, `^${base.upstream}`, '--']);
  return ahead.length - Number(own);
}

/** A folder of the repository that no finish removes. */
export function homeOf({ mainWorktree, commonDir }: Repository): string {
  return mainWorktree ?? commonDir;
}

/** The worktree that has a branch checked out, if its folder is there. */
export function checkoutOf(worktrees: readonly Worktree[], branch: string): Worktree | null {
  return worktrees.find((each) => each.branch === branch && !each.isBare && each.prunable === null) ?? null;
}

/** Whether a worktree goes when its work is done: the main one stays, and so does the one that holds the store. */
export function isRemovable({ layout }: GitContext, worktree: Worktree): boolean {
  return !worktree.isMain && !isInside(worktree.path, layout.project);
}

function refOf(refs: readonly Ref[], short: string | undefined): FinishFacts['branch'] | null {
  if (short === undefined) return null;
  const ref = refs.find(({ name }) => name === branchRef(short));
  return ref === undefined ? null : { ...ref, short };
}

function noBranch({ title }: Ticket, link: GitLink | null): TicketreeError {
  return new TicketreeError(
    'branch_not_found',
    link === null ? `"${title}" has no branch.` : `The branch ${link.branch} of "${title}" is gone.`,
    'Start the ticket to give it one, or close it with `ticketree close`. Deleted branches are in `ticketree worktree trash`.',
  );
}
