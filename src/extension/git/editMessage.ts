import * as vscode from 'vscode';
import type { Ticket } from '../../domain/ticket.js';
import { DisposableStore } from '../../util/disposable.js';
import { setContextKey } from '../contextKeys.js';
import { tell } from '../ui/tell.js';
import { messageScheme } from './messageFiles.js';

/** Ends the editing of the message; there is one at a time. */
let settle: ((accepted: boolean) => void) | undefined;

/**
 * Lets the person edit the message of a commit in a tab of the editor, until they accept it by the button in its title,
 * or close it: then it counts if it was saved, as with git's own editor.
 * The tab stays until {@link closeMessage}.
 * @returns null when it was left
 */
export async function editMessage(ticket: Ticket, message: string): Promise<string | null> {
  settle?.(false);
  const uri = uriOf(ticket);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(message));
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, { preview: false });
  setContextKey('ticketree.editsMessage', true);
  tell('edit', vscode.l10n.t('Message for: {0}', ticket.title));
  const parts = new DisposableStore();
  try {
    const accepted = await accept(document, parts);
    const text = document.getText();
    // Nobody is asked whether to save it when its tab goes.
    if (accepted) await document.save();
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

/** @param parts what listens, ended by the caller */
function accept(document: vscode.TextDocument, parts: DisposableStore): Promise<boolean> {
  let isSaved = false;
  return new Promise<boolean>((resolve) => {
    settle = resolve;
    parts.add(
      vscode.workspace.onDidSaveTextDocument((saved) => {
        if (saved === document) isSaved = true;
      }),
    );
    parts.add(
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
        if (closed.some((tab) => isTabOf(tab, document.uri))) resolve(isSaved);
      }),
    );
  });
}

/** Closes the tab of a message that has been accepted, and leaves the focus where it is. */
export async function closeMessage(ticket: Ticket): Promise<void> {
  const uri = uriOf(ticket);
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const done = tabs.filter((tab) => isTabOf(tab, uri));
  if (done.length > 0) await vscode.window.tabGroups.close(done, true);
}

function uriOf({ slug }: Ticket): vscode.Uri {
  return vscode.Uri.from({ scheme: messageScheme, path: `/${slug}/${vscode.l10n.t('Commit Message')}` });
}

function isTabOf({ input }: vscode.Tab, uri: vscode.Uri): boolean {
  return input instanceof vscode.TabInputText && input.uri.toString() === uri.toString();
}
