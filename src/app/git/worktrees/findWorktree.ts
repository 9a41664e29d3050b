import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { TicketreeError } from '../../../domain/errors.js';
import { resolveTicket } from '../../../domain/ticketRef.js';
import type { TicketRow } from '../../../domain/ticketRow.js';
import type { Worktree } from '../../../git/worktreeList.js';
import { requireRepository, type GitContext } from '../gitContext.js';
import { ticketsOfWorktrees } from './worktreeTickets.js';
import { worktreesOf } from '../worktreesOf.js';

/** A worktree that a person has named, and the ticket that it belongs to, if there is one. */
export interface FoundWorktree {
  readonly worktree: Worktree;
  readonly ticket: TicketRow | null;
  /** Whether its branch or folder is named as those of tickets are. */
  readonly isNamedLikeOne: boolean;
}

/**
 * Finds a worktree by its path, its branch, its folder's name, or the ticket that it belongs to; in that order.
 * @throws TicketreeError `worktree_not_found`, `ticket_ambiguous`, `no_repository`
 */
export async function findWorktree(context: GitContext, reference: string): Promise<FoundWorktree> {
  const repository = await requireRepository(context);
  const [worktrees, { rows }] = await Promise.all([worktreesOf(context.runner, repository), context.store.readRows()]);
  const tickets = await ticketsOfWorktrees(context, worktrees, rows);
  const found = (worktree: Worktree): FoundWorktree => {
    const { row, isNamedLikeOne } = tickets.get(worktree.path) ?? { row: null, isNamedLikeOne: false };
    return { worktree, ticket: row, isNamedLikeOne };
  };
  const path = resolve(context.folder, reference);
  const real = await realpath(path).catch(() => path);
  const named =
    worktrees.find((each) => each.path === path || each.path === real) ??
    worktrees.find(({ branch }) => branch !== null && branch === reference.replace(/^refs\/heads\//, ''));
  if (named) return found(named);
  const ticket = ticketNamed(reference, rows);
  const ofTicket = worktrees.find((each) => ticket !== null && found(each).ticket?.id === ticket.id);
  if (ofTicket) return found(ofTicket);
  throw noWorktree(reference, ticket);
}

/** @throws TicketreeError `ticket_ambiguous` */
function ticketNamed(reference: string, rows: readonly TicketRow[]): TicketRow | null {
  try {
    const { id } = resolveTicket(reference, rows);
    return rows.find((row) => row.id === id) ?? null;
  } catch (error) {
    if (TicketreeError.is(error, 'ticket_not_found')) return null;
    throw error;
  }
}

function noWorktree(reference: string, ticket: TicketRow | null): TicketreeError {
  const see = 'See `ticketree worktree list` for those that there are';
  return ticket === null
    ? new TicketreeError('worktree_not_found', `No worktree, branch or ticket is called "${reference}".`, `${see}.`)
    : new TicketreeError(
        'worktree_not_found',
        `The ticket ${ticket.slug} has no worktree.`,
        `${see}, or make one with \`ticketree worktree open ${ticket.slug}\`.`,
      );
}
