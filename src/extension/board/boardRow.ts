import { effectiveRank } from '../../domain/rank.js';
import { taskProgress, type JsonValue, type Ticket, type Timestamp } from '../../domain/ticket.js';
import { timestampMillis } from '../../domain/timestamp.js';
import type { BoardRow } from '../../protocol/boardMessages.js';

/** A ticket as a card. Pure. */
export function boardRow(ticket: Ticket, shortId: string): BoardRow {
  const { completed, total } = taskProgress(ticket);
  return {
    id: ticket.id,
    shortId,
    title: ticket.title,
    status: ticket.status,
    priority: ticket.priority,
    tags: ticket.tags,
    assignee: ticket.assignee,
    tasksCompleted: completed,
    tasksTotal: total,
    rank: effectiveRank(ticket),
    statusSince: statusSince(ticket),
    due: dueDay(ticket.metadata['due']),
  };
}

/**
 * When the ticket came into its status. vibe-ticket carries our time along without knowing it and sets only its own
 * times when it moves a ticket, so that the later of the two holds.
 */
function statusSince(ticket: Ticket): Timestamp | null {
  const ours = ticket.metadata['status_since'];
  const times = [typeof ours === 'string' ? ours : null, enteredAt(ticket)]
    .filter((time) => time !== null)
    .filter((time) => !Number.isNaN(timestampMillis(time)));
  return times.sort((a, b) => timestampMillis(b) - timestampMillis(a))[0] ?? null;
}

/** What vibe-ticket's own times tell of that; nothing for some states. */
function enteredAt(ticket: Ticket): Timestamp | null {
  switch (ticket.status) {
    case 'todo':
      return ticket.created_at;
    case 'doing':
      return ticket.started_at;
    case 'done':
      return ticket.closed_at;
    case 'review':
    case 'blocked':
      return null;
  }
}

/** A day that the calendar has, or null. */
function dueDay(value: JsonValue | undefined): string | null {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return null;
  const time = new Date(`${value}T00:00:00Z`);
  // JavaScript takes February 30 for March 2.
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(value) ? value : null;
}
