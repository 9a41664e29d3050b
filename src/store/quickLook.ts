import { readFileSync, statSync } from 'node:fs';
import { readCanonical } from './codec/canonicalTicket.js';
import { hasShrunk, isSettled, sameStamp, stampOf, type KnownStamp } from './fileStamp.js';
import type { TicketFile } from './ticketFile.js';

/**
 * Reads a ticket file that is clear at first sight, as nearly all are, by synchronous calls: a promise for each call
 * costs several times as much as the call itself.
 * @param known what the file was when it was last read
 * @returns null when there is no such file; `unclear` for one that is not in canonical form or may be half-written
 */
export function lookQuickly(path: string, known: KnownStamp | undefined): TicketFile | null | 'asKnown' | 'unclear' {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return null;
    if (known?.settled === true && sameStamp(stats, known.stamp)) return 'asKnown';
    if (!stats.isFile() || (known && hasShrunk(stats, known.stamp))) return 'unclear';
    const text = readFileSync(path, 'utf8');
    // Bytes that are no UTF-8 have become others, as have those of a file that changed since the look at its stamp.
    const ticket = Buffer.byteLength(text) === stats.size && !text.includes('\uFFFD') ? readCanonical(text) : undefined;
    if (ticket === undefined) return 'unclear';
    const stamp = stampOf(stats);
    return { kind: 'ticket', text, stamp, settled: isSettled(stamp), ticket };
  } catch {
    // The closer look says what is wrong.
    return 'unclear';
  }
}
