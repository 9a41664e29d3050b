import type { TicketWorkspace } from '../../app/ticketWorkspace.js';
import type { Ticket } from '../../domain/ticket.js';
import { pickTicket } from './pickTicket.js';

/** What a command was called with, and which rows of the tree were selected then. */
export interface CommandTarget {
  readonly argument: unknown;
  readonly selection: unknown;
}

/** The id in a row of the tree, a card of the board (its menu context), or an id itself. */
function idsIn(argument: unknown): string[] {
  if (typeof argument === 'string') return [argument];
  if (typeof argument !== 'object' || argument === null) return [];
  const { id, ticketId, ticketIds } = argument as { id?: unknown; ticketId?: unknown; ticketIds?: unknown };
  // A card that is one of several selected stands for all of them.
  if (Array.isArray(ticketIds)) return ticketIds.filter((each) => typeof each === 'string');
  const found = ticketId ?? id;
  return typeof found === 'string' ? [found] : [];
}

/** The one that was clicked, whatever is selected with it. */
export function ticketIdIn({ argument }: CommandTarget): string | undefined {
  const { ticketId } = (typeof argument === 'object' && argument !== null ? argument : {}) as { ticketId?: unknown };
  return typeof ticketId === 'string' ? ticketId : idsIn(argument)[0];
}

/** Whether a command was called from the menu of a card of the board. */
export function isCard({ argument }: CommandTarget): boolean {
  return typeof argument === 'object' && argument !== null && 'webviewSection' in argument;
}

/** The folder of the store that a row of the tree belongs to; undefined for the chosen store. */
export function storeRootIn({ argument }: CommandTarget): string | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  const { store } = argument as { store?: unknown };
  return typeof store === 'string' ? store : undefined;
}

/**
 * The ticket that a command is about: the one it was called with, or one that the person picks.
 * @param fits which tickets are offered
 */
export async function ticketFor(
  workspace: TicketWorkspace,
  target: CommandTarget,
  fits: (ticket: Ticket) => boolean = () => true,
): Promise<Ticket | undefined> {
  const id = ticketIdIn(target);
  if (id !== undefined) return workspace.store.get(id) ?? (await workspace.store.read(id));
  return pickTicket(workspace, fits);
}

/** The tickets that a command is about: all selected rows, where the one it was called with is among them. */
export async function ticketsFor(
  workspace: TicketWorkspace,
  target: CommandTarget,
  fits: (ticket: Ticket) => boolean = () => true,
): Promise<readonly Ticket[]> {
  const selected = Array.isArray(target.selection) ? target.selection.flatMap(idsIn) : [];
  const ids = selected.length > 0 ? selected : idsIn(target.argument);
  if (ids.length > 1) return [...new Set(ids)].flatMap((id) => workspace.store.get(id) ?? []).filter(fits);
  const ticket = await ticketFor(workspace, target, fits);
  return ticket ? [ticket] : [];
}
