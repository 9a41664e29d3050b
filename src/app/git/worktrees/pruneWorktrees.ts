import { rm } from 'node:fs/promises';
import { TicketreeError } from '../../../domain/errors.js';
import { forgetTrash, type TrashRef } from '../../../git/trashRefs.js';
import { requireRepository, type GitContext } from '../gitContext.js';
import type { PrunePlan } from './prunePlan.js';
import { removeWorktree, type RemovedWorktree } from './removeWorktree.js';

/** What a prune did. */
export interface PruneResult {
  readonly removed: readonly RemovedWorktree[];
  /** Worktrees that were to go and did not, and why: one sentence. */
  readonly stayed: readonly { readonly path: string; readonly why: string }[];
  readonly forgotten: readonly TrashRef[];
  readonly leftovers: readonly string[];
}

/**
 * Does what a plan says, as far as it still holds: each worktree is looked at once more before it goes.
 * @throws TicketreeError `no_repository`, `git_locked` where the trash cannot be changed
 */
export async function pruneWorktrees(context: GitContext, plan: PrunePlan): Promise<PruneResult> {
  const { commonDir } = await requireRepository(context);
  const removed: RemovedWorktree[] = [];
  const stayed: { path: string; why: string }[] = [];
  for (const { path, stays } of plan.worktrees) {
    if (stays !== null) continue;
    try {
      removed.push(await removeWorktree(context, path));
    } catch (error) {
      if (!TicketreeError.is(error)) throw error;
      // Somebody else may have been quicker, which is as good.
      if (error.code !== 'worktree_not_found') stayed.push({ path, why: error.message });
    }
  }
  await forgetTrash(context.runner, commonDir, plan.trash);
  for (const path of plan.leftovers) await rm(path, { recursive: true, force: true });
  return { removed, stayed, forgotten: plan.trash, leftovers: plan.leftovers };
}
