import * as vscode from 'vscode';
import type { CommandContext } from './commandContext.js';

/** Asks for a title and writes the ticket down. */
export async function newTicket({ session, tickets }: CommandContext): Promise<void> {
  const workspace = session.requireWritable();
  const title = await vscode.window.showInputBox({
    title: vscode.l10n.t('New Ticket'),
    prompt: vscode.l10n.t('What is to be done?'),
    placeHolder: vscode.l10n.t('Title'),
    validateInput: (text) => (text.length > 0 && text.trim() === '' ? vscode.l10n.t('A title cannot be empty.') : null),
  });
  if (title === undefined || title.trim() === '') return;
  const ticket = await workspace.tickets.create({ title });
  await tickets.reveal(ticket.id);
}
