import * as vscode from 'vscode';
import type { TicketWorkspace } from '../../app/ticketWorkspace.js';
import { taskProgress, type Ticket } from '../../domain/ticket.js';
import { shortIds } from '../../domain/ticketRef.js';
import { plainLabel } from '../ui/plainLabel.js';
import { ticketIcon } from '../ui/ticketLabels.js';
import { pickOne } from '../ui/quickPicks.js';

export interface TicketItem extends vscode.QuickPickItem {
  readonly ticket: Ticket;
}

/** Lets the person choose a ticket by fuzzy search over title, short id and assignee; the active one comes first. */
export async function pickTicket(
  workspace: TicketWorkspace,
  fits: (ticket: Ticket) => boolean,
): Promise<Ticket | undefined> {
  const items = ticketItems(workspace).filter(({ ticket }) => fits(ticket));
  if (items.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no ticket to which this applies.'));
    return undefined;
  }
  const placeHolder = vscode.l10n.t('Which ticket?');
  return (await pickOne(items, { placeHolder, matchOnDescription: true }))?.ticket;
}

/** All tickets: the active one, then what is open, then what is done; the newest first. */
export function ticketItems({ store }: TicketWorkspace): TicketItem[] {
  const short = shortIds(store.tickets.map(({ id }) => id));
  const active = store.activeIds[0];
  const weight = ({ id, status }: Ticket): number => (id === active ? 0 : status === 'done' ? 2 : 1);
  return [...store.tickets]
    .sort((a, b) => weight(a) - weight(b) || (a.created_at < b.created_at ? 1 : -1))
    .map((ticket) => ticketItem(ticket, short.get(ticket.id) ?? ticket.id, ticket.id === active));
}

function ticketItem(ticket: Ticket, shortId: string, isActive: boolean): TicketItem {
  const { completed, total } = taskProgress(ticket);
  const details = [
    `#${shortId}`,
    ...(total > 0 ? [`${String(completed)}/${String(total)}`] : []),
    ...(ticket.assignee === null ? [] : [plainLabel(ticket.assignee)]),
    ...(isActive ? [vscode.l10n.t('active')] : []),
  ];
  return { ticket, label: plainLabel(ticket.title), description: details.join(' · '), iconPath: ticketIcon(ticket) };
}
