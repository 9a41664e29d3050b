/** The short texts of a card, made from its row and the present; pure but for the language. */
import type { Priority } from '../../src/domain/ticket.js';
import type { BoardRow } from '../../src/protocol/boardMessages.js';
import { t } from '../shared/l10n.js';

const dayLength = 86_400_000;

/** Whole days in the column; null where it says nothing: unknown, done, or since today. */
export function daysInColumn(row: BoardRow, now: number): number | null {
  if (row.status === 'done' || row.statusSince === null) return null;
  const days = Math.floor((now - Date.parse(row.statusSince)) / dayLength);
  return days >= 1 ? days : null;
}

export interface Due {
  readonly text: string;
  readonly urgency: 'overdue' | 'soon' | 'later';
}

/** A due day is a day of the calendar wherever one is, so that it is compared with the local date. */
export function dueOf(row: BoardRow, now: number): Due | null {
  if (row.due === null || row.status === 'done') return null;
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(row.due);
  if (!match) return { text: row.due, urgency: 'later' };
  const due = new Date(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  const today = new Date(now);
  const days = (calendarDay(due) - calendarDay(today)) / dayLength;
  const urgency = days < 0 ? 'overdue' : days <= 3 ? 'soon' : 'later';
  return { text: formatDay(due, due.getFullYear() !== today.getFullYear()), urgency };
}

function calendarDay(date: Date): number {
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
}

function formatDay(date: Date, withYear: boolean): string {
  const locale = document.documentElement.lang || undefined;
  const year = withYear ? ({ year: 'numeric' } as const) : {};
  return new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', ...year }).format(date);
}

/** Up to two characters that stand for a person: of the first and last word, or the start of the only one. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s._@-]+/u).filter(Boolean);
  const letters = words.map((word) => [...new Intl.Segmenter().segment(word)].map(({ segment }) => segment));
  const first = letters[0] ?? [];
  const last = letters.length > 1 ? letters.at(-1)?.[0] : first[1];
  return `${first[0] ?? ''}${last ?? ''}`.toLocaleUpperCase();
}

export function priorityName(priority: Priority): string {
  const names = { low: t('Low'), medium: t('Medium'), high: t('High'), critical: t('Critical') };
  return names[priority];
}

/** All that the card shows, for those who hear it. */
export function cardLabel(row: BoardRow, now: number): string {
  const due = dueOf(row, now);
  const days = daysInColumn(row, now);
  const parts = [
    row.title,
    `#${row.shortId}`,
    priorityName(row.priority),
    row.tasksTotal > 0 && t('{0} of {1} tasks', row.tasksCompleted, row.tasksTotal),
    due && (due.urgency === 'overdue' ? t('overdue since {0}', due.text) : t('due {0}', due.text)),
    row.tags.length > 0 && t('tags {0}', row.tags.join(' ')),
    days !== null && (days === 1 ? t('1 day in this column') : t('{0} days in this column', days)),
    row.assignee !== null && t('assigned to {0}', row.assignee),
  ];
  return parts.filter(Boolean).join(', ');
}
