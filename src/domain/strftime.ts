/**
 * Times in the letters of strftime, as `ui.date_format` has them (chrono::format::strftime, which vibe-ticket uses):
 * English names, the computer's time zone.
 */

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** A number that is filled up to a width, by what chrono fills it where the pattern does not say. */
interface Padded {
  readonly number: number;
  readonly width: number;
  readonly fill?: string;
}

const dayMillis = 86_400_000;

const letters: Readonly<Record<string, (date: Date) => string | Padded>> = {
  Y: (date) => ({ number: date.getFullYear(), width: 4 }),
  C: (date) => ({ number: Math.floor(date.getFullYear() / 100), width: 2 }),
  y: (date) => ({ number: date.getFullYear() % 100, width: 2 }),
  m: (date) => ({ number: date.getMonth() + 1, width: 2 }),
  b: (date) => monthName(date).slice(0, 3),
  h: (date) => monthName(date).slice(0, 3),
  B: monthName,
  d: (date) => ({ number: date.getDate(), width: 2 }),
  e: (date) => ({ number: date.getDate(), width: 2, fill: ' ' }),
  j: (date) => ({ number: dayOfYear(date), width: 3 }),
  a: (date) => dayName(date).slice(0, 3),
  A: dayName,
  u: (date) => String(date.getDay() || 7),
  w: (date) => String(date.getDay()),
  H: (date) => ({ number: date.getHours(), width: 2 }),
  k: (date) => ({ number: date.getHours(), width: 2, fill: ' ' }),
  I: (date) => ({ number: date.getHours() % 12 || 12, width: 2 }),
  l: (date) => ({ number: date.getHours() % 12 || 12, width: 2, fill: ' ' }),
  M: (date) => ({ number: date.getMinutes(), width: 2 }),
  S: (date) => ({ number: date.getSeconds(), width: 2 }),
  p: (date) => (date.getHours() < 12 ? 'AM' : 'PM'),
  P: (date) => (date.getHours() < 12 ? 'am' : 'pm'),
  s: (date) => String(Math.floor(date.getTime() / 1000)),
  z: (date) => offset(date, ''),
  Z: (date) => offset(date, ':'),
  n: () => '\n',
  t: () => '\t',
  '%': () => '%',
};

/** Letters that stand for several others. */
const shorthands: Readonly<Record<string, string>> = {
  F: '%Y-%m-%d',
  D: '%m/%d/%y',
  x: '%m/%d/%y',
  v: '%e-%b-%Y',
  T: '%H:%M:%S',
  X: '%H:%M:%S',
  R: '%H:%M',
  r: '%I:%M:%S %p',
  c: '%a %b %e %H:%M:%S %Y',
};

/**
 * A time by a pattern such as `%Y-%m-%d %H:%M`. `%-d` leaves the filling away, `%_d` fills with spaces, `%0e` with
 * zeros. A letter that means nothing stays as it stands.
 */
export function formatDate(pattern: string, date: Date): string {
  return pattern.replace(/%([-_0]?)([A-Za-z%])/g, (whole, filling: string, letter: string) => {
    const shorthand = own(shorthands, letter);
    if (shorthand !== undefined) return formatDate(shorthand, date);
    const part = own(letters, letter)?.(date) ?? whole;
    return typeof part === 'string' ? part : fill(part, filling);
  });
}

function fill({ number, width, fill: usual = '0' }: Padded, filling: string): string {
  if (filling === '-') return String(number);
  return String(number).padStart(width, filling === '_' ? ' ' : filling || usual);
}

function own<T>(table: Readonly<Record<string, T>>, letter: string): T | undefined {
  return Object.hasOwn(table, letter) ? table[letter] : undefined;
}

function monthName(date: Date): string {
  return months[date.getMonth()] ?? '';
}

function dayName(date: Date): string {
  return days[date.getDay()] ?? '';
}

/** Counted in UTC, where every day has 24 hours. */
function dayOfYear(date: Date): number {
  const year = date.getFullYear();
  return Math.round((Date.UTC(year, date.getMonth(), date.getDate()) - Date.UTC(year, 0, 1)) / dayMillis) + 1;
}

/** `+0900`, or with a separator `+09:00`. */
function offset(date: Date, separator: string): string {
  const minutes = -date.getTimezoneOffset();
  const two = (number: number): string => String(Math.floor(number)).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}${separator}${two(Math.abs(minutes) % 60)}`;
}
