import { compareRanked, effectiveRank } from '../domain/rank.js';
import { isArchived, priorities, statuses, type Priority, type Status, type Ticket } from '../domain/ticket.js';
import { timestampMillis } from '../domain/timestamp.js';

export const sortFields = ['created', 'updated', 'priority', 'status', 'slug', 'board'] as const;
export type SortField = (typeof sortFields)[number];

/** What `list` was asked for; what is left out does not narrow it. */
export interface ListFilter {
  readonly status?: Status;
  readonly priority?: Priority;
  /** Null for tickets that nobody works on. */
  readonly assignee?: string | null;
  /** Only todo and doing. */
  readonly open?: boolean;
  readonly archived?: boolean;
  readonly includeDone?: boolean;
  /** Milliseconds; created at or after. */
  readonly since?: number;
  /** Milliseconds; created before. */
  readonly until?: number;
}

/** Whether a ticket is listed. As upstream, done is hidden unless asked for, and archived unless asked for. */
export function isListed(ticket: Ticket, filter: ListFilter): boolean {
  const created = timestampMillis(ticket.created_at);
  return (
    hasListedStatus(ticket, filter) &&
    (filter.priority === undefined || ticket.priority === filter.priority) &&
    (filter.assignee === undefined || ticket.assignee === filter.assignee) &&
    (filter.archived === true || !isArchived(ticket)) &&
    created >= (filter.since ?? -Infinity) &&
    created < (filter.until ?? Infinity)
  );
}

function hasListedStatus({ status }: Ticket, filter: ListFilter): boolean {
  if (filter.open === true && status !== 'todo' && status !== 'doing') return false;
  return filter.status === undefined ? status !== 'done' || filter.includeDone === true : status === filter.status;
}

/** Orders for `--sort`: times newest last, priority and status in their own order; ties by slug, then id. */
export function compareTickets(field: SortField): (a: Ticket, b: Ticket) => number {
  const byField: Record<SortField, (a: Ticket, b: Ticket) => number> = {
    created: (a, b) => timestampMillis(a.created_at) - timestampMillis(b.created_at),
    updated: (a, b) => lastTouched(a) - lastTouched(b),
    priority: (a, b) => priorities.indexOf(b.priority) - priorities.indexOf(a.priority),
    status: (a, b) => statuses.indexOf(a.status) - statuses.indexOf(b.status),
    slug: () => 0,
    board: (a, b) =>
      statuses.indexOf(a.status) - statuses.indexOf(b.status) ||
      compareRanked({ id: a.id, rank: effectiveRank(a) }, { id: b.id, rank: effectiveRank(b) }),
  };
  return (a, b) => byField[field](a, b) || compareText(a.slug, b.slug) || compareText(a.id, b.id);
}

/** The latest time that stands in a ticket; the file has no updated_at. */
function lastTouched(ticket: Ticket): number {
  const since = ticket.metadata['status_since'];
  const times = [
    ticket.created_at,
    ticket.started_at,
    ticket.closed_at,
    typeof since === 'string' ? since : null,
    ...ticket.tasks.flatMap((task) => [task.created_at, task.completed_at]),
  ];
  return Math.max(...times.map((time) => (time === null ? 0 : timestampMillis(time) || 0)));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
