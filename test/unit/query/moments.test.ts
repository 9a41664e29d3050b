import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowWith } from '../domain/tickets.js';
import { factsWith, finds, now } from './asking.js';

const hour = 3_600_000;
const minute = 60_000;

function isCreated(query: string, at: Date, asked = now): boolean {
  return finds(`created:${query}`, rowWith(1, { created_at: at.toISOString() }), factsWith({ now: asked }));
}

function isDue(query: string, day: string, asked = now): boolean {
  return finds(`due:${query}`, rowWith(1, { metadata: { due: day } }), factsWith({ now: asked }));
}

/** Runs the tests of a block in a time zone. */
function inZone(zone: string): void {
  let before: string | undefined;
  beforeAll(() => {
    before = process.env['TZ'];
    process.env['TZ'] = zone;
  });
  afterAll(() => {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  });
}

describe('an age', () => {
  const ago = (hours: number): Date => new Date(now.getTime() - hours * hour);

  it.each([
    ['<7d', 167, true],
    ['<7d', 168, false],
    ['<=7d', 168, true],
    ['<7d', 169, false],
    ['>7d', 169, true],
    ['>7d', 168, false],
    ['>=7d', 168, true],
    ['>1w', 169, true],
    ['<2h', 1, true],
    ['<2h', 3, false],
    ['<7days', 1, true],
    ['<2weeks', 335, true],
    ['7d..14d', 200, true],
    ['7d..14d', 168, true],
    ['7d..14d', 100, false],
    ['7d..*', 1000, true],
    ['*..7d', 1000, false],
    // What lies ahead is younger than anything.
    ['<1h', -5, true],
  ])('%s of what is %s hours old: %s', (query, hours, expected) => {
    expect(isCreated(query, ago(hours))).toBe(expected);
  });
});

describe('a day', () => {
  const local = (day: number, hours = 0, minutes = 0): Date => new Date(2026, 2, day, hours, minutes);

  it.each<[string, Date, boolean]>([
    ['@today', local(1), true],
    ['@today', local(1, 23, 59), true],
    ['@today', local(2), false],
    ['@today', local(0, 23, 59), false],
    ['today', local(1, 5), true],
    ['@yesterday', local(0, 5), true],
    ['@tomorrow', local(2, 5), true],
    ['@today-1', local(0, 5), true],
    ['@today+1w', local(8, 5), true],
    ['@today-7d..@today', local(-6), true],
    ['@today-7d..@today', local(-6, 0, -1), false],
    ['@today-7d..@today', local(1, 23, 59), true],
    ['2026-03-01', local(1, 23, 59), true],
    ['<2026-03-01', local(0, 23, 59), true],
    ['<2026-03-01', local(1), false],
    ['<=2026-03-01', local(1, 23, 59), true],
    ['>2026-03-01', local(1, 23, 59), false],
    ['>2026-03-01', local(2), true],
    ['>=2026-03-01', local(1), true],
    ['2026-02-27..2026-03-01', local(1, 23, 59), true],
    ['*..2026-01-01', local(1), false],
    ['2026-01-01..*', local(1), true],
    ['2026-03-01T10:30', local(1, 10, 30), true],
    ['2026-03-01T10:30', local(1, 10, 31), false],
    ['>2026-03-01T10:30', local(1, 10, 31), true],
    ['"3 days ago"', local(-2, 12), true],
    ['>="2 weeks ago"', local(-13), true],
    ['>="5 hours ago"', local(1, 7), true],
    ['>="5 hours ago"', local(1, 6, 59), false],
    ['2024-02-29..@today', local(1, 3), true],
    // Nothing lies there, but that is for the day of asking to say.
    ['@today..2026-01-01', local(1), false],
  ])('%s and what was written at %s: %s', (query, at, expected) => {
    expect(isCreated(query, at)).toBe(expected);
  });

  it('and a time of another zone are the same moment', () => {
    const at = new Date('2026-03-01T10:30:15Z');
    expect(isCreated('2026-03-01T10:30:15Z', at)).toBe(true);
    expect(isCreated('2026-03-01T12:30:15+02:00', at)).toBe(true);
    expect(isCreated('2026-03-01T10:30:16Z', at)).toBe(false);
  });

  it('may lie in the first century', () => {
    expect(isCreated('>0050-01-01', new Date('1951-01-01T00:00:00Z'))).toBe(true);
    expect(isCreated('<0099-12-31', new Date('1951-01-01T00:00:00Z'))).toBe(false);
  });
});

describe('a time that is none in the file', () => {
  it.each(['created:<7d', 'created:>7d', 'created:>=0001-01-01', 'created:*..@today'])(
    'is not found by %s',
    (query) => {
      expect(finds(query, rowWith(1, { created_at: 'never' }))).toBe(false);
      expect(finds(query.replace('created', 'closed'), rowWith(1))).toBe(false);
    },
  );
});

describe('the day by which something is due', () => {
  it.each([
    ['@today', '2026-03-01', true],
    ['@today', '2026-02-28', false],
    ['<@today+7d', '2026-03-07', true],
    ['<@today+7d', '2026-03-08', false],
    ['<=@today+7d', '2026-03-08', true],
    ['2026-03-01..2026-03-31', '2026-03-31', true],
    ['2026-03-01..2026-03-31', '2026-04-01', false],
    ['>=2026-03-01T10:00', '2026-03-01', true],
  ])('%s and %s: %s', (query, day, expected) => {
    expect(isDue(query, day)).toBe(expected);
  });
});

describe.each([
  ['Europe/Berlin', '2026-03-29', 23, '2026-10-25', 25],
  ['America/New_York', '2026-03-08', 23, '2026-11-01', 25],
  // The clock goes forward at midnight, so that the day begins at one.
  ['America/Santiago', '2026-09-06', 23, '2026-04-04', 25],
  ['Pacific/Kiritimati', '2026-03-08', 24, '2026-11-01', 24],
])('a local day in %s', (zone, shortDay, shortHours, longDay, longHours) => {
  inZone(zone);

  it.each([
    [shortDay, shortHours],
    [longDay, longHours],
  ])('%s is %s hours long', (day, hours) => {
    const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
    const start = new Date(year, month - 1, date).getTime();
    const isThatDay = (at: number): boolean => isCreated(day, new Date(at));
    expect(isThatDay(start - 1)).toBe(false);
    expect(isThatDay(start)).toBe(true);
    expect(isThatDay(start + hours * hour - 1)).toBe(true);
    expect(isThatDay(start + hours * hour)).toBe(false);
    expect(isCreated('@today', new Date(start + hours * hour - 1), new Date(start + 12 * hour))).toBe(true);
  });

  it.each([shortDay, longDay])('%s is due for as long as it lasts', (day) => {
    const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
    const [start, end] = [new Date(year, month - 1, date), new Date(year, month - 1, date + 1)];
    expect(isDue('@today', day, start)).toBe(true);
    expect(isDue('@today', day, new Date(end.getTime() - minute))).toBe(true);
    expect(isDue('@today', day, end)).toBe(false);
    const row = rowWith(1, { metadata: { due: day } });
    expect(finds('is:overdue', row, factsWith({ now: new Date(end.getTime() - minute) }))).toBe(false);
    expect(finds('is:overdue', row, factsWith({ now: end }))).toBe(true);
  });
});
