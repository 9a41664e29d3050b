import { basename } from 'node:path';
import type { TicketPlaces } from '../../app/git/ticketPlaces.js';
import { gitLinkOf, type GitLink } from '../../domain/gitLink.js';
import type { Ticket } from '../../domain/ticket.js';
import type { TicketGit } from '../../protocol/ticketMessages.js';

/**
 * Where the work on a ticket lives, as it says itself and as the files of the clone do; no git is run. A webview gets
 * names and no path.
 */
export function ticketGit(ticket: Ticket, places: TicketPlaces | undefined, hasConflicts: boolean): TicketGit | null {
  const link = gitLinkOf(ticket);
  const isRepository = places?.isInRepository ?? false;
  if (!link && !isRepository) return null;
  const { base, pull_request: pullRequest } = link ?? { base: null, pull_request: null };
  return {
    branch: branchOf(ticket.id, link, places),
    base,
    pullRequest,
    worktree: worktreeOf(ticket.id, places),
    hasConflicts,
    isRepository,
  };
}

/** What the ticket says, else what its worktree has checked out, else what this window has. */
function branchOf(id: string, link: GitLink | null, places: TicketPlaces | undefined): string | null {
  const here = places?.here.ticketId === id ? places.here.branch : null;
  return link?.branch ?? places?.get(id)?.branch ?? here;
}

function worktreeOf(id: string, places: TicketPlaces | undefined): TicketGit['worktree'] {
  const place = places?.get(id);
  return place ? { name: basename(place.worktree), isThere: place.isThere } : null;
}
