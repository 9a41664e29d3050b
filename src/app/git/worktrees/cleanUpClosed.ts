import { TicketreeError } from '../../../domain/errors.js';
import { readWorktreeFiles } from '../../../git/worktreeFiles.js';
import { FlowFiles } from '../flows/flowFile.js';
import { findRepository, type GitContext } from '../gitContext.js';
import { branchNaming, ticketsOfBranches } from '../ticketBranches.js';

/**
 * Removes the worktrees of tickets that have just been closed, as far as nothing would be lost; the branches stay. A
 * worktree that stays is told of in the log, since the ticket is closed all the same.
 * @param ids of the tickets
 */
export async function cleanUpClosed(context: GitContext, ids: readonly string[]): Promise<void> {
  const { settings, store } = context;
  if (!(await settings.get('git.enabled'))) return;
  const repository = await findRepository(context);
  const worktrees = repository === null ? [] : await readWorktreeFiles(repository.commonDir);
  const branches = worktrees.flatMap(({ branch }) => branch ?? []);
  if (repository === null || branches.length === 0) return;
  const owners = ticketsOfBranches(branches, (await store.readRows()).rows, await branchNaming(context));
  const flows = new FlowFiles(repository.commonDir);
  for (const { path, branch } of worktrees) {
    const id = branch === null ? undefined : owners.get(branch);
    // A finish sees to the worktree itself.
    if (id === undefined || !ids.includes(id) || (await flows.read(id)) !== null) continue;
    await removeQuietly(context, path);
  }
}

async function removeQuietly(context: GitContext, path: string): Promise<void> {
  const { removeWorktree } = await import('./removeWorktree.js');
  try {
    await removeWorktree(context, path, { keepBranch: true });
    context.logger.info(`the worktree ${path} was removed, since its ticket was closed`);
  } catch (error) {
    if (!TicketreeError.is(error)) throw error;
    context.logger.warn(`the worktree ${path} stays, though its ticket was closed: ${error.message}`);
  }
}
