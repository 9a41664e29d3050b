import { TicketreeError } from './errors.js';

/** Minutes of a unit: a day has eight working hours and a week five such days, as in Jira. */
const unitMinutes = { w: 5 * 8 * 60, d: 8 * 60, h: 60, m: 1 } as const;
/** About 480 years of working days: whoever writes more has mistyped. */
const maxEstimate = 50_000_000;

/** Whole parts from the largest unit down, the last of them perhaps with a fraction. */
const estimatePattern =
  /^(?=.)(?:(\d+(?:\.\d+)?)w)? *(?:(\d+(?:\.\d+)?)d)? *(?:(\d+(?:\.\d+)?)h)? *(?:(\d+(?:\.\d+)?)m)?$/;

/**
 * Minutes of an estimate: `90`, `45m`, `1h30m`, `1h 30m`, `1.5h`, `2d` (of eight hours), `1w` (of five days). A bare
 * number is minutes, as in vibe-ticket's time log.
 * @throws TicketreeError `invalid_value`
 */
export function parseEstimate(text: string): number {
  const word = text.trim().toLowerCase();
  if (/^\d+$/.test(word)) return checkEstimate(Number(word));
  const [, weeks, days, hours, minutes] = estimatePattern.exec(word) ?? [];
  const parts = [weeks, days, hours, minutes];
  if (parts.every((part) => part === undefined)) throw invalid(`"${text}" is no estimate.`);
  const units = [unitMinutes.w, unitMinutes.d, unitMinutes.h, unitMinutes.m];
  return checkEstimate(Math.round(units.reduce((sum, unit, index) => sum + unit * Number(parts[index] ?? 0), 0)));
}

/** `1h30m`, `2d`, `1w2d`; what {@link parseEstimate} reads back to the same whole minute. */
export function formatEstimate(minutes: number): string {
  let rest = Math.round(minutes);
  const parts = Object.entries(unitMinutes).map(([unit, size]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count === 0 ? '' : `${count}${unit}`;
  });
  return parts.join('') || '0m';
}

/** @throws TicketreeError `invalid_value` for what is no number of minutes */
export function checkEstimate(minutes: number): number {
  if (Number.isInteger(minutes) && minutes >= 0 && minutes <= maxEstimate) return minutes;
  throw invalid(`${minutes} minutes is no estimate.`);
}

function invalid(message: string): TicketreeError {
  return new TicketreeError('invalid_value', message, 'Write it as 90, 45m, 1h30m, 2d (of 8 hours) or 1w (of 5 days).');
}
