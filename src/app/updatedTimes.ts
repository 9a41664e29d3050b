import type { JournalEntry, TicketRecord } from '../domain/operation.js';
import { timestampMillis } from '../domain/timestamp.js';

/** When tickets were last edited, by what the journal knows, milliseconds. A new place on the board is no edit. */
export function updatedTimes(entries: readonly JournalEntry[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const { at, records } of entries) {
    for (const record of records) if (isEdit(record)) times.set(record.ticket, timestampMillis(at) || 0);
  }
  return times;
}

function isEdit(record: TicketRecord): boolean {
  return record.kind !== 'update' || record.changes.some(({ path }) => path.join('/') !== 'metadata/rank');
}
