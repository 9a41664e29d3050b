import { TicketreeError } from '../domain/errors.js';
import { priorities, statuses, type Priority, type Status } from '../domain/ticket.js';

/** The words that vibe-ticket's command line takes for a status, beside the five that stand in the files. */
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

/** @throws TicketreeError `invalid_value` */
export function parseStatus(text: string): Status {
  return parseWord(text, 'status', statuses, statusWords);
}

/** @throws TicketreeError `invalid_value` */
export function parsePriority(text: string): Priority {
  return parseWord(text, 'priority', priorities, priorityWords);
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
  return name === '' || name === 'unassigned' ? null : name;
}

function parseWord<T extends string>(
  text: string,
  field: string,
  words: readonly T[],
  others: Readonly<Record<string, T>>,
): T {
  const word = text.trim().toLowerCase();
  const found = words.find((each) => each === word) ?? (Object.hasOwn(others, word) ? others[word] : undefined);
  if (found !== undefined) return found;
  throw new TicketreeError('invalid_value', `"${text}" is no ${field}.`, `Use one of ${words.join(', ')}.`);
}
