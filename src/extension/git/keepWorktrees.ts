import * as vscode from 'vscode';
import type { Handler } from '../commands/commandContext.js';
import { storeRootIn } from '../commands/ticketArgument.js';
import { tell } from '../ui/tell.js';
import { askText, pickOne } from '../ui/quickPicks.js';
import { onWorktree } from './worktreeCommands.js';

/** Keeps a worktree from being removed; asks why, which may stay empty. */
export const lockWorktree = onWorktree(
  async ({ workspace, path, name }) => {
    const reason = await askText({
      title: vscode.l10n.t('Lock: {0}', name),
      placeHolder: vscode.l10n.t('Why? Enter alone gives no reason'),
    });
    if (reason !== undefined) await workspace.git.lockWorktree(path, reason.trim());
  },
  ({ locked }) => locked === null,
);

export const unlockWorktree = onWorktree(
  async ({ workspace, path }) => {
    await workspace.git.unlockWorktree(path);
  },
  ({ locked, state }) => locked !== null && state !== 'halfMade',
);

/** Mends the links of worktrees after something has moved; asks where those are now whose folders are missing. */
export const repairWorktrees: Handler = async ({ session, worktrees }, target) => {
  const { git } = session.requireWritable(storeRootIn(target));
  const missing = (await git.worktrees()).filter(({ state }) => state === 'missing');
  const chosen = missing.length === 0 ? [] : await askMoved(missing.length);
  if (chosen === undefined) return;
  const mended = await git.repairWorktrees(chosen.map(({ fsPath }) => fsPath));
  const text =
    mended.length === 0 ? vscode.l10n.t('Nothing had to be repaired.') : vscode.l10n.t('Repaired: {0}', mended.length);
  tell('tools', text);
  await worktrees.refresh();
};

async function askMoved(count: number): Promise<readonly vscode.Uri[] | undefined> {
  const folders = { label: vscode.l10n.t('Choose Their Folders…') };
  const links = { label: vscode.l10n.t('Only Mend the Links') };
  const placeHolder = vscode.l10n.t('The folders of {0} worktrees are missing. Have they moved?', count);
  const picked = await pickOne([folders, links], { placeHolder });
  if (picked !== folders) return picked === undefined ? undefined : [];
  return vscode.window.showOpenDialog({ canSelectFolders: true, canSelectFiles: false, canSelectMany: true });
}
