import { TicketreeError } from '../../../domain/errors.js';
import { halfMade } from '../../../git/worktreeList.js';
import { findWorktree, type FoundWorktree } from './findWorktree.js';
import { requireRepository, type GitContext } from '../gitContext.js';

/**
 * Keeps a worktree from being removed or forgotten, as one on a disk that is not always there.
 * @param reference path, branch or ticket
 * @param reason for people; may be empty
 * @throws TicketreeError `worktree_not_found`, `worktree_in_use` for the main one, `worktree_locked`
 */
export async function lockWorktree(context: GitContext, reference: string, reason: string): Promise<FoundWorktree> {
  const { commonDir } = await requireRepository(context);
  const found = await findWorktree(context, reference);
  const { path, isMain, locked } = found.worktree;
  if (isMain) throw new TicketreeError('worktree_in_use', `${path} is the main worktree.`, 'It cannot be locked.');
  if (locked !== null) {
    const why = locked === '' ? '' : `: ${locked}`;
    throw new TicketreeError('worktree_locked', `${path} is locked already${why}.`, 'Unlock it first to change that.');
  }
  const said = reason === '' ? [] : ['--reason', reason];
  await context.runner.run(commonDir, ['worktree', 'lock', ...said, '--', path]);
  return { ...found, worktree: { ...found.worktree, locked: reason } };
}

/** @throws TicketreeError `worktree_not_found`, `worktree_locked` for one that is being made */
export async function unlockWorktree(context: GitContext, reference: string): Promise<FoundWorktree> {
  const { commonDir } = await requireRepository(context);
  const found = await findWorktree(context, reference);
  const { path, locked } = found.worktree;
  if (locked === halfMade) {
    throw new TicketreeError(
      'worktree_locked',
      `${path} is just being made, or git was stopped while it made it.`,
      'Wait for git to end. If none is running, remove it with `ticketree worktree prune`.',
    );
  }
  if (locked !== null) await context.runner.run(commonDir, ['worktree', 'unlock', '--', path]);
  return { ...found, worktree: { ...found.worktree, locked: null } };
}
