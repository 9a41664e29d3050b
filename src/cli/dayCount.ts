import { InvalidArgumentError } from 'commander';

/** The value of an option that takes a number of days. */
export function parseDays(text: string): number {
  if (/^\d{1,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It takes a whole number of days.');
}
