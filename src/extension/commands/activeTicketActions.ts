import * as vscode from 'vscode';
import { commandIds, type CommandId } from '../commandIds.js';
import { pickOne } from '../ui/quickPicks.js';
import type { CommandContext } from './commandContext.js';

/** What can be done with the active ticket, from the status bar. */
export async function activeTicketActions({ session, work }: CommandContext): Promise<void> {
  const workspace = session.requireWorkspace();
  const ticket = workspace.tickets.active;
  if (!ticket) {
    await vscode.commands.executeCommand(commandIds.setActiveTicket);
    return;
  }
  const item = (icon: string, label: string, command: CommandId): vscode.QuickPickItem & { command: CommandId } => ({
    label: `$(${icon}) ${label}`,
    command,
  });
  const changes = [
    item('arrow-swap', vscode.l10n.t('Move to…'), commandIds.moveTicket),
    item('check', vscode.l10n.t('Complete'), commandIds.completeTicket),
    item('add', vscode.l10n.t('Add Task…'), commandIds.addTask),
    item('circle-slash', vscode.l10n.t('Clear Active Ticket'), commandIds.clearActiveTicket),
  ];
  const place = work.of(workspace.root, ticket.id);
  const inGit = [
    ...(place?.worktree == null ? [] : [item('empty-window', vscode.l10n.t('Open Worktree'), commandIds.openWorktree)]),
    item('diff-multiple', vscode.l10n.t('Show Changes'), commandIds.showChanges),
    item('git-merge', vscode.l10n.t('Finish Work…'), commandIds.finishWork),
  ];
  const items = [
    item('go-to-file', vscode.l10n.t('Open'), commandIds.openTicket),
    item('project', vscode.l10n.t('Show on the Board'), commandIds.showOnBoard),
    item('link', vscode.l10n.t('Copy Link'), commandIds.copyTicketLink),
    ...(session.readOnlyReason === null && place ? inGit : []),
    ...(session.readOnlyReason === null ? changes : []),
  ];
  const picked = await pickOne(items, { placeHolder: ticket.title });
  if (picked) await vscode.commands.executeCommand(picked.command, ticket.id);
}
