import * as vscode from 'vscode';
import { TicketreeError } from '../../domain/errors.js';

/** Why git may not be run in this window now: a repository that nobody trusts can make git run anything. Null where it may. */
export function untrustedRefusal(): TicketreeError | null {
  if (vscode.workspace.isTrusted) return null;
  return new TicketreeError(
    'untrusted',
    vscode.l10n.t('This folder is not trusted, so git is not run in it.'),
    vscode.l10n.t('Trust the folder with "Workspaces: Manage Workspace Trust".'),
  );
}
