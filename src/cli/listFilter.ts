import { compareRanked } from '../domain/rank.js';
import { priorities, statuses, type Priority, type Status } from '../domain/ticket.js';
import type { TicketRow } from '../domain/ticketRow.js';
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
  /** Milliseconds; created at or before. */
  readonly until?: number;
}

/** Whether a ticket is listed. As upstream, done is hidden unless asked for, and archived unless asked for. */
export function isListed(ticket: TicketRow, filter: ListFilter): boolean {
  return (
    hasListedStatus(ticket, filter) &&
    (filter.priority === undefined || ticket.priority === filter.priority) &&
    (filter.assignee === undefined || ticket.assignee === filter.assignee) &&
    (filter.archived === true || !ticket.archived) &&
    wasCreatedIn(ticket, filter)
  );
}

function wasCreatedIn({ created_at }: TicketRow, { since = -Infinity, until = Infinity }: ListFilter): boolean {
  if (since === -Infinity && until === Infinity) return true;
  const created = timestampMillis(created_at);
  return created >= since && created <= until;
}

function hasListedStatus({ status }: TicketRow, filter: ListFilter): boolean {
  if (filter.open === true && status !== 'todo' && status !== 'doing') return false;
  return filter.status === undefined ? status !== 'done' || filter.includeDone === true : status === filter.status;
}

/** Orders for `--sort`: times newest last, priority and status in their own order; ties by slug, then id. */
export function compareTickets(field: SortField): (a: TicketRow, b: TicketRow) => number {
  const byField: Record<SortField, (a: TicketRow, b: TicketRow) => number> = {
    created: (a, b) => timestampMillis(a.created_at) - timestampMillis(b.created_at),
    updated: (a, b) => a.touched - b.touched,
    priority: (a, b) => priorities.indexOf(b.priority) - priorities.indexOf(a.priority),
    status: (a, b) => statuses.indexOf(a.status) - statuses.indexOf(b.status),
    slug: () => 0,
    board: (a, b) => statuses.indexOf(a.status) - statuses.indexOf(b.status) || compareRanked(a, b),
  };
  return (a, b) => byField[field](a, b) || compareText(a.slug, b.slug) || compareText(a.id, b.id);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
