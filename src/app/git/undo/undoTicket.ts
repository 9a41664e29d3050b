import { TicketreeError } from '../../../domain/errors.js';
import { leavesActive } from '../../../domain/transitions.js';
import { HistoryService } from '../../historyService.js';
import type { GitContext } from '../gitContext.js';
import type { FinishRecord } from './finishRecord.js';

/**
 * Takes back what a finish has changed in the ticket, as `ticketree undo` does: what somebody has changed since stays.
 * @returns what stays: a sentence each
 */
export async function undoTicket({ store, writer }: GitContext, { operation }: FinishRecord): Promise<string[]> {
  try {
    const { leftAlone } = await new HistoryService(store, writer.actor).undo(operation);
    return leftAlone.map(({ slug, what }) => `${slug}: somebody has changed ${what} since, so it stays.`);
  } catch (error) {
    if (!TicketreeError.is(error, 'undo_conflict')) throw error;
    return [`The ticket stays as it is, since somebody has changed the same in it: ${error.message}`];
  }
}

/** Makes the ticket active again, behind those that others have made active since. */
export async function activateAgain({ store }: GitContext, { ticket, wasActive }: FinishRecord): Promise<void> {
  if (!wasActive || leavesActive((await store.read(ticket)).status)) return;
  await store.updateActive((ids) => (ids.includes(ticket) ? ids : [...ids, ticket]));
}
