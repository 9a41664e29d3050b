import type { JsonObject, Status, Ticket } from './ticket.js';
import { formatTimestamp } from './timestamp.js';

type TimeEffect =
  /** Leaves the time as it is. */
  | 'keep'
  /** Sets the time to now unless it has been set before, so that the first start is not forgotten. */
  | 'setOnce'
  | 'set'
  | 'clear';

interface Effects {
  readonly started_at: TimeEffect;
  readonly closed_at: TimeEffect;
  /** A claim ends with the work. */
  readonly claim: 'keep' | 'clear';
  /** What is worked on again is archived no more, or every list would go on hiding it. */
  readonly archive: 'keep' | 'clear';
  /** Whether the ticket leaves the list of active tickets. */
  readonly active: 'keep' | 'leave';
}

/**
 * What becomes of a ticket that enters a status from another one. Any status may follow any other, as on a board.
 * Departs from vibe-ticket 0.4, which overwrites started_at at each start and keeps closed_at of a reopened ticket.
 */
const effectsOfEntering: Record<Status, Effects> = {
  todo: { started_at: 'keep', closed_at: 'clear', claim: 'clear', archive: 'clear', active: 'keep' },
  doing: { started_at: 'setOnce', closed_at: 'clear', claim: 'keep', archive: 'clear', active: 'keep' },
  review: { started_at: 'keep', closed_at: 'clear', claim: 'keep', archive: 'clear', active: 'keep' },
  blocked: { started_at: 'keep', closed_at: 'clear', claim: 'keep', archive: 'clear', active: 'keep' },
  done: { started_at: 'keep', closed_at: 'set', claim: 'clear', archive: 'keep', active: 'leave' },
};

/**
 * The ticket in another status, with its times as the table says and `metadata.status_since` set.
 * A ticket that is in that status already is returned as it is.
 */
export function enterStatus(ticket: Ticket, status: Status, now: Date): Ticket {
  if (ticket.status === status) return ticket;
  const effects = effectsOfEntering[status];
  return {
    ...ticket,
    status,
    started_at: applyTime(effects.started_at, ticket.started_at, now),
    closed_at: applyTime(effects.closed_at, ticket.closed_at, now),
    metadata: { ...keptMetadata(ticket, effects), status_since: formatTimestamp(now) },
  };
}

function keptMetadata(ticket: Ticket, effects: Effects): JsonObject {
  const dropped = [
    ...(effects.claim === 'clear' ? ['claim'] : []),
    ...(effects.archive === 'clear' ? ['archived', 'archived_at'] : []),
  ];
  return Object.fromEntries(Object.entries(ticket.metadata).filter(([key]) => !dropped.includes(key)));
}

/** Whether a ticket that enters this status stops being one that somebody works on. */
export function leavesActive(status: Status): boolean {
  return effectsOfEntering[status].active === 'leave';
}

function applyTime(effect: TimeEffect, time: string | null, now: Date): string | null {
  switch (effect) {
    case 'keep':
      return time;
    case 'setOnce':
      return time ?? formatTimestamp(now);
    case 'set':
      return formatTimestamp(now);
    case 'clear':
      return null;
  }
}
