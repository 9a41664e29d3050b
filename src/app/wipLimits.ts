import { checkWipLimits, type WipLimits } from '../domain/wipLimits.js';
import { isArchived, type Ticket } from '../domain/ticket.js';
import { rowOf, type TicketRow } from '../domain/ticketRow.js';
import { PlanAgain } from '../store/operations/operation.js';
import type { SettingsReader } from './settingsReader.js';

/** The limits of the board's columns, as the team has set them. */
export async function readWipLimits(settings: SettingsReader): Promise<WipLimits> {
  return {
    todo: await settings.get('board.wip_limits.todo'),
    doing: await settings.get('board.wip_limits.doing'),
    review: await settings.get('board.wip_limits.review'),
    blocked: await settings.get('board.wip_limits.blocked'),
    done: await settings.get('board.wip_limits.done'),
  };
}

/** The limits that a change must keep to; null where the team only wants them shown. */
export async function enforcedWipLimits(settings: SettingsReader): Promise<WipLimits | null> {
  return (await settings.get('board.enforce_wip')) ? readWipLimits(settings) : null;
}

/**
 * Sees to it that tickets which come into a column find room there.
 * @param before the tickets as they were, new ones not among them
 * @throws TicketreeError `column_full`; PlanAgain where that cannot be known yet
 */
export function refuseFullColumns(
  limits: WipLimits | null,
  before: ReadonlyMap<string, Ticket>,
  after: readonly Ticket[],
  rows: readonly TicketRow[] | null,
): void {
  const comes = ({ id, status, metadata }: Ticket): boolean => {
    const old = before.get(id);
    return old?.status !== status || old.metadata['archived'] !== metadata['archived'];
  };
  if (limits === null || !after.some((ticket) => !isArchived(ticket) && comes(ticket))) return;
  if (rows === null) throw new PlanAgain([], true);
  checkWipLimits(limits, rows, after.map(rowOf));
}
