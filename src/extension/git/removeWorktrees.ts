import * as vscode from 'vscode';
import type { TicketWorkspace } from '../../app/ticketWorkspace.js';
import { TicketreeError } from '../../domain/errors.js';
import type { Handler } from '../commands/commandContext.js';
import { storeRootIn } from '../commands/ticketArgument.js';
import { plainLabel } from '../ui/plainLabel.js';
import { tell } from '../ui/tell.js';
import { pickOne } from '../ui/quickPicks.js';
import { onWorktree, type ChosenWorktree } from './worktreeCommands.js';

/** Removes a worktree. Where work would be lost with it, the person decides, and it is kept in the trash first. */
export const removeWorktree = onWorktree(
  async (chosen) => {
    const { workspace, path, name } = chosen;
    const removed = await removeOrAsk(chosen);
    if (!removed) return;
    closeFolder(path);
    const kept = removed.keptIn.length > 0 ? ` ${vscode.l10n.t('What was in it is kept in the trash.')}` : '';
    tell('trash', `${vscode.l10n.t('Removed the worktree of {0}.', name)}${kept}`);
    workspace.git.context.logger.info(`removed ${path}: ${[...removed.keptIn, ...removed.notes].join('; ')}`);
  },
  () => true,
);

/** Brings back a deleted branch, or the work of a removed worktree, as a branch. */
export const restoreWork: Handler = async ({ session }, target) => {
  const { git } = session.requireWritable(storeRootIn(target));
  const items = (await git.worktreeTrash()).map((trash) => ({
    trash,
    label: plainLabel(trash.name),
    iconPath: new vscode.ThemeIcon(trash.kind === 'branch' ? 'git-branch' : 'list-tree'),
    description: [
      trash.kind === 'branch' ? vscode.l10n.t('deleted branch') : vscode.l10n.t('work of a removed worktree'),
      new Date(trash.at).toLocaleString(vscode.env.language),
    ].join(' · '),
    detail: plainLabel(trash.subject),
  }));
  if (items.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No branch and no worktree has been put into the trash.'));
    return;
  }
  const placeHolder = vscode.l10n.t('What shall come back, as a branch?');
  const picked = await pickOne(items, {
    placeHolder,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (!picked) return;
  const { branch } = await git.restoreWorktreeTrash(picked.trash.ref);
  tell('git-branch', vscode.l10n.t('It is on the branch {0} now.', branch));
};

type Removed = Awaited<ReturnType<TicketWorkspace['git']['removeWorktree']>>;

/** @returns null when the person said no */
async function removeOrAsk({ workspace: { git }, path, name }: ChosenWorktree): Promise<Removed | null> {
  try {
    return await git.removeWorktree(path);
  } catch (error) {
    if (!TicketreeError.is(error, 'unsaved_work')) throw error;
    const remove = vscode.l10n.t('Keep It in the Trash, and Remove');
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t('Remove the worktree of {0}?', name),
      {
        modal: true,
        detail: `${error.message}\n\n${vscode.l10n.t('All of it is kept in the trash first; "Restore Deleted Work" brings it back.')}`,
      },
      remove,
    );
    return chosen === remove ? git.removeWorktree(path, { force: true }) : null;
  }
}

/** A folder that is gone is of no use in the window. */
export function closeFolder(path: string): void {
  const at = (vscode.workspace.workspaceFolders ?? []).findIndex(({ uri }) => uri.fsPath === path);
  if (at !== -1) vscode.workspace.updateWorkspaceFolders(at, 1);
}
