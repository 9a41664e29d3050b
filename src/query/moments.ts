import { readDateText, type DateText, type Stretch } from '../domain/dateText.js';
import type { Value } from './ast.js';
import { checkOrder, mapBounds, readBounds, within, type Bounds } from './bounds.js';
import { problemAt, QueryFault, quoted, unknownWordAt } from './problems.js';
import { textOf } from './textMatch.js';

/** What stands in the place of a date. */
type Moment = DateText | Age;

/** How long ago, in milliseconds. */
interface Age {
  readonly kind: 'age';
  readonly millis: number;
}

/** A test for times in milliseconds, made for one moment of asking. */
export type TimeTest = (now: Date) => (millis: number) => boolean;

const agePattern = /^(\d{1,6}) ?(h|hours?|d|days?|w|weeks?)$/;
const hour = 3_600_000;
const ageUnits: Readonly<Record<string, number>> = { h: hour, d: 24 * hour, w: 7 * 24 * hour };
const hint =
  'Use 2026-01-31, @today, @today-7d, a range such as 2026-01-01..2026-01-31, or <7d for younger than 7 days.';

/** Words that may stand in the place of a date, for completion and as what was perhaps meant. */
export const momentWords: readonly string[] = ['@today', '@yesterday', '@tomorrow', '@today-7d', '@today+7d'];

/**
 * Reads a term about a time that has passed. Days are whole and local. An age tells how long ago something happened:
 * `<7d` is younger than 7 times 24 hours, `>7d` older.
 * @throws QueryFault
 */
export function readTimes(value: Value): TimeTest {
  const bounds = readBounds(value, readMoment);
  const ages = agesOf(value, bounds);
  if (ages) {
    const isWithin = within(ages);
    return (now) => (millis) => isWithin(now.getTime() - millis);
  }
  const at = boundsAt(value, bounds);
  return (now) => within(at(now));
}

/** Reads a term about a day of the calendar, given to the test as by `Date.parse`. @throws QueryFault */
export function readDays(value: Value): TimeTest {
  const bounds = readBounds(value, readMoment);
  if (agesOf(value, bounds)) {
    const message = `${quoted(textOf(value))} is an age, and a day that may lie ahead has none.`;
    throw new QueryFault(problemAt(value, message, 'Count from today, as in <=@today+7d.'));
  }
  const at = boundsAt(value, bounds);
  const toDay = (millis: number): number => {
    const date = new Date(millis);
    return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  };
  return (now) => within(mapBounds(at(now), ({ start, end }) => ({ start: toDay(start), end: toDay(end) })));
}

function boundsAt(value: Value, bounds: Bounds<Moment>): (now: Date) => Bounds<Stretch> {
  const at = (now: Date): Bounds<Stretch> =>
    mapBounds(bounds, (moment) => (moment.kind === 'age' ? { start: NaN, end: NaN } : moment.at(now)));
  // Whether a day that is named lies before one that is counted from today is not for the text to say.
  if (bounds.from?.at.kind === bounds.to?.at.kind) checkOrder(value, at(new Date(2026, 0, 15, 12)));
  return at;
}

/** The bounds as ages; null where there is none. @throws QueryFault where ages and dates are mixed, or one stands alone */
function agesOf(value: Value, bounds: Bounds<Moment>): Bounds<Stretch> | null {
  const moments = [bounds.from?.at, bounds.to?.at].filter((moment) => moment !== undefined);
  if (!moments.some(({ kind }) => kind === 'age')) return null;
  if (moments.some(({ kind }) => kind !== 'age')) {
    const message = `The range ${quoted(textOf(value))} mixes an age and a date.`;
    throw new QueryFault(problemAt(value, message, 'Use two dates, or two ages such as 7d..14d.'));
  }
  if (moments.length === 2 && bounds.from?.at === bounds.to?.at) {
    const text = textOf(value);
    const problem = problemAt(value, `${quoted(text)} could be younger or older.`, `Write <${text} or >${text}.`);
    throw new QueryFault({ ...problem, suggestions: [`<${text}`, `>${text}`] });
  }
  const ages = mapBounds(bounds, (moment) => {
    const millis = moment.kind === 'age' ? moment.millis : NaN;
    return { start: millis, end: millis };
  });
  checkOrder(value, ages);
  return ages;
}

function readMoment(operand: Value): Moment {
  const text = textOf(operand);
  const word = text.trim().toLowerCase();
  const moment = readAge(word) ?? readDateText(word);
  if (moment) return moment;
  throw new QueryFault(unknownWordAt(operand, word, `${quoted(text)} is no date.`, momentWords, hint));
}

function readAge(word: string): Age | null {
  const [, count, unit = ''] = agePattern.exec(word) ?? [];
  return count === undefined ? null : { kind: 'age', millis: Number(count) * (ageUnits[unit.charAt(0)] ?? NaN) };
}
