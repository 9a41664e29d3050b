import type { Timestamp } from './ticket.js';

/** A time as vibe-ticket writes it: UTC with `Z`, no fraction when that is zero, otherwise three digits. */
export function formatTimestamp(date: Date): Timestamp {
  return date.toISOString().replace('.000Z', 'Z');
}

/**
 * Milliseconds since the epoch; digits beyond the millisecond are cut. NaN for what is not a time. A leap second, which
 * files may hold and JavaScript does not know, counts as the second before it.
 */
export function timestampMillis(timestamp: Timestamp): number {
  return Date.parse(timestamp.replace(/(:\d\d):60/, '$1:59'));
}
