import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TicketreeError } from '../../../domain/errors.js';
import { gitFailed } from '../../../git/gitFailures.js';
import { abortPending, beginPending, type Pending } from '../../../git/pendingMerge.js';
import { newTrashRef } from '../../../git/trashRefs.js';
import { updateRefs } from '../../../git/updateRefs.js';
import { isClean, readStatus } from '../../../git/worktreeStatus.js';
import { stepsOf } from './finishSteps.js';
import { placeForConflicts } from './conflictPlace.js';
import { namedFiles } from './finishChecks.js';
import type { FinishFacts } from './finishFacts.js';
import type { FinishOutcome, FinishRequest } from './finishTypes.js';
import type { FlowFiles } from '../flows/flowFile.js';
import type { GitContext } from '../gitContext.js';

interface Conflict {
  readonly facts: FinishFacts;
  /** Files that the merge in git's object store could not merge. */
  readonly files: readonly string[];
}

/**
 * Brings the base into the ticket's worktree, so that a person can resolve the conflicts there, and writes down that the
 * finish waits for that.
 * @throws TicketreeError `merge_conflict` where no worktree can take them, `branch_changed`, `git_failed`
 */
export async function stopForConflicts(
  context: GitContext,
  flows: FlowFiles,
  { facts, files }: Conflict,
  request: FinishRequest,
): Promise<FinishOutcome> {
  const { runner } = context;
  const { ticket, branch, base, status, checkout, way } = facts;
  if (checkout !== null && status !== null && !isClean(status)) throw notClean(checkout.path, files);
  const worktree = await placeForConflicts(context, facts, files);
  const kind: Pending = way === 'rebase' ? 'rebase' : 'merge';
  const steps = await stepsOf(context, facts, request, { message: request.message ?? null, merged: null });
  const waiting = { ...steps, stage: 'resolving', worktree, conflicts: files } as const;
  await flows.write(ticket.id, { ...waiting, bringing: true }, context.clock());
  try {
    // A rebase replaces the commits; what they were is kept.
    if (kind === 'rebase') await keepTip(context, facts);
    const result = await beginPending(runner, worktree, kind, base.short);
    const { conflicts } = await readStatus(runner, worktree);
    if (conflicts.length > 0) {
      await flows.write(ticket.id, waiting, context.clock());
      return {
        kind: 'conflicts',
        ticket,
        branch: branch.short,
        base: base.short,
        worktree,
        files: conflicts,
      };
    }
    if (result.code !== 0) throw gitFailed(result, worktree, [kind]);
    if (kind === 'merge') await abortPending(runner, worktree, kind);
    throw cameToRest(base.short);
  } catch (error) {
    await flows.remove(ticket.id);
    throw error;
  }
}

/** Files that still hold markers of a conflict. @param files relative to the worktree */
export async function filesWithMarkers(worktree: string, files: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const file of files) {
    const text = await readFile(join(worktree, file), 'utf8').catch(() => '');
    if (/^<{7} /m.test(text) && /^>{7} /m.test(text)) found.push(file);
  }
  return found;
}

async function keepTip({ runner, clock }: GitContext, { home, branch }: FinishFacts): Promise<void> {
  const ref = newTrashRef('branch', branch.short, clock());
  await updateRefs(runner, home, [{ kind: 'create', ref, id: branch.id }], `ticketree finish: ${branch.short}`);
}

function notClean(worktree: string, files: readonly string[]): TicketreeError {
  return new TicketreeError(
    'merge_conflict',
    `The merge conflicts in ${namedFiles(files)}, and ${worktree} has changes that are not committed.`,
    'Nothing was changed. Commit or stash them there, and finish again to resolve the conflicts.',
  );
}

function cameToRest(base: string): TicketreeError {
  return new TicketreeError(
    'branch_changed',
    `${base} moved while the work was brought into it, and there is no conflict any more.`,
    'Finish again.',
  );
}
