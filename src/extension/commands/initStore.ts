import * as vscode from 'vscode';
import { TicketreeError } from '../../domain/errors.js';
import type { StorePlacement } from '../../domain/initOptions.js';
import { pickOne } from '../ui/quickPicks.js';
import type { CommandContext } from './commandContext.js';

/** Makes a ticket store in a folder of the workspace; asks which folder, and whether tickets are committed. */
export async function initStore({ session, logger }: CommandContext): Promise<void> {
  if (session.readOnlyReason !== null) session.requireWritable();
  const folder = await pickFolder();
  if (!folder) return;
  const placement = await pickPlacement();
  if (!placement) return;
  await session.init(folder.uri.fsPath, { name: folder.name, placement });
  logger.info(`made a ticket store in ${folder.uri.fsPath}`);
}

async function pickFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  if (folders.length === 0) {
    throw new TicketreeError(
      'no_store',
      vscode.l10n.t('No folder is open.'),
      vscode.l10n.t('Open the folder of your project first.'),
    );
  }
  if (folders.length === 1) return folders[0];
  return vscode.window.showWorkspaceFolderPick({ placeHolder: vscode.l10n.t('Which folder gets the tickets?') });
}

async function pickPlacement(): Promise<StorePlacement | undefined> {
  const choices: (vscode.QuickPickItem & { placement: StorePlacement })[] = [
    {
      label: `$(git-commit) ${vscode.l10n.t('With the code')}`,
      detail: vscode.l10n.t('Tickets are committed, so that everybody who clones the repository has them.'),
      placement: 'withCode',
    },
    {
      label: `$(eye-closed) ${vscode.l10n.t('Beside the code')}`,
      detail: vscode.l10n.t('Git ignores the tickets in this clone; one store whatever branch is checked out.'),
      placement: 'beside',
    },
  ];
  const title = vscode.l10n.t('Where shall the tickets be kept?');
  return (await pickOne(choices, { title, placeHolder: title }))?.placement;
}
