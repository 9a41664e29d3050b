import { TicketreeError } from '../domain/errors.js';
import { priorities, statuses, type Priority, type Status } from '../domain/ticket.js';
import { findPriority, findStatus, unassignedWord } from '../domain/ticketWords.js';

/** @throws TicketreeError `invalid_value` */
export function parseStatus(text: string): Status {
  return parseWord(text, 'status', statuses, findStatus(text));
}

/** @throws TicketreeError `invalid_value` */
export function parsePriority(text: string): Priority {
  return parseWord(text, 'priority', priorities, findPriority(text));
}

/** `a, b,,c` as vibe-ticket's `--tags` takes it. */
export function parseTags(text: string): string[] {
  return text
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
}

/** An assignee; vibe-ticket's word for nobody, or nothing, clears it. */
export function parseAssignee(text: string): string | null {
  const name = text.trim();
  return name === '' || name === unassignedWord ? null : name;
}

function parseWord<T extends string>(text: string, field: string, words: readonly T[], found: T | null): T {
  if (found !== null) return found;
  throw new TicketreeError('invalid_value', `"${text}" is no ${field}.`, `Use one of ${words.join(', ')}.`);
}
