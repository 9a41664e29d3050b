import * as vscode from 'vscode';
import type { Ticket } from '../../domain/ticket.js';
import { setContextKey } from '../contextKeys.js';
import { tell } from '../ui/tell.js';
import { DisposableStore } from '../../util/disposable.js';

/** The message that is being edited; there is one at a time. */
let settle: ((accepted: boolean) => void) | undefined;

/**
 * Lets the person edit the message of a commit in a tab of the editor, until they accept it by the button in its title,
 * or close it.
 * @returns null when it was left
 */
export async function editMessage(ticket: Ticket, message: string): Promise<string | null> {
  settle?.(false);
  const document = await vscode.workspace.openTextDocument({ language: 'git-commit', content: message });
  await vscode.window.showTextDocument(document, { preview: false });
  setContextKey('ticketree.editsMessage', true);
  tell('edit', vscode.l10n.t('Message for: {0}', ticket.title));
  const parts = new DisposableStore();
  try {
    const accepted = await new Promise<boolean>((resolve) => {
      settle = resolve;
      parts.add(
        vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
          if (closed.some(({ input }) => isTabOf(input, document))) resolve(false);
        }),
      );
    });
    const text = document.getText();
    if (accepted) await close(document);
    return accepted && text.trim() !== '' ? text : null;
  } finally {
    settle = undefined;
    parts.dispose();
    setContextKey('ticketree.editsMessage', false);
  }
}

/** Takes the message that is being edited. */
export function acceptMessage(): void {
  settle?.(true);
}

function isTabOf(input: unknown, { uri }: vscode.TextDocument): boolean {
  return input instanceof vscode.TabInputText && input.uri.toString() === uri.toString();
}

/** Nobody is asked whether to save it: it is in our hands. */
async function close(document: vscode.TextDocument): Promise<void> {
  await vscode.window.showTextDocument(document);
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
}
