import { isOpen, type TicketRow } from '../../../domain/ticketRow.js';
import { timestampMillis } from '../../../domain/timestamp.js';

/** What tells whether a worktree is still of use. */
export interface WorktreeFacts {
  readonly isMain: boolean;
  readonly state: 'there' | 'missing' | 'halfMade';
  readonly branch: string | null;
  readonly row: TicketRow | null;
  /** Whether it must have belonged to a ticket that is gone. */
  readonly hasLostTicket: boolean;
  /** Commits that its base has not; null where that is not known. */
  readonly ahead: number | null;
  readonly base: string | null;
}

const dayMillis = 86_400_000;

/**
 * Why a worktree could go: one sentence; null where it is in use. A branch without commits of its own is merged only
 * where the work has been handed in: it may just have been started.
 * @param staleDays days after which a closed ticket needs no worktree; null: it always may
 */
export function orphanReason(facts: WorktreeFacts, staleDays: number | null, now: Date): string | null {
  if (facts.isMain) return null;
  if (facts.state === 'missing') return 'Its folder is gone.';
  if (facts.state === 'halfMade') return 'git was stopped while it made it.';
  if (facts.row === null) return facts.hasLostTicket ? 'Its ticket is gone.' : null;
  return mergedReason(facts, facts.row) ?? closedReason(facts.row, staleDays, now);
}

function mergedReason({ branch, ahead, base }: WorktreeFacts, row: TicketRow): string | null {
  const isHandedIn = row.status === 'review' || !isOpen(row);
  return isHandedIn && ahead === 0 && branch !== null && base !== null ? `Its branch is merged into ${base}.` : null;
}

function closedReason(row: TicketRow, staleDays: number | null, now: Date): string | null {
  const days = isOpen(row) || staleDays === null ? null : daysSinceClosed(row, now);
  if (days === null || staleDays === null || days < staleDays) return null;
  return `Its ticket was closed ${days === 0 ? 'today' : days === 1 ? 'a day ago' : `${days} days ago`}.`;
}

/** Whole days; null where nobody wrote down when. */
function daysSinceClosed({ closed_at, status_since }: TicketRow, now: Date): number | null {
  const closed = timestampMillis(closed_at ?? status_since ?? '');
  return Number.isNaN(closed) ? null : Math.max(0, Math.floor((now.getTime() - closed) / dayMillis));
}
