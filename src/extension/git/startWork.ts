import * as vscode from 'vscode';
import type { StartedWork, StartRequest } from '../../app/git/startWork.js';
import type { TicketWorkspace } from '../../app/ticketWorkspace.js';
import { plainLabel } from '../ui/plainLabel.js';
import { openAfterStart } from './openPlace.js';

/** How long the status bar tells what was done, milliseconds. */
const toldMillis = 8000;

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
  await openStarted(started);
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
  tell(started);
  return started;
}

/** Opens the worktree of a ticket that has just been started, as the person's settings say. */
export async function openStarted({ place, ticket }: StartedWork): Promise<void> {
  if (place?.worktree != null) await openAfterStart(place.worktree, ticket.title);
}

function tell({ ticket, place, notes }: StartedWork): void {
  const branch = place ? ` $(git-branch) ${place.branch}` : '';
  const more = notes.map((note) => ` – ${note}`).join('');
  vscode.window.setStatusBarMessage(`$(play) ${plainLabel(ticket.title)}${branch}${plainLabel(more)}`, toldMillis);
}
