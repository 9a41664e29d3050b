import { TicketreeError } from './errors.js';

const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Whether text is a day of the calendar, written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const [, year, month, day] = dayPattern.exec(text) ?? [];
  if (year === undefined) return false;
  // Not the constructor, which takes the years 0 to 99 for 1900 to 1999.
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}

/** @throws TicketreeError `invalid_value` for what is no day of the calendar */
export function checkDay(text: string): string {
  const day = text.trim();
  if (isDay(day)) return day;
  throw new TicketreeError('invalid_value', `"${text}" is no day.`, 'Write it as 2026-01-31.');
}
