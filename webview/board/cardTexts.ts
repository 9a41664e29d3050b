/** The short texts of a card, made from its row and the present; pure but for the language. */
import { liveClaim } from '../../src/domain/claim.js';
import type { Priority } from '../../src/domain/ticket.js';
import type { TicketType } from '../../src/domain/ticketMetadata.js';
import { isOpen, type TicketRow } from '../../src/domain/ticketRow.js';
import { timestampMillis } from '../../src/domain/timestamp.js';
import { t } from '../shared/l10n.js';
import type { CardFacts } from './cardFacts.js';

const minuteLength = 60_000;
const dayLength = 86_400_000;

/** Whole days in the column; null where it says nothing: unknown, done, or since today. */
export function daysInColumn(row: TicketRow, now: number): number | null {
  if (row.status === 'done' || row.status_since === null) return null;
  const days = Math.floor((now - timestampMillis(row.status_since)) / dayLength);
  return days >= 1 ? days : null;
}

export interface Due {
  readonly text: string;
  readonly urgency: 'overdue' | 'soon' | 'later';
}

/** A due day is a day of the calendar wherever one is, so that it is compared with the local date. */
export function dueOf(row: TicketRow, now: number): Due | null {
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

/** Making a format takes longer than drawing a card. */
const dayFormats = new Map<string, Intl.DateTimeFormat>();

function formatDay(date: Date, withYear: boolean): string {
  const locale = document.documentElement.lang || undefined;
  const key = `${locale ?? ''} ${String(withYear)}`;
  const year = withYear ? ({ year: 'numeric' } as const) : {};
  const format = dayFormats.get(key) ?? new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', ...year });
  dayFormats.set(key, format);
  return format.format(date);
}

export interface ClaimText {
  readonly who: string;
  /** For how long by now. */
  readonly since: string;
}

/** Who works on it at this moment. */
export function claimText(row: TicketRow, now: number): ClaimText | null {
  const claim = liveClaim(row.claim, new Date(now));
  if (claim === null) return null;
  const minutes = Math.max(0, Math.floor((now - timestampMillis(claim.at)) / minuteLength));
  return { who: claim.who, since: minutes < 90 ? t('{0} min', minutes) : t('{0} h', Math.round(minutes / 60)) };
}

/** There are few people, on many cards. */
const knownInitials = new Map<string, string>();

/** Up to two characters that stand for a person: of the first and last word, or the start of the only one. */
export function initialsOf(name: string): string {
  const known = knownInitials.get(name) ?? makeInitials(name);
  knownInitials.set(name, known);
  return known;
}

function makeInitials(name: string): string {
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

export function typeName(type: TicketType): string {
  const names = {
    epic: t('Epic'),
    story: t('Story'),
    task: t('Task'),
    'sub-task': t('Sub-task'),
    bug: t('Bug'),
  };
  return names[type];
}

/** The branch of a ticket. Once it is closed it only says where it was worked on, unless its worktree is still there. */
export function shownBranch(row: TicketRow, hasWorktree: boolean): string | null {
  return hasWorktree || isOpen(row) ? row.branch : null;
}

/** Where the work on a ticket lives, in words; null where it has neither a branch nor a worktree. */
export function gitText(row: TicketRow, { hasWorktree, hasConflicts }: CardFacts): string | null {
  const place = placeText(shownBranch(row, hasWorktree), hasWorktree);
  if (!hasConflicts) return place;
  return [place, t('conflicts have stopped its finish')].filter(Boolean).join(', ');
}

function placeText(branch: string | null, hasWorktree: boolean): string | null {
  if (branch === null) return hasWorktree ? t('has a worktree') : null;
  return hasWorktree ? t('branch {0}, with a worktree', branch) : t('branch {0}', branch);
}

/** All that the card shows, for those who hear it. */
export function cardLabel(row: TicketRow, facts: CardFacts, now: number): string {
  const due = dueOf(row, now);
  const parts = [
    facts.isSelected && t('Selected'),
    row.title,
    `#${facts.shortId}`,
    row.type !== 'task' && typeName(row.type),
    priorityName(row.priority),
    facts.parentTitle !== null && t('part of {0}', facts.parentTitle),
    row.tasks.total > 0 && t('{0} of {1} tasks', row.tasks.completed, row.tasks.total),
    facts.partsTotal > 0 && t('{0} of {1} sub-tickets', facts.partsDone, facts.partsTotal),
    due && (due.urgency === 'overdue' ? t('overdue since {0}', due.text) : t('due {0}', due.text)),
    facts.waits > 0 && t('waits for {0}', facts.waits),
    row.tags.length > 0 && t('tags {0}', row.tags.join(' ')),
    gitText(row, facts),
    ...peopleTexts(row, now),
  ];
  return parts.filter(Boolean).join(', ');
}

function peopleTexts(row: TicketRow, now: number): readonly (string | false)[] {
  const claim = claimText(row, now);
  const days = daysInColumn(row, now);
  return [
    claim !== null && t('claimed by {0} for {1}', claim.who, claim.since),
    days !== null && (days === 1 ? t('1 day in this column') : t('{0} days in this column', days)),
    row.comments > 0 && (row.comments === 1 ? t('1 comment') : t('{0} comments', row.comments)),
    row.assignee !== null && t('assigned to {0}', row.assignee),
  ];
}
