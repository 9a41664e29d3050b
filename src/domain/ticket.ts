/**
 * What a ticket is. A ticket has the same field names on disk, in memory, in `--json` and in messages:
 * those of vibe-ticket's files (format: vibe-ticket 0.4, `tickets/<id>.yaml`), so that nothing is ever mapped.
 * Values are immutable; times stay the strings of the file, because a JavaScript Date would cut their fraction.
 */

/** The five states, in the order of the board's columns. */
export const statuses = ['todo', 'doing', 'review', 'blocked', 'done'] as const;
export type Status = (typeof statuses)[number];

/** The four priorities, lowest first. */
export const priorities = ['low', 'medium', 'high', 'critical'] as const;
export type Priority = (typeof priorities)[number];

/** An RFC 3339 time as the file has it, for example `2025-08-14T16:41:15.933037Z`. */
export type Timestamp = string;

export interface Task {
  readonly id: string;
  readonly title: string;
  readonly completed: boolean;
  readonly created_at: Timestamp;
  readonly completed_at: Timestamp | null;
}

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

export interface Ticket {
  /** Lower-case hyphenated UUID; also the file's name. */
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  readonly priority: Priority;
  readonly status: Status;
  readonly tags: readonly string[];
  readonly created_at: Timestamp;
  readonly started_at: Timestamp | null;
  readonly closed_at: Timestamp | null;
  readonly assignee: string | null;
  readonly tasks: readonly Task[];
  /** Everything that vibe-ticket does not know; the only place where our own fields may live. */
  readonly metadata: JsonObject;
}

/** Archiving is a mark in the ticket; nothing moves on disk. */
export function isArchived(ticket: Ticket): boolean {
  return ticket.metadata['archived'] === true;
}

export interface TaskProgress {
  readonly completed: number;
  readonly total: number;
}

export function taskProgress(ticket: Ticket): TaskProgress {
  return { completed: ticket.tasks.filter((task) => task.completed).length, total: ticket.tasks.length };
}
