import { join } from 'node:path';
import * as vscode from 'vscode';
import type { WaitingFinish } from '../../app/git/waitingFinishes.js';
import type { TicketWorkspace } from '../../app/ticketWorkspace.js';
import { commandIds, type CommandId } from '../commandIds.js';
import { plainLabel } from '../ui/plainLabel.js';
import { versionUri } from './gitFiles.js';

interface ConflictItem extends vscode.QuickPickItem {
  readonly files?: readonly string[];
  readonly command?: CommandId;
}

/** Lists what waits to be resolved in a finish, opens it in the editor's merge editor, or goes on. @throws TicketreeError */
export async function resolveConflicts(workspace: TicketWorkspace, id: string): Promise<void> {
  const { git, store } = workspace;
  const waiting = (await git.waitingFinishes()).find(({ ticket }) => ticket === id);
  if (!waiting) return;
  const files = await git.conflictsIn(waiting.worktree);
  const title = vscode.l10n.t('Finish: {0}', plainLabel(store.row(id)?.title ?? waiting.branch));
  const placeHolder =
    files.length === 0
      ? vscode.l10n.t('All conflicts are resolved.')
      : vscode.l10n.t('{0} files say something else on {1}', files.length, waiting.base);
  const picked = await vscode.window.showQuickPick(itemsFor(files), { title, placeHolder });
  if (picked?.command) await vscode.commands.executeCommand(picked.command, id);
  for (const file of picked?.files ?? []) await openConflict(workspace, waiting, file);
}

function itemsFor(files: readonly string[]): ConflictItem[] {
  const goOn: ConflictItem = {
    label: `$(check) ${vscode.l10n.t('Continue Finish')}`,
    command: commandIds.continueFinish,
  };
  const abort: ConflictItem = { label: `$(discard) ${vscode.l10n.t('Abort Finish')}`, command: commandIds.abortFinish };
  if (files.length === 0) return [goOn, abort];
  return [
    { label: `$(git-merge) ${vscode.l10n.t('Resolve in Merge Editor')}`, files },
    ...files.map((file) => ({ label: `$(warning) ${plainLabel(file)}`, files: [file] })),
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    goOn,
    abort,
  ];
}

/** What of the base changed, what the ticket changed, and between them the file in the worktree. */
async function openConflict({ root }: TicketWorkspace, finish: WaitingFinish, file: string): Promise<void> {
  const { worktree, branch, base } = finish;
  const output = vscode.Uri.file(join(worktree, file));
  const version = (stage: 1 | 2 | 3): vscode.Uri => versionUri(root, file, { kind: 'stage', worktree, stage });
  const mergeEditor = {
    base: version(1),
    input1: { uri: version(2), title: vscode.l10n.t('Ours'), description: plainLabel(branch) },
    input2: { uri: version(3), title: vscode.l10n.t('Theirs'), description: plainLabel(base) },
    output,
  };
  try {
    await vscode.commands.executeCommand('_open.mergeEditor', mergeEditor);
  } catch {
    // The merge editor is not for every file, and its command is the editor's own affair.
    await vscode.window.showTextDocument(output, { preview: false });
  }
}
