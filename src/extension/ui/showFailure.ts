import * as vscode from 'vscode';
import { TicketreeError } from '../../domain/errors.js';
import { commandIds } from '../commandIds.js';

/** Tells the person who asked for something why it was not done, and what to do; a fault of ours offers the log. */
export function showFailure(error: unknown): void {
  if (TicketreeError.is(error)) {
    void vscode.window.showErrorMessage(`${error.message} ${error.hint}`);
    return;
  }
  const showLog = vscode.l10n.t('Show Log');
  const text = vscode.l10n.t('Something went wrong inside Ticketree. Its log says more.');
  void vscode.window.showErrorMessage(text, showLog).then((chosen) => {
    if (chosen === showLog) void vscode.commands.executeCommand(commandIds.showLog);
  });
}
