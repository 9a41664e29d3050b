import * as vscode from 'vscode';
import { pickOne } from '../ui/quickPicks.js';

/** What the editor does with a worktree once a ticket has been started in it. */
type AfterStart = 'ask' | 'newWindow' | 'addToWorkspace' | 'stay';

/** Opens a worktree in a window of its own. */
export async function openInNewWindow(path: string): Promise<void> {
  await vscode.commands.executeCommand('vscode.openFolder', vscode.Uri.file(path), { forceNewWindow: true });
}

/** Shows a worktree beside the folders of this window. */
export function addToWorkspace(path: string, name: string): void {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.some(({ uri }) => uri.fsPath === path)) return;
  vscode.workspace.updateWorkspaceFolders(folders.length, 0, { uri: vscode.Uri.file(path), name });
}

/** Goes to a worktree; where it is a folder of this window there is nowhere to go. */
export async function openPlace(path: string, name: string): Promise<void> {
  const isHere = (vscode.workspace.workspaceFolders ?? []).some(({ uri }) => uri.fsPath === path);
  if (isHere) return;
  await goTo(await askWhere(vscode.l10n.t('Worktree: {0}', name)), path, name);
}

/** Does with the worktree of a ticket that has just been started what the person's settings say. */
export async function openAfterStart(path: string, name: string): Promise<void> {
  const said = vscode.workspace.getConfiguration('ticketree').get<AfterStart>('git.afterStart', 'ask');
  await goTo(said === 'ask' ? await askWhere(vscode.l10n.t('Started: {0}', name)) : said, path, name);
}

async function goTo(where: AfterStart, path: string, name: string): Promise<void> {
  switch (where) {
    case 'newWindow':
      await openInNewWindow(path);
      break;
    case 'addToWorkspace':
      addToWorkspace(path, name);
      break;
    default:
      break;
  }
}

async function askWhere(title: string): Promise<AfterStart> {
  const items: (vscode.QuickPickItem & { readonly after: AfterStart })[] = [
    { label: `$(empty-window) ${vscode.l10n.t('Open in New Window')}`, after: 'newWindow' },
    { label: `$(root-folder) ${vscode.l10n.t('Add to This Workspace')}`, after: 'addToWorkspace' },
    { label: `$(circle-slash) ${vscode.l10n.t('Stay Here')}`, after: 'stay' },
  ];
  const placeHolder = vscode.l10n.t('Where do you want to work on it? Settings can answer for good.');
  return (await pickOne(items, { title, placeHolder }))?.after ?? 'stay';
}
