import * as vscode from 'vscode';
import type { WorktreeInfo } from '../../app/git/worktrees/worktreeInfo.js';
import type { TicketWorkspace } from '../../app/ticketWorkspace.js';
import type { CommandContext, Handler } from '../commands/commandContext.js';
import { storeRootIn, ticketIdIn, type CommandTarget } from '../commands/ticketArgument.js';
import { plainLabel } from '../ui/plainLabel.js';
import { pickOne } from '../ui/quickPicks.js';
import { addToWorkspace, openInNewWindow } from './openPlace.js';
import { worktreeName } from './worktreeItems.js';

/** What a command for a worktree is about. */
export interface ChosenWorktree {
  readonly workspace: TicketWorkspace;
  readonly path: string;
  readonly name: string;
}

type Fits = (info: WorktreeInfo) => boolean;

/**
 * A command for a worktree: that of the row it was called with, of a ticket, or one that the person picks.
 * @param fits which ones are offered
 */
export function onWorktree(
  act: (chosen: ChosenWorktree, context: CommandContext) => Promise<void> | void,
  fits: Fits = ({ state }) => state === 'there',
): Handler {
  return async (context, target) => {
    const chosen = await worktreeFor(context, target, fits);
    if (chosen) await act(chosen, context);
  };
}

export const openWorktree = onWorktree(({ path }) => openInNewWindow(path));

export const addWorktreeToWorkspace = onWorktree(({ path, name }) => {
  addToWorkspace(path, name);
});

export const openWorktreeTerminal = onWorktree(({ path, name }) => {
  vscode.window.createTerminal({ name, cwd: path }).show();
});

export const revealWorktree = onWorktree(async ({ path }) => {
  await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(path));
});

async function worktreeFor(
  { session }: CommandContext,
  target: CommandTarget,
  fits: Fits,
): Promise<ChosenWorktree | undefined> {
  const workspace = session.requireWritable(storeRootIn(target));
  const { path } = (target.argument ?? {}) as { path?: unknown };
  if (typeof path === 'string') return { workspace, path, name: nameOf(target.argument) ?? path };
  const ticket = ticketIdIn(target);
  const place = ticket === undefined ? undefined : session.placesOf(workspace)?.get(ticket);
  if (place && ticket !== undefined) {
    return { workspace, path: place.worktree, name: workspace.store.row(ticket)?.title ?? place.branch };
  }
  const info = await pickWorktree(workspace, fits);
  return info && { workspace, path: info.path, name: worktreeName(info) };
}

function nameOf(argument: unknown): string | undefined {
  const { info } = argument as { info?: WorktreeInfo };
  return info && worktreeName(info);
}

/** Lets the person choose a worktree by its ticket, its branch or its path. */
async function pickWorktree(workspace: TicketWorkspace, fits: Fits): Promise<WorktreeInfo | undefined> {
  const items = (await workspace.git.worktrees())
    .filter((info) => !info.isMain && fits(info))
    .map((info) => ({
      info,
      label: plainLabel(worktreeName(info)),
      description: plainLabel(info.ticket ? (info.branch ?? '') : ''),
      detail: info.path,
    }));
  if (items.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no worktree to which this applies.'));
    return undefined;
  }
  const placeHolder = vscode.l10n.t('Which worktree?');
  const options = { placeHolder, matchOnDescription: true, matchOnDetail: true };
  return (await pickOne(items, options))?.info;
}
