import { gitLinkOf } from './gitLink.js';
import { effectiveRank } from './rank.js';
import {
  isArchived,
  taskProgress,
  type JsonObject,
  type Priority,
  type Status,
  type TaskProgress,
  type Ticket,
  type Timestamp,
} from './ticket.js';
import {
  claimOf,
  commentsOf,
  dependsOn,
  dueOf,
  estimateOf,
  fieldsOf,
  parentOf,
  statusSinceOf,
  typeOf,
  type Claim,
  type TicketType,
} from './ticketMetadata.js';
import { timestampMillis } from './timestamp.js';

/**
 * What lists, queries, sorting and the graph of dependencies need of a ticket: everything but its long texts. Rows of
 * thousands of tickets are read from a cache where the tickets themselves would have to be parsed.
 */
export interface TicketRow {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly priority: Priority;
  readonly status: Status;
  readonly tags: readonly string[];
  readonly created_at: Timestamp;
  readonly started_at: Timestamp | null;
  readonly closed_at: Timestamp | null;
  readonly assignee: string | null;
  readonly archived: boolean;
  readonly type: TicketType;
  readonly parent: string | null;
  readonly depends_on: readonly string[];
  /** `YYYY-MM-DD` */
  readonly due: string | null;
  /** Minutes. */
  readonly estimate: number | null;
  readonly claim: Claim | null;
  readonly fields: JsonObject;
  /** Short name of the branch that is written down for it. */
  readonly branch: string | null;
  readonly status_since: Timestamp | null;
  /** The key that orders cards, see rank.ts. */
  readonly rank: string;
  readonly tasks: TaskProgress;
  /** How many comments there are. */
  readonly comments: number;
  /** The latest time that stands in the ticket, milliseconds since the epoch. */
  readonly touched: number;
}

/** @returns the row of a ticket; the same ticket always has the same row */
export function rowOf(ticket: Ticket): TicketRow {
  const { id, slug, title, priority, status, tags, created_at, started_at, closed_at, assignee } = ticket;
  return {
    ...{ id, slug, title, priority, status, tags, created_at, started_at, closed_at, assignee },
    archived: isArchived(ticket),
    type: typeOf(ticket),
    parent: parentOf(ticket),
    depends_on: dependsOn(ticket),
    due: dueOf(ticket),
    estimate: estimateOf(ticket),
    claim: claimOf(ticket),
    fields: fieldsOf(ticket),
    branch: gitLinkOf(ticket)?.branch ?? null,
    status_since: statusSinceOf(ticket),
    rank: effectiveRank(ticket),
    tasks: taskProgress(ticket),
    comments: commentsOf(ticket).length,
    touched: latestTime(ticket),
  };
}

/** Whether there is something left to do. What is archived has been put away, finished or not: nobody waits for it. */
export function isOpen(row: Pick<TicketRow, 'status' | 'archived'>): boolean {
  return row.status !== 'done' && !row.archived;
}

/**
 * The latest time that stands in a ticket, milliseconds: the file has no `updated_at`, because two edits of one ticket
 * would always collide in a merge. A new rank is no edit and leaves no time.
 */
function latestTime(ticket: Ticket): number {
  const times = [
    ticket.created_at,
    ticket.started_at,
    ticket.closed_at,
    statusSinceOf(ticket),
    ...ticket.tasks.flatMap((task) => [task.created_at, task.completed_at]),
    ...commentsOf(ticket).map(({ at }) => at),
  ];
  return times.reduce((latest, time) => Math.max(latest, time === null ? 0 : timestampMillis(time) || 0), 0);
}
