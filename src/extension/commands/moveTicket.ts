import * as vscode from 'vscode';
import { statuses, type Status } from '../../domain/ticket.js';
import { statusIcon, statusLabel } from '../ui/ticketLabels.js';
import type { CommandContext } from './commandContext.js';
import { ticketFor } from './ticketArgument.js';

/** Asks for a status and moves the ticket there: the equal path for those who do not drag. */
export async function moveTicket({ session }: CommandContext, argument: unknown): Promise<void> {
  const workspace = session.requireWritable();
  const ticket = await ticketFor(workspace, argument, () => true);
  if (!ticket) return;
  const items = statuses
    .filter((status) => status !== ticket.status)
    .map((status): vscode.QuickPickItem & { status: Status } => ({
      status,
      label: statusLabel(status),
      iconPath: statusIcon(status),
    }));
  const placeHolder = vscode.l10n.t('Move "{0}" to…', ticket.title);
  const picked = await vscode.window.showQuickPick(items, { placeHolder });
  if (picked) await workspace.tickets.move(ticket.id, picked.status);
}
