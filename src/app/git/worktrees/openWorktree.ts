import { TicketreeError } from '../../../domain/errors.js';
import { findWorktree, type FoundWorktree } from './findWorktree.js';
import type { GitContext } from '../gitContext.js';
import { startWork, type StartedWork } from '../start/startWork.js';

/** A worktree that a person wants to work in. */
export interface OpenedWorktree {
  readonly path: string;
  readonly branch: string | null;
  readonly ticket: FoundWorktree['ticket'];
  /** What was made for it; null where it was there already. */
  readonly started: StartedWork | null;
}

/**
 * Finds a worktree, or makes one for a ticket that has none, which starts that ticket.
 * @param reference path, branch or ticket
 * @param findTicket id of the ticket that a person means
 * @throws TicketreeError `worktree_not_found`, and what starting throws
 */
export async function openWorktree(
  context: GitContext,
  reference: string,
  findTicket: (reference: string) => Promise<string>,
): Promise<OpenedWorktree> {
  const found = await findIfThere(context, reference);
  if (found !== null) {
    const { worktree, ticket } = found;
    if (worktree.prunable !== null) throw folderGone(worktree.path);
    return { path: worktree.path, branch: worktree.branch, ticket, started: null };
  }
  const started = await startWork(context, await findTicket(reference), { worktree: true });
  const { place, ticket } = started;
  const { rows } = await context.store.readRows();
  const row = rows.find(({ id }) => id === ticket.id) ?? null;
  return { path: place?.worktree ?? context.folder, branch: place?.branch ?? null, ticket: row, started };
}

async function findIfThere(context: GitContext, reference: string): Promise<FoundWorktree | null> {
  try {
    return await findWorktree(context, reference);
  } catch (error) {
    if (TicketreeError.is(error, 'worktree_not_found')) return null;
    throw error;
  }
}

function folderGone(path: string): TicketreeError {
  return new TicketreeError(
    'worktree_not_found',
    `The folder of the worktree ${path} is gone.`,
    'If it was moved, run `ticketree worktree repair`; else `ticketree worktree prune` and open it again.',
  );
}
