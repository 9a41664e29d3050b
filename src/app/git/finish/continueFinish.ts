import { existsSync } from 'node:fs';
import { TicketreeError } from '../../../domain/errors.js';
import type { Ticket } from '../../../domain/ticket.js';
import { gitFailed } from '../../../git/gitFailures.js';
import { abortPending, concludePending, isRebaseCutShort, pendingIn } from '../../../git/pendingMerge.js';
import { gitDirOf } from '../../../git/worktreeAdmin.js';
import { isGitRunningIn, outlastGit } from '../../../git/runningGit.js';
import { readStatus } from '../../../git/worktreeStatus.js';
import { bringHome } from './bringHome.js';
import { namedFiles } from './finishChecks.js';
import { filesWithMarkers } from './finishConflicts.js';
import type { ContinueRequest, FinishOutcome } from './finishTypes.js';
import { takeHalfMergeBack } from './halfMerge.js';
import { FlowFiles, type FinishSteps } from '../flows/flowFile.js';
import { requireRepository, type GitContext } from '../gitContext.js';
import { worktreesOf } from '../worktreesOf.js';

type Waiting = FinishSteps & { readonly worktree: string };

/**
 * Goes on where conflicts stopped a finish. Also where a person has concluded the merge by hand, or given it up.
 * @throws TicketreeError `nothing_to_continue`, `merge_conflict`, and as finishing
 */
export async function continueFinish(
  context: GitContext,
  id: string,
  request: ContinueRequest,
): Promise<FinishOutcome> {
  return withWaiting(context, id, async (flows, steps) => {
    // A merge of which only the files have been taken back would undo all that the base has got.
    if (steps.givenUp === true) throw givenUp();
    const files = await conclude(context, flows, id, steps);
    const { way, branch, base, worktree, keepWorktree, keepBranch, message } = steps;
    if (files.length > 0) {
      return { kind: 'conflicts', ticket: await context.store.read(id), branch, base, worktree, files };
    }
    const said = message === null ? {} : { message };
    return bringHome(context, flows, id, { way, into: base, keepWorktree, keepBranch, ...said, ...request });
  });
}

/**
 * Takes back a finish that conflicts stopped; the worktree is as it was. What has been resolved already is kept in the trash.
 * @throws TicketreeError `nothing_to_continue`
 */
export async function abortFinish(context: GitContext, id: string): Promise<Ticket> {
  return withWaiting(context, id, async (flows, steps) => {
    const { worktree } = steps;
    const pending = await pendingIn(context.runner, worktree);
    if (pending !== null) {
      await keepResolved(context, worktree);
      await flows.write(id, { ...steps, givenUp: true }, context.clock());
      await abortPending(context.runner, worktree, pending);
    } else if (steps.bringing === true) {
      await takeHalfMergeBack(context, steps);
    }
    await flows.remove(id);
    return context.store.read(id);
  });
}

async function keepResolved(context: GitContext, path: string): Promise<void> {
  const repository = await requireRepository(context);
  const worktree = (await worktreesOf(context.runner, repository)).find((each) => each.path === path);
  const gitDir = await gitDirOf(path);
  if (worktree === undefined || gitDir === null) return;
  const { snapshotWorktree } = await import('../worktrees/worktreeSnapshot.js');
  await snapshotWorktree(context, repository, worktree, gitDir);
}

async function withWaiting<T>(
  context: GitContext,
  id: string,
  work: (flows: FlowFiles, steps: Waiting) => Promise<T>,
): Promise<T> {
  const { commonDir } = await requireRepository(context);
  const flows = new FlowFiles(commonDir);
  return flows.exclusively(id, 'finish', async () => {
    const steps = (await flows.read(id))?.steps;
    if (steps?.kind !== 'finish' || steps.stage !== 'resolving' || steps.worktree === null) throw nothingWaits();
    const { worktree } = steps;
    if (existsSync(worktree)) {
      if ((await outlastGit(() => isGitRunningIn(worktree))) === true) throw atWork(worktree);
      return work(flows, { ...steps, worktree });
    }
    // With the worktree all that waited in it is gone, and the branch stands where it stood.
    await flows.remove(id);
    throw nothingWaits();
  });
}

/** @returns the files of the next conflict, which a rebase may meet; none when it is over */
async function conclude(context: GitContext, flows: FlowFiles, id: string, steps: Waiting): Promise<readonly string[]> {
  const { runner, clock } = context;
  const { worktree, conflicts = [] } = steps;
  const before = await readStatus(runner, worktree);
  const pending = await pendingIn(runner, worktree);
  if (pending === null && steps.bringing === true) await takeHalfMergeBack(context, steps);
  const marked = pending === null ? [] : await filesWithMarkers(worktree, conflicts);
  const left = [...new Set([...before.conflicts, ...marked])];
  if (left.length > 0) throw unresolved(worktree, left);
  if (pending === 'rebase' && (await isRebaseCutShort(runner, worktree))) throw cutShort(worktree);
  if (pending === null) return [];
  const result = await concludePending(runner, worktree, pending);
  const after = await readStatus(runner, worktree);
  if (after.conflicts.length > 0) await flows.write(id, { ...steps, conflicts: after.conflicts }, clock());
  else if (result.code !== 0) throw gitFailed(result, worktree, [pending]);
  return after.conflicts;
}

function unresolved(worktree: string, files: readonly string[]): TicketreeError {
  return new TicketreeError(
    'merge_conflict',
    `Conflicts in ${worktree} are not resolved yet: ${namedFiles(files)}.`,
    'Resolve them, `git add` the files, and go on with `ticketree finish --continue`; or `ticketree finish --abort`.',
  );
}

/** A command that was killed may have left it at work. */
function atWork(worktree: string): TicketreeError {
  return new TicketreeError('git_locked', `git is at work in ${worktree}.`, 'Try again when it has ended.');
}

function givenUp(): TicketreeError {
  return new TicketreeError(
    'nothing_to_continue',
    'The finish of that ticket was given up, and git was stopped while it took the merge back.',
    'Run `ticketree finish --abort` once more, which does the rest.',
  );
}

function cutShort(worktree: string): TicketreeError {
  return new TicketreeError(
    'merge_conflict',
    `git was stopped in the middle of a commit of the rebase in ${worktree}, and would leave it out if it went on.`,
    'Take it back with `ticketree finish --abort`, which keeps what has been resolved in the trash, and finish again.',
  );
}

function nothingWaits(): TicketreeError {
  return new TicketreeError(
    'nothing_to_continue',
    'No finish of that ticket waits to be continued.',
    'Begin one with `ticketree finish`.',
  );
}
