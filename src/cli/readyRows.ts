import type { Selection } from '../app/queryService.js';
import type { TicketWorkspace } from '../app/ticketWorkspace.js';
import type { TicketRow } from '../domain/ticketRow.js';
import { readyTickets } from '../domain/nextTicket.js';
import { TicketGraph } from '../domain/ticketGraph.js';

interface ReadyRows {
  /** The one to take first in front. */
  readonly rows: readonly TicketRow[];
  readonly all: Selection['all'];
}

/**
 * The tickets that a query finds and that can be begun at once.
 * @param mine leaves out what somebody else is to do
 * @throws TicketreeError `invalid_query`
 */
export async function selectReady(
  { queries, settings }: TicketWorkspace,
  query: string,
  mine: boolean,
  now: Date,
): Promise<ReadyRows> {
  const me = mine ? await settings.myNames() : [];
  const isWanted = ({ assignee }: TicketRow): boolean => !mine || assignee === null || me.includes(assignee);
  const { rows, all } = await queries.select(query, isWanted, () => null);
  return { rows: readyTickets(rows, new TicketGraph(all.rows), now), all };
}
