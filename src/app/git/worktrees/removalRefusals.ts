import { sep } from 'node:path';
import { TicketreeError } from '../../../domain/errors.js';
import { isGitRunningWith } from '../../../git/runningGit.js';
import { halfMade, type Worktree } from '../../../git/worktreeList.js';
import type { FlowFiles } from '../flows/flowFile.js';
import type { GitContext } from '../gitContext.js';
import { isInside } from '../start/worktreePath.js';
import type { WorktreeWork } from './worktreeWork.js';

/**
 * Refuses to remove a worktree that is in use, whoever insists.
 * @param isHalfMade whether git was stopped while it made it: nobody holds that lock any more
 * @throws TicketreeError `worktree_in_use`, `worktree_locked`, `worktree_nested`
 */
export function refuseInUse(
  { folder, layout }: GitContext,
  worktree: Worktree,
  all: readonly Worktree[],
  { fromInside, isHalfMade }: { readonly fromInside: boolean; readonly isHalfMade: boolean },
): void {
  const { path, isMain, locked } = worktree;
  if (isMain) throw inUse(`${path} is the main worktree.`, 'Only linked worktrees can be removed.');
  if (isInside(path, layout.root)) {
    throw inUse(`${path} holds the tickets themselves.`, 'Move the .vibe-ticket folder elsewhere first.');
  }
  if (!fromInside && isInside(path, folder)) throw inUse(`You stand in ${path}.`, 'Go to another folder first.');
  if (locked !== null && !isHalfMade) throw lockedError(path, locked);
  const inner = all.find((each) => each.path.startsWith(`${path}${sep}`));
  if (inner === undefined) return;
  throw new TicketreeError(
    'worktree_nested',
    `Another worktree lies inside of ${path}: ${inner.path}.`,
    'Remove that one first, or move it with `git worktree move`.',
  );
}

/** A removal goes on when its command is killed, whatever somebody puts there. @throws TicketreeError `git_locked` */
export async function refuseGoing(path: string): Promise<void> {
  if ((await isGitRunningWith(['worktree', 'remove', path])) !== true) return;
  throw new TicketreeError('git_locked', `git is just removing the worktree ${path}.`, 'Try again when it has ended.');
}

/** Refuses what not even a snapshot could keep. @throws TicketreeError `unsaved_work` */
export function refuseUnkeepable(path: string, { contents }: WorktreeWork): void {
  const { repositories, status } = contents;
  if (repositories.length > 0) {
    throw new TicketreeError(
      'unsaved_work',
      `${path} holds repositories of their own: ${repositories.join(', ')}.`,
      'Move them elsewhere, or delete them, and try again.',
    );
  }
  if (status.dirtySubmodules.length === 0) return;
  throw new TicketreeError(
    'unsaved_work',
    `Submodules of ${path} hold changes that are not committed: ${status.dirtySubmodules.join(', ')}.`,
    'Commit and push them, or discard them there, and try again.',
  );
}

/** @param unsaved a line each, see `unsavedIn`. @throws TicketreeError `unsaved_work` */
export function refuseUnsaved(path: string, unsaved: readonly string[]): void {
  if (unsaved.length === 0) return;
  throw new TicketreeError(
    'unsaved_work',
    `${path} holds work that would be lost: ${unsaved.join('; ')}.`,
    'Commit it, or say --force: then it is kept in the trash, see `ticketree worktree trash list`.',
  );
}

/** A finish that waits for a person works in the worktree. @throws TicketreeError `invalid_transition` */
export async function refuseWaitingFinish(flows: FlowFiles, ticket: string): Promise<void> {
  if ((await flows.read(ticket)) === null) return;
  throw new TicketreeError(
    'invalid_transition',
    'A start or finish of the ticket is not over.',
    'Go on with `ticketree finish --continue`, or take it back with `ticketree finish --abort`.',
  );
}

/** After a move of the repository or the worktree. */
export function brokenLink(path: string): TicketreeError {
  return new TicketreeError(
    'git_failed',
    `${path} is no worktree of this repository any more: its .git leads elsewhere.`,
    'If the repository or the worktree was moved, run `ticketree worktree repair` first.',
  );
}

export function worktreeGone(path: string): TicketreeError {
  return new TicketreeError(
    'worktree_not_found',
    `The worktree ${path} is gone already.`,
    'Somebody else has just removed it.',
  );
}

function lockedError(path: string, locked: string): TicketreeError {
  if (locked === halfMade) {
    return new TicketreeError('worktree_locked', `${path} is just being made.`, 'Wait for git to end, and try again.');
  }
  return new TicketreeError(
    'worktree_locked',
    `The worktree ${path} is locked${locked === '' ? '' : `: ${locked}`}.`,
    'Unlock it with `ticketree worktree unlock` if it may go.',
  );
}

function inUse(message: string, hint: string): TicketreeError {
  return new TicketreeError('worktree_in_use', message, hint);
}
