/** The words that people and vibe-ticket's command line use for what stands in the files. */
import { priorities, statuses, type Priority, type Status } from './ticket.js';
import { ticketTypes, type TicketType } from './ticketMetadata.js';

/** vibe-ticket's word for an assignee who is nobody. */
export const unassignedWord = 'unassigned';

const statusWords: Readonly<Record<string, Status>> = {
  'in-progress': 'doing',
  wip: 'doing',
  completed: 'done',
  closed: 'done',
  reviewing: 'review',
};

const priorityWords: Readonly<Record<string, Priority>> = {
  l: 'low',
  med: 'medium',
  m: 'medium',
  normal: 'medium',
  h: 'high',
  crit: 'critical',
  c: 'critical',
  urgent: 'critical',
};

const typeWords: Readonly<Record<string, TicketType>> = { subtask: 'sub-task' };

/** The status that a word means, in whatever case; null for none. */
export function findStatus(text: string): Status | null {
  return findWord(text, statuses, statusWords);
}

/** The priority that a word means, in whatever case; null for none. */
export function findPriority(text: string): Priority | null {
  return findWord(text, priorities, priorityWords);
}

/** The type that a word means, in whatever case; null for none. */
export function findTicketType(text: string): TicketType | null {
  return findWord(text, ticketTypes, typeWords);
}

function findWord<T extends string>(text: string, words: readonly T[], others: Readonly<Record<string, T>>): T | null {
  const word = text.trim().toLowerCase();
  return words.find((each) => each === word) ?? (Object.hasOwn(others, word) ? (others[word] ?? null) : null);
}
