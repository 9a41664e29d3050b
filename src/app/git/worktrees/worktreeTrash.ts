import { TicketreeError } from '../../../domain/errors.js';
import { forgetTrash, listTrash, restoreTrash, type TrashRef } from '../../../git/trashRefs.js';
import { requireRepository, type GitContext } from '../gitContext.js';

/** What deleted branches and removed worktrees have left, the latest first. @throws TicketreeError `no_repository` */
export async function listWorktreeTrash(context: GitContext): Promise<TrashRef[]> {
  const { commonDir } = await requireRepository(context);
  return listTrash(context.runner, commonDir);
}

/** A restored piece of trash, and the branch that it is now. */
export interface RestoredTrash {
  readonly trash: TrashRef;
  /** Short name; another than its own where that is taken. */
  readonly branch: string;
}

/**
 * Makes a branch of what a trash ref keeps; of a worktree's work the branch is one commit on top of what it was on.
 * @param reference the name of a branch, of which the latest is meant, or the name of the ref
 * @throws TicketreeError `ref_not_found`
 */
export async function restoreWorktreeTrash(context: GitContext, reference: string): Promise<RestoredTrash> {
  const { commonDir } = await requireRepository(context);
  const all = await listTrash(context.runner, commonDir);
  const trash =
    all.find(({ ref }) => ref === reference || ref.endsWith(`/trash/${reference}`)) ??
    all.find(({ name }) => name === reference);
  if (trash) return { trash, branch: await restoreTrash(context.runner, commonDir, trash) };
  throw new TicketreeError(
    'ref_not_found',
    `Nothing in the trash is called "${reference}".`,
    'See `ticketree worktree trash list` for what lies there.',
  );
}

/** Forgets trash for ever. @throws TicketreeError `git_locked` */
export async function emptyWorktreeTrash(context: GitContext, trash: readonly TrashRef[]): Promise<void> {
  const { commonDir } = await requireRepository(context);
  await forgetTrash(context.runner, commonDir, trash);
}
