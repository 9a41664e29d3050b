import { effectiveRank } from '../../domain/rank.js';
import { taskProgress, type JsonValue, type Ticket, type Timestamp } from '../../domain/ticket.js';
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
    due: matching(ticket.metadata['due'], /^\d{4}-\d{2}-\d{2}$/),
  };
}

/** vibe-ticket keeps no time of the last move; its own times tell it for some states. */
function statusSince(ticket: Ticket): Timestamp | null {
  const since = matching(ticket.metadata['status_since'], /^\d{4}-\d{2}-\d{2}T/);
  if (since !== null) return since;
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

function matching(value: JsonValue | undefined, pattern: RegExp): string | null {
  return typeof value === 'string' && pattern.test(value) ? value : null;
}
