import { TicketreeError } from './errors.js';
import { statuses, type Status } from './ticket.js';
import type { TicketRow } from './ticketRow.js';

/** How many tickets the board's columns may hold at most; null for any number. */
export type WipLimits = Readonly<Record<Status, number | null>>;

type Placed = Pick<TicketRow, 'id' | 'status' | 'archived'>;

/**
 * Sees to it that a change fills no column beyond its limit. One that is too full already may be left and may be
 * worked in, but takes no more. What is archived takes no room.
 * @param rows of all tickets before the change
 * @param changed those that the change writes, as they shall be
 * @throws TicketreeError `column_full`
 */
export function checkWipLimits(limits: WipLimits, rows: Iterable<Placed>, changed: readonly Placed[]): void {
  const before = countByStatus(rows);
  const after = countByStatus([...new Map([...rows, ...changed].map((row) => [row.id, row])).values()]);
  for (const status of statuses) {
    const [limit, count] = [limits[status], after.get(status) ?? 0];
    if (limit !== null && count > limit && count > (before.get(status) ?? 0)) throw columnFull(status, limit);
  }
}

function countByStatus(rows: Iterable<Placed>): Map<Status, number> {
  const counts = new Map<Status, number>();
  for (const { status, archived } of rows) if (!archived) counts.set(status, (counts.get(status) ?? 0) + 1);
  return counts;
}

function columnFull(status: Status, limit: number): TicketreeError {
  const tickets = limit === 1 ? '1 ticket' : `${limit} tickets`;
  return new TicketreeError(
    'column_full',
    `The column ${status} takes ${tickets} and no more.`,
    'Finish or move something there first, or ask your team for another limit (board.wip_limits).',
  );
}
