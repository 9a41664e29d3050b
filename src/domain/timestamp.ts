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
  // Lists read thousands of times, and hardly one of them needs to be mended.
  return Date.parse(timestamp.includes(':60') ? timestamp.replace(/(:\d\d):60/, '$1:59') : timestamp);
}

/** A moment in sentences and in the texts that vibe-ticket appends to descriptions: `2026-03-01 12:00:00 UTC`. */
export function formatUtc(date: Date): string {
  return `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
