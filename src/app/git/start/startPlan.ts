import { isBranchName } from '../../../domain/branchName.js';
import { TicketreeError } from '../../../domain/errors.js';
import { gitLinkOf, type GitLink } from '../../../domain/gitLink.js';
import type { Ticket } from '../../../domain/ticket.js';
import type { TicketRow } from '../../../domain/ticketRow.js';
import { listRefPlaces } from '../../../git/refPlaces.js';
import { readHeadBranch, readWorktreeFiles, type WorktreeFile } from '../../../git/worktreeFiles.js';
import { halfMade } from '../../../git/worktreeList.js';
import type { StartSteps } from '../flows/flowFile.js';
import type { GitContext, Repository } from '../gitContext.js';
import { findStartPoint, patternsOfBase, type StartPoint } from './startBase.js';
import { chooseBranch, likelyBranches, type BranchChoice } from './startBranch.js';
import type { StartWishes } from './startWishes.js';
import { branchNaming } from '../ticketBranches.js';
import { refuseGoing } from '../worktrees/removalRefusals.js';
import { firstMissingFolder, refuseTakenPath, worktreePathOf } from './worktreePath.js';

/** What a start will do in git, found out without changing anything. */
export interface StartPlan {
  readonly steps: StartSteps;
  /** What the ticket will say. */
  readonly link: GitLink;
  /** Where the ticket's worktree is, or will be; null where it has none. */
  readonly worktree: string | null;
  /** Full name of the remote's branch that the new one follows; null for none. */
  readonly follows: string | null;
  /** Whether git still knows a worktree whose folder is gone. */
  readonly replacesLost: boolean;
  readonly notes: readonly string[];
}

/** Looks at the repository and decides what to make. @throws TicketreeError that says what is in the way */
export async function planStart(
  context: GitContext,
  repository: Repository,
  ticket: Ticket,
  wishes: StartWishes,
): Promise<StartPlan> {
  const naming = await branchNaming(context);
  const named = { byPerson: wishes.base, bySettings: wishes.settings.get('git.base') };
  const likely = likelyBranches(ticket, naming, wishes.branchName).filter(isBranchName);
  const patterns = [...patternsOfBase(named.byPerson ?? named.bySettings), ...likely.map((each) => remoteOf(each))];
  const [refs, linked] = await Promise.all([
    listRefPlaces(context.runner, repository.checkout, patterns),
    readWorktreeFiles(repository.commonDir),
  ]);
  const readRows = async (): Promise<readonly TicketRow[]> => (await context.store.readRows()).rows;
  const branch = await chooseBranch(ticket, naming, wishes.branchName, refs, readRows);
  const point = await startPointOf(ticket, branch, wishes, () => findStartPoint(context, repository, refs, named));
  const place = await choosePlace(context, repository, ticket, wishes, branch, linked);
  const base = point.base === branch.name ? null : point.base;
  return {
    steps: {
      kind: 'start',
      branch: branch.name,
      base,
      from: branch.continues?.id ?? point.from,
      makesBranch: branch.ref === null,
      worktree: place.makesWorktree,
      madeFolder: place.makesWorktree === null ? null : firstMissingFolder(place.makesWorktree),
      switches: place.switches,
      before: place.switches === null ? null : await checkedOut(context, repository),
    },
    link: { branch: branch.name, base, pull_request: gitLinkOf(ticket)?.pull_request ?? null },
    worktree: place.worktree,
    follows: branch.continues?.name ?? null,
    replacesLost: place.replacesLost,
    notes: [...branch.notes, ...(branch.ref === null && point.note !== null ? [point.note] : []), ...place.notes],
  };
}

/** Whether there is anything to make; else branch and worktree are there already. */
export function makesSomething({ steps }: StartPlan): boolean {
  return steps.worktree !== null || steps.switches !== null;
}

/** A branch that is there needs no place to start at; its base is what the ticket says, or the best guess. */
async function startPointOf(
  ticket: Ticket,
  { name, ref }: BranchChoice,
  wishes: StartWishes,
  find: () => Promise<StartPoint>,
): Promise<StartPoint> {
  const recorded = gitLinkOf(ticket)?.base ?? null;
  if (wishes.branchName === name && recorded === name) throw isBase(name);
  if (ref !== null && recorded !== null && wishes.base === null) return { base: recorded, from: ref.id, note: null };
  try {
    const point = await find();
    if (ref !== null && wishes.branchName === name && point.base === name) throw isBase(name);
    return ref === null ? point : { ...point, from: ref.id };
  } catch (error) {
    if (ref === null || !TicketreeError.is(error, 'detached_head', 'unborn_branch')) throw error;
    return { base: null, from: ref.id, note: null };
  }
}

interface Place {
  readonly worktree: string | null;
  readonly makesWorktree: string | null;
  readonly switches: string | null;
  readonly replacesLost: boolean;
  readonly notes: readonly string[];
}

const nowhere: Place = { worktree: null, makesWorktree: null, switches: null, replacesLost: false, notes: [] };

async function choosePlace(
  context: GitContext,
  repository: Repository,
  ticket: Ticket,
  wishes: StartWishes,
  { name, ref }: BranchChoice,
  linked: readonly WorktreeFile[],
): Promise<Place> {
  const at = ref?.worktree ?? null;
  const known = linked.find(({ path }) => path === at);
  if (at !== null && !known) {
    if (wishes.inWorktree && wishes.isAsked) throw isInMain(name, at);
    return { ...nowhere, notes: at === repository.checkout ? [] : [`It is checked out in ${at}.`] };
  }
  if (known?.locked === halfMade) throw stillInMaking(known.path);
  if (known?.isThere === true) {
    await refuseGoing(known.path);
    return { ...nowhere, worktree: known.path, notes: [`Its worktree ${known.path} was there already.`] };
  }
  if (!wishes.inWorktree) return { ...nowhere, switches: repository.checkout };
  const path = await worktreePathOf(context, wishes.settings, ticket);
  refuseTakenPath(path, repository, linked);
  const replacesLost = known !== undefined || linked.some((each) => each.path === path);
  return { ...nowhere, worktree: path, makesWorktree: path, replacesLost };
}

/** What a checkout is on: a branch, or the id of a commit. */
async function checkedOut({ runner }: GitContext, { checkout, gitDir }: Repository): Promise<string> {
  return readHeadBranch(gitDir) ?? (await runner.text(checkout, ['rev-parse', '--verify', 'HEAD']));
}

function remoteOf(branch: string): string {
  return `refs/remotes/*/${branch}`;
}

function isBase(name: string): TicketreeError {
  return new TicketreeError(
    'branch_exists',
    `${name} is the branch that tickets start from, so it cannot be the branch of one.`,
    'Name another branch with --branch-name.',
  );
}

function isInMain(branch: string, path: string): TicketreeError {
  return new TicketreeError(
    'worktree_in_use',
    `The branch ${branch} is checked out in ${path}, so that no other worktree can have it.`,
    'Go to another branch there first, or start the ticket with --no-worktree.',
  );
}

function stillInMaking(path: string): TicketreeError {
  return new TicketreeError(
    'worktree_locked',
    `The worktree ${path} is just being made, or git was stopped while it made it.`,
    'Try again in a moment; `ticketree doctor` tells of worktrees that were left half made.',
  );
}
