import { isDay } from './day.js';

/** Numbers from `start` to `end`, both of them part of it; a point has them equal. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A day or a moment as people write it. */
export interface DateText {
  /** Whether it says the same whenever it is read. */
  readonly kind: 'fixed' | 'relative';
  /** In milliseconds since the epoch; days are whole and local. */
  at(now: Date): Stretch;
}

const dayWords = { yesterday: -1, today: 0, tomorrow: 1 } as const;
const relativePattern = /^@?(yesterday|today|tomorrow)(?:([+-]\d{1,6})(d|days?|w|weeks?)?)?$/;
const agoPattern = /^(\d{1,6}) ?(h|hours?|d|days?|w|weeks?) ago$/;
const timePattern = /^(\d{4}-\d{2}-\d{2})t\d{2}:\d{2}(:\d{2}(?:\.\d+)?)?(?:z|[+-]\d{2}:\d{2})?$/;
const hour = 3_600_000;

/**
 * Reads `today`, `@today-7d`, `3 days ago`, `2026-01-31` and `2026-01-31T09:30Z`, in any case. vibe-ticket's
 * `N days|weeks ago` is the whole day, `N hours ago` the moment.
 * @returns null for what is no date
 */
export function readDateText(text: string): DateText | null {
  const word = text.trim().toLowerCase();
  return readRelative(word) ?? readAgo(word) ?? readFixed(word);
}

function readRelative(word: string): DateText | null {
  const [, name, count = '0', unit = 'd'] = relativePattern.exec(word) ?? [];
  if (name === undefined) return null;
  const days = dayWords[name as keyof typeof dayWords] + Number(count) * (unit.startsWith('w') ? 7 : 1);
  return { kind: 'relative', at: (now) => localDay(now.getFullYear(), now.getMonth(), now.getDate() + days) };
}

function readAgo(word: string): DateText | null {
  const [, count, unit = ''] = agoPattern.exec(word) ?? [];
  if (count === undefined) return null;
  if (!unit.startsWith('h')) return readRelative(`today-${count}${unit.charAt(0)}`);
  const millis = Number(count) * hour;
  return { kind: 'relative', at: (now) => ({ start: now.getTime() - millis, end: now.getTime() - millis }) };
}

function readFixed(word: string): DateText | null {
  if (isDay(word)) {
    const [year = 0, month = 0, day = 0] = word.split('-').map(Number);
    return { kind: 'fixed', at: () => localDay(year, month - 1, day) };
  }
  const [, day, seconds] = timePattern.exec(word) ?? [];
  const start = day !== undefined && isDay(day) ? Date.parse(word.toUpperCase()) : NaN;
  const end = start + (seconds === undefined ? 59_999 : seconds.includes('.') ? 0 : 999);
  return Number.isNaN(start) ? null : { kind: 'fixed', at: () => ({ start, end }) };
}

/** From midnight to midnight, which is not always 24 hours. */
function localDay(year: number, month: number, day: number): Stretch {
  const midnight = (offset: number): number => {
    const date = new Date(2000, 0, 1);
    // Not the constructor, which takes the years 0 to 99 for 1900 to 1999.
    date.setFullYear(year, month, day + offset);
    return date.getTime();
  };
  return { start: midnight(0), end: midnight(1) - 1 };
}
