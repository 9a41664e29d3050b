import { TicketreeError } from '../../../domain/errors.js';
import { stillStands } from '../../../domain/history.js';
import { namedFiles } from '../finish/finishChecks.js';
import type { GitContext } from '../gitContext.js';
import type { FinishRecord } from './finishRecord.js';

/** Why there is no finish of a ticket to be taken back. */
export async function nothingToUndo({ store }: GitContext, id: string): Promise<TicketreeError> {
  const [{ title }, entries] = await Promise.all([store.read(id), store.journal.entries()]);
  const finishes = entries.filter(
    ({ action, records }) => action === 'finish' && records.some(({ ticket }) => ticket === id),
  );
  const last = finishes.at(-1);
  return last !== undefined && !stillStands(entries, last.id)
    ? new TicketreeError('nothing_to_undo', `The finish of "${title}" has been taken back.`, 'Nothing is left to do.')
    : new TicketreeError(
        'nothing_to_undo',
        `Nothing is known here of a finish of "${title}".`,
        'Only the latest finish of a ticket in this clone is known, as long as git.trash_days says. `ticketree reopen` opens the ticket alone, `ticketree worktree trash list` shows deleted branches.',
      );
}

export function branchTaken({ branch, tip }: FinishRecord, by: string): TicketreeError {
  return new TicketreeError(
    'branch_exists',
    `The branch ${branch} cannot come back at ${tip.slice(0, 10)}, because there is another branch ${by}.`,
    'Nothing was changed. Rename that one with `git branch -m`, and try again.',
  );
}

export function tipGone({ branch, tip }: FinishRecord): TicketreeError {
  return new TicketreeError(
    'ref_not_found',
    `The branch ${branch} cannot come back: its commit ${tip.slice(0, 10)} is gone, and the trash does not hold it.`,
    'Nothing was changed. If another clone has it, fetch it from there and try again.',
  );
}

export function pathTaken(path: string): TicketreeError {
  return new TicketreeError(
    'path_exists',
    `${path} is taken, where the worktree was.`,
    'Nothing was changed. Move away what stands there, and try again.',
  );
}

export function movedOn(record: FinishRecord): TicketreeError {
  return new TicketreeError(
    'undo_refused',
    `${record.base} has gone on since ${record.branch} was brought into it.`,
    `Nothing was changed. Take the work out with a commit of its own, where ${record.base} is checked out: \`${revertOf(record)}\`.`,
  );
}

export function alreadyPushed(record: FinishRecord, remotes: readonly string[]): TicketreeError {
  return new TicketreeError(
    'undo_refused',
    `${remotes.join(', ')} has the merge already, so others may build on it.`,
    `Nothing was changed. Take the work out with \`${revertOf(record)}\`, or take ${record.base} back here alone with --force.`,
  );
}

/** The `git revert` that takes out what a finish has brought into the base. */
function revertOf({ way, merged, baseBefore }: FinishRecord): string {
  const short = merged.slice(0, 10);
  if (way === 'squash') return `git revert ${short}`;
  return way === 'merge' ? `git revert -m 1 ${short}` : `git revert ${baseBefore.slice(0, 10)}..${short}`;
}

/** @param what such as `a merge` */
export function inTheMiddle(checkout: string, what: string): TicketreeError {
  return new TicketreeError(
    'undo_refused',
    `${checkout} is in the middle of ${what}.`,
    'Nothing was changed. Conclude or abort that first, and try again.',
  );
}

/** @param files relative to the checkout's root */
export function inTheWay(checkout: string, files: readonly string[]): TicketreeError {
  return new TicketreeError(
    'base_in_the_way',
    `Going back would overwrite what is not committed in ${checkout}: ${namedFiles(files)}.`,
    'Nothing was changed. Commit, stash or move these files there, and try again.',
  );
}

export function waitsForConflicts(): TicketreeError {
  return new TicketreeError(
    'undo_refused',
    'A later finish of the ticket waits for its conflicts to be resolved.',
    'Take that one back with `ticketree finish --abort` first.',
  );
}
