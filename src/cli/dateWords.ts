import { TicketreeError } from '../domain/errors.js';

const agoPattern = /^(\d{1,6}) (hour|day|week)s? ago$/;
const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Days from today. */
const dayWords: ReadonlyMap<string, number> = new Map([
  ['yesterday', -1],
  ['today', 0],
  ['tomorrow', 1],
]);

/** A stretch of time in milliseconds since the epoch; `end` is not part of it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * The time that a word of vibe-ticket's `--since` and `--until` means: `today`, `yesterday`, `tomorrow`,
 * `N hours|days|weeks ago`, `YYYY-MM-DD`. Days are whole and in local time, so that `--until` takes in the day that it
 * names (vibe-ticket reads a date as its first moment in UTC, and loses that day).
 * @throws TicketreeError `invalid_value`
 */
export function parseDateWord(text: string, now: Date): Span {
  const word = text.trim().toLowerCase();
  const offset = dayWords.get(word);
  if (offset !== undefined) return localDay(now, offset);
  const ago = agoPattern.exec(word);
  if (ago) {
    const count = Number(ago[1]);
    if (ago[2] === 'hour') return { start: now.getTime() - count * 3_600_000, end: now.getTime() - count * 3_600_000 };
    return localDay(now, -count * (ago[2] === 'week' ? 7 : 1));
  }
  const day = dayPattern.exec(word);
  if (day) {
    const date = new Date(Number(day[1]), Number(day[2]) - 1, Number(day[3]));
    if (date.getMonth() === Number(day[2]) - 1 && date.getDate() === Number(day[3])) return localDay(date, 0);
  }
  throw new TicketreeError(
    'invalid_value',
    `"${text}" is no date.`,
    'Use today, yesterday, "3 days ago", "2 weeks ago", "5 hours ago", or 2026-01-31.',
  );
}

function localDay(date: Date, offset: number): Span {
  const midnight = (days: number): number =>
    new Date(date.getFullYear(), date.getMonth(), date.getDate() + offset + days).getTime();
  return { start: midnight(0), end: midnight(1) };
}
