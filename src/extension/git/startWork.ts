import * as vscode from 'vscode';
import type { StartedWork, StartRequest } from '../../app/git/start/startWork.js';
import type { TicketWorkspace } from '../../app/ticketWorkspace.js';
import { plainLabel } from '../ui/plainLabel.js';
import { tell } from '../ui/tell.js';
import { openAfterStart } from './openPlace.js';
import { setUpWorktree } from './projectCommands.js';

/**
 * Starts a ticket as the settings say, and does all that follows: sets its new worktree up and opens it.
 * @param request what the person wants otherwise
 * @throws TicketreeError; then the ticket is as it was
 */
export async function startWorkFor(
  workspace: TicketWorkspace,
  id: string,
  request: StartRequest = {},
): Promise<StartedWork> {
  const started = await beginWork(workspace, id, request);
  await openStarted(workspace, started);
  return started;
}

/** As {@link startWorkFor}, but opens nothing. @throws TicketreeError; then the ticket is as it was */
export async function beginWork(
  workspace: TicketWorkspace,
  id: string,
  request: StartRequest = {},
): Promise<StartedWork> {
  const title = workspace.store.row(id)?.title ?? '';
  const started = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Starting {0}', plainLabel(title)) },
    () => workspace.git.start(id, request),
  );
  tellStarted(started);
  return started;
}

/** Sets the worktree of a ticket up that has just been started, and opens it, as the person's settings say. */
export async function openStarted(workspace: TicketWorkspace, { place, ticket }: StartedWork): Promise<void> {
  if (place?.worktree == null) return;
  await setUpWorktree(workspace, place, ticket);
  await openAfterStart(place.worktree, ticket.title);
}

function tellStarted({ ticket, place, notes }: StartedWork): void {
  const branch = place ? [vscode.l10n.t('branch {0}', place.branch)] : [];
  tell('play', [ticket.title, ...branch, ...notes].join(' · '));
}
