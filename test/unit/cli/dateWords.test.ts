import { describe, expect, it } from 'vitest';
import { parseDateWord } from '../../../src/cli/dateWords.js';
import { failureOf } from '../domain/failures.js';

/** A moment of Sunday, 2026-03-01, wherever the test runs. */
const now = new Date(2026, 2, 1, 12, 34, 56);

function localDay(year: number, month: number, day: number) {
  const end = new Date(year, month - 1, day + 1).getTime() - 1;
  return { start: new Date(year, month - 1, day).getTime(), end };
}

describe('a date', () => {
  it.each([
    ['today', localDay(2026, 3, 1)],
    ['yesterday', localDay(2026, 2, 28)],
    ['tomorrow', localDay(2026, 3, 2)],
    [' Today ', localDay(2026, 3, 1)],
    ['1 day ago', localDay(2026, 2, 28)],
    ['0 days ago', localDay(2026, 3, 1)],
    ['31 days ago', localDay(2026, 1, 29)],
    ['2 weeks ago', localDay(2026, 2, 15)],
    ['1 week ago', localDay(2026, 2, 22)],
    ['2026-01-31', localDay(2026, 1, 31)],
    ['2024-02-29', localDay(2024, 2, 29)],
    ['2025-12-31', localDay(2025, 12, 31)],
    ['@today-7d', localDay(2026, 2, 22)],
  ])('%j is a whole day in local time', (word, span) => {
    expect(parseDateWord(word, now)).toEqual(span);
  });

  it('some hours ago is a moment', () => {
    const moment = now.getTime() - 5 * 3_600_000;
    expect(parseDateWord('5 hours ago', now)).toEqual({ start: moment, end: moment });
    expect(parseDateWord('1 hour ago', now).start).toBe(now.getTime() - 3_600_000);
  });

  it('may be a moment of a file, whatever its zone', () => {
    const start = Date.UTC(2026, 0, 31, 9, 30);
    expect(parseDateWord('2026-01-31T09:30:00Z', now)).toEqual({ start, end: start + 999 });
    expect(parseDateWord('2026-01-31T09:30:00.123456Z', now)).toEqual({ start: start + 123, end: start + 123 });
    expect(parseDateWord('2026-01-31T10:30+01:00', now)).toEqual({ start, end: start + 59_999 });
  });

  it.each([
    ...['', 'soon', 'last week', '-1 days ago', '3 days', 'days ago', '1.5 hours ago', '9999999 days ago'],
    ...['2026-02-29', '2026-13-01', '2026-00-10', '2026-01-00', '2026-1-1', '01/31/2026', '2026-02-31T10:00:00Z'],
    ...['constructor', '__proto__', 'toString'],
  ])('is not seen in %j', (word) => {
    expect(failureOf(() => parseDateWord(word, now), 'invalid_value').hint).toContain('2026-01-31');
  });
});
