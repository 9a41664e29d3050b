import { join, relative, sep } from 'node:path';
import * as vscode from 'vscode';
import type { Conflict, ConflictSide } from '../../app/git/finish/conflicts.js';
import type { WaitingFinish } from '../../app/git/finish/waitingFinishes.js';
import type { TicketWorkspace } from '../../app/ticketWorkspace.js';
import type { CommandContext } from '../commands/commandContext.js';
import type { CommandTarget } from '../commands/ticketArgument.js';
import { commandIds, type CommandId } from '../commandIds.js';
import { plainLabel } from '../ui/plainLabel.js';
import { pickOne } from '../ui/quickPicks.js';
import { versionUri } from './gitFiles.js';

/** A board takes the focus back a moment after the question before, and would close the next. */
const staysOpen = { ignoreFocusOut: true };

interface ConflictItem extends vscode.QuickPickItem {
  /** To be opened in the merge editor. */
  readonly files?: readonly Conflict[];
  /** One version of it must be taken. */
  readonly choice?: Conflict;
  readonly command?: CommandId;
}

/** Lists what waits to be resolved in a finish, opens it in the editor's merge editor, or goes on. @throws TicketreeError */
export async function resolveConflicts(workspace: TicketWorkspace, id: string): Promise<void> {
  const { git, store } = workspace;
  const waiting = (await git.waitingFinishes()).find(({ ticket }) => ticket === id);
  if (!waiting) return;
  const open = await git.files.conflicts(waiting.worktree);
  const title = vscode.l10n.t('Finish: {0}', plainLabel(store.row(id)?.title ?? waiting.branch));
  const placeHolder =
    open.length === 0
      ? vscode.l10n.t('All conflicts are resolved.')
      : vscode.l10n.t('{0} and {1} changed the same', waiting.branch, waiting.base);
  const picked = await pickOne(itemsFor(waiting, open), { title, placeHolder, ...staysOpen });
  if (picked?.command) await vscode.commands.executeCommand(picked.command, id);
  for (const file of picked?.files ?? []) await openMergeEditor(workspace, waiting, file.path);
  // What is left to do is asked again, until somebody leaves.
  if (picked?.choice && (await choose(workspace, waiting, picked.choice))) await resolveConflicts(workspace, id);
}

/**
 * Sees to it that nobody goes on by mistake with a file on which nobody has decided: one without marks may have been
 * resolved in a text editor, or just been saved.
 * @returns whether to go on
 */
export async function settleResolved({ git }: TicketWorkspace, id: string): Promise<boolean> {
  const waiting = (await git.waitingFinishes()).find(({ ticket }) => ticket === id);
  if (!waiting) return true;
  const unmarked = (await git.files.conflicts(waiting.worktree)).filter(({ state }) => state === 'resolved');
  if (unmarked.length === 0) return true;
  const paths = unmarked.map(({ path }) => path);
  const take = vscode.l10n.t('They Are Resolved');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Are the conflicts in these files resolved?'),
    { modal: true, detail: `${paths.join('\n')}\n\n${vscode.l10n.t('They hold no marks of a conflict any more.')}` },
    take,
  );
  if (chosen !== take) return false;
  await git.files.markResolved(waiting.worktree, paths);
  return true;
}

/** Ends the merge of one file in the merge editor, and goes to what is left to do. @throws TicketreeError */
export async function completeMerge(
  { session: { stores } }: CommandContext,
  { argument }: CommandTarget,
): Promise<void> {
  // All three versions in the merge editor have the address of the file itself.
  const active = argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
  const file = active?.fsPath ?? null;
  // Saved first: the merge editor closes itself, and would ask again about what it is still saving.
  await vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'file' && uri.fsPath === file)?.save();
  const ended = await vscode.commands.executeCommand<{ readonly successful: boolean }>('mergeEditor.acceptMerge');
  if (file === null || !ended.successful) return;
  for (const workspace of stores) {
    const finishes = await workspace.git.waitingFinishes();
    const finish = finishes.find(({ worktree }) => file.startsWith(`${worktree}${sep}`));
    if (!finish) continue;
    await workspace.git.files.markResolved(finish.worktree, [relative(finish.worktree, file)]);
    await resolveConflicts(workspace, finish.ticket);
  }
}

function itemsFor(finish: WaitingFinish, open: readonly Conflict[]): ConflictItem[] {
  const goOn: ConflictItem = {
    label: `$(check) ${vscode.l10n.t('Continue Finish')}`,
    command: commandIds.continueFinish,
  };
  const abort: ConflictItem = { label: `$(discard) ${vscode.l10n.t('Abort Finish')}`, command: commandIds.abortFinish };
  if (open.length === 0) return [goOn, abort];
  const files = open.filter(({ state }) => state !== 'choice');
  return [
    ...(files.length === 0 ? [] : [{ label: `$(git-merge) ${vscode.l10n.t('Resolve in Merge Editor')}`, files }]),
    ...open.map((file) => fileItem(finish, file)),
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    goOn,
    abort,
  ];
}

function fileItem(finish: WaitingFinish, file: Conflict): ConflictItem {
  const label = `$(warning) ${plainLabel(file.path)}`;
  if (file.state !== 'choice') return { label, files: [file] };
  const description =
    file.deletedIn === null
      ? vscode.l10n.t('no text: one version is taken whole')
      : vscode.l10n.t('deleted in {0}', nameOf(finish, file.deletedIn));
  return { label, description, choice: file };
}

/** Whose version a side is: while commits are laid upon the base, that is what is checked out. */
function nameOf({ way, branch, base }: WaitingFinish, side: ConflictSide): string {
  return (side === 2) === (way === 'rebase') ? base : branch;
}

/** What of the one changed, what of the other, and between them the file in the worktree. */
async function openMergeEditor({ root }: TicketWorkspace, finish: WaitingFinish, path: string): Promise<void> {
  const { worktree } = finish;
  const output = vscode.Uri.file(join(worktree, path));
  const version = (stage: 1 | 2 | 3): vscode.Uri =>
    versionUri(root, worktree, path, { kind: 'stage', worktree, stage });
  const input = (side: ConflictSide): object => ({ uri: version(side), title: plainLabel(nameOf(finish, side)) });
  try {
    const inputs = { base: version(1), input1: input(2), input2: input(3), output };
    await vscode.commands.executeCommand('_open.mergeEditor', inputs);
  } catch {
    // It is the editor's own affair, which others may only ask for.
    await vscode.window.showTextDocument(output, { preview: false });
  }
}

/** Of a file that one has deleted, or that is no text, one version is taken whole. @returns whether one was */
async function choose({ git }: TicketWorkspace, finish: WaitingFinish, conflict: Conflict): Promise<boolean> {
  const sides: readonly ConflictSide[] = [2, 3];
  const items = sides.map((side) => ({
    side,
    label: plainLabel(nameOf(finish, side)),
    description: conflict.deletedIn === side ? vscode.l10n.t('deletes the file') : vscode.l10n.t('keeps its version'),
  }));
  const placeHolder = vscode.l10n.t('Whose version of {0} shall stand?', conflict.path);
  const picked = await pickOne(items, { placeHolder, ...staysOpen });
  if (!picked) return false;
  await git.files.takeSide(finish.worktree, conflict, picked.side);
  return true;
}
