import { readDateText, type Stretch } from '../domain/dateText.js';
import { TicketreeError } from '../domain/errors.js';

/**
 * The time that a word of `--since` and `--until` means. Days are whole and in local time, so that `--until` takes in
 * the day that it names (vibe-ticket reads a date as its first moment in UTC, and loses that day).
 * @throws TicketreeError `invalid_value`
 */
export function parseDateWord(text: string, now: Date): Stretch {
  const date = readDateText(text);
  if (date !== null) return date.at(now);
  throw new TicketreeError(
    'invalid_value',
    `"${text}" is no date.`,
    'Use today, yesterday, "3 days ago", "2 weeks ago", "5 hours ago", 2026-01-31, or 2026-01-31T09:00:00Z.',
  );
}
