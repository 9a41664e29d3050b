/** Nearly all times are like this, and need no calendar. */
const common = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?Z$/;
const pattern = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:[Zz]|[-+](\d\d):(\d\d))$/;

/** The highest hour, minute, second, offset hour and offset minute; the second 60 is a leap second. */
const highest = [23, 59, 60, 23, 59];

/** An RFC 3339 time with any offset, as the chrono crate reads it for vibe-ticket. */
export function isTimestamp(text: string): boolean {
  if (common.test(text)) {
    return true;
  }
  const match = pattern.exec(text);
  if (match === null) {
    return false;
  }
  // The offset's groups are undefined behind a Z.
  const [year = 0, month = 0, day = 0, ...clock] = match.slice(1).map((part: string | undefined) => Number(part ?? 0));
  const isDay = month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
  return isDay && clock.every((value, index) => value <= (highest[index] ?? 0));
}

function daysIn(year: number, month: number): number {
  const last = new Date(0);
  // Not the constructor, which takes the years 0 to 99 for 1900 to 1999.
  last.setUTCFullYear(year, month, 0);
  return last.getUTCDate();
}
