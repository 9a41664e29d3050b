import * as vscode from 'vscode';
import type { TicketWorkspace } from '../../app/ticketWorkspace.js';

/** The ticket editor's tab, as the manifest's `customEditors` calls it. */
export const ticketViewType = 'ticketree.ticket';

/** Shows a ticket in a tab of its own. */
export async function openTicketTab(
  workspace: TicketWorkspace,
  id: string,
  options: vscode.TextDocumentShowOptions = {},
): Promise<void> {
  await vscode.commands.executeCommand('vscode.openWith', uriOf(workspace, id), ticketViewType, options);
}

/** Shows a ticket's file in the text editor. */
export async function openTicketYaml(workspace: TicketWorkspace, id: string): Promise<void> {
  await openAsYaml(uriOf(workspace, id));
}

/** As {@link openTicketYaml}, for a file that holds no ticket. */
export async function openAsYaml(uri: vscode.Uri): Promise<void> {
  await vscode.commands.executeCommand('vscode.openWith', uri, 'default', { preview: false });
}

/** What opens the ticket in whatever window has its store; see the deep links' handler. */
export function linkOf(id: string): string {
  return `${vscode.env.uriScheme}://ticketree.ticketree/ticket/${id}`;
}

function uriOf(workspace: TicketWorkspace, id: string): vscode.Uri {
  return vscode.Uri.file(workspace.store.fileOf(id));
}
