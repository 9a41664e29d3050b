import * as vscode from 'vscode';
import { taskProgress, type Ticket } from '../../domain/ticket.js';
import { shortIds } from '../../domain/ticketRef.js';
import { ticketIcon } from '../ui/ticketLabels.js';
import type { TicketWorkspace } from '../../app/ticketWorkspace.js';

/** The id in what a command was called with: a row of the tree, a card of the board (its menu context), or an id. */
function ticketIdIn(argument: unknown): string | undefined {
  if (typeof argument === 'string') return argument;
  if (typeof argument !== 'object' || argument === null) return undefined;
  const { id, ticketId } = argument as { id?: unknown; ticketId?: unknown };
  const found = ticketId ?? id;
  return typeof found === 'string' ? found : undefined;
}

/**
 * The ticket that a command is about: the one it was called with, or one that the person picks.
 * @param fits which tickets are offered
 */
export async function ticketFor(
  workspace: TicketWorkspace,
  argument: unknown,
  fits: (ticket: Ticket) => boolean,
): Promise<Ticket | undefined> {
  const id = ticketIdIn(argument);
  if (id !== undefined) return workspace.store.get(id) ?? (await workspace.store.read(id));
  return pickTicket(workspace, fits);
}

async function pickTicket(workspace: TicketWorkspace, fits: (ticket: Ticket) => boolean): Promise<Ticket | undefined> {
  const all = workspace.store.tickets;
  const short = shortIds(all.map((ticket) => ticket.id));
  const active = workspace.store.activeIds[0];
  const items = all
    .filter(fits)
    .sort((a, b) => Number(b.id === active) - Number(a.id === active) || (a.created_at < b.created_at ? 1 : -1))
    .map((ticket) => pickItem(ticket, short.get(ticket.id) ?? ticket.id, ticket.id === active));
  if (items.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no ticket to which this applies.'));
    return undefined;
  }
  const placeHolder = vscode.l10n.t('Which ticket?');
  return (await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true }))?.ticket;
}

function pickItem(ticket: Ticket, shortId: string, active: boolean): vscode.QuickPickItem & { ticket: Ticket } {
  const { completed, total } = taskProgress(ticket);
  const details = [
    `#${shortId}`,
    ...(total > 0 ? [`${String(completed)}/${String(total)}`] : []),
    ...(ticket.assignee === null ? [] : [ticket.assignee]),
    ...(active ? [vscode.l10n.t('active')] : []),
  ];
  return { ticket, label: ticket.title, description: details.join(' · '), iconPath: ticketIcon(ticket) };
}
