/** The words and icons of what stands in a ticket. */
import type { Priority, Status } from '../../src/domain/ticket.js';
import type { TicketType } from '../../src/domain/ticketMetadata.js';
import { t } from '../shared/l10n.js';

export const statusIcons: Readonly<Record<Status, string>> = {
  todo: 'circle-large-outline',
  doing: 'play-circle',
  review: 'eye',
  blocked: 'circle-slash',
  done: 'pass-filled',
};

export function statusText(status: Status): string {
  switch (status) {
    case 'todo':
      return t('To do');
    case 'doing':
      return t('Doing');
    case 'review':
      return t('Review');
    case 'blocked':
      return t('Blocked');
    case 'done':
      return t('Done');
  }
}

export function priorityText(priority: Priority): string {
  switch (priority) {
    case 'low':
      return t('Low');
    case 'medium':
      return t('Medium');
    case 'high':
      return t('High');
    case 'critical':
      return t('Critical');
  }
}

export function typeText(type: TicketType): string {
  switch (type) {
    case 'epic':
      return t('Epic');
    case 'story':
      return t('Story');
    case 'task':
      return t('Task');
    case 'sub-task':
      return t('Sub-task');
    case 'bug':
      return t('Bug');
  }
}

/** The longest of these that fits says how long ago something was, seconds. */
const spans = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

/** How long ago a moment was, in the language of the editor; what is no time stays as it is written. */
export function agoText(at: string, now: number): string {
  const seconds = (Date.parse(at) - now) / 1000;
  if (Number.isNaN(seconds)) return at;
  const [unit, length] = spans.find(([, each]) => Math.abs(seconds) >= each) ?? (['second', 1] as const);
  const locale = document.documentElement.lang || undefined;
  // A clock elsewhere may be ahead of ours; nothing was done in the future.
  const count = Math.min(0, Math.trunc(seconds / length));
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(unit === 'second' ? 0 : count, unit);
}

/** A moment in the language of the editor; what is no time stays as it is written. */
export function momentText(at: string): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return at;
  const locale = document.documentElement.lang || undefined;
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(date);
}
