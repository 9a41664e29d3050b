import * as vscode from 'vscode';
import type { FinishOutcome, FinishRequest } from '../../app/git/finishTypes.js';
import type { TicketWorkspace } from '../../app/ticketWorkspace.js';
import { plainLabel } from '../ui/plainLabel.js';
import { askFinish } from './askFinish.js';
import { runCheckCommand } from './projectCommands.js';
import { resolveConflicts } from './resolveConflicts.js';

/** How long the status bar tells what was done, milliseconds. */
const toldMillis = 8000;

/** Brings the work on a ticket home: shows what would be done, lets the person choose, and does it. @throws TicketreeError */
export async function finishWorkOn(workspace: TicketWorkspace, id: string): Promise<void> {
  const { git } = workspace;
  const plan = (request: FinishRequest): ReturnType<typeof git.planFinish> =>
    working(vscode.l10n.t('Looking at the work'), () => git.planFinish(id, request));
  const request = await askFinish(plan, await plan({}));
  if (!request) return;
  const outcome = await working(vscode.l10n.t('Finishing'), () =>
    git.finish(id, { ...request, runCheck: runCheckCommand }),
  );
  await tellOutcome(workspace, outcome);
}

/** Goes on with a finish whose conflicts have been resolved. @throws TicketreeError */
export async function continueFinishOf(workspace: TicketWorkspace, id: string): Promise<void> {
  await vscode.workspace.saveAll(false);
  const outcome = await working(vscode.l10n.t('Finishing'), () => workspace.git.continueFinish(id));
  await tellOutcome(workspace, outcome);
}

/** Takes a finish back that conflicts stopped. @throws TicketreeError */
export async function abortFinishOf(workspace: TicketWorkspace, id: string): Promise<void> {
  const ticket = await working(vscode.l10n.t('Taking the finish back'), () => workspace.git.abortFinish(id));
  tell(`$(discard) ${vscode.l10n.t('The finish of {0} was taken back.', ticket.title)}`);
}

async function tellOutcome(workspace: TicketWorkspace, outcome: FinishOutcome): Promise<void> {
  const { title } = outcome.ticket;
  switch (outcome.kind) {
    case 'finished':
      tell(
        outcome.merged === null
          ? `$(check) ${vscode.l10n.t('{0} is finished.', title)}`
          : `$(check) ${vscode.l10n.t('{0} is in {1}.', title, outcome.base)}`,
      );
      break;
    case 'conflicts':
      await resolveConflicts(workspace, outcome.ticket.id);
      break;
    case 'pullRequest':
      await openRequest(outcome.url, outcome.notes);
      break;
  }
}

/** @param url of the pull request, or of the page on which to open one; null where the remote has none that we know */
async function openRequest(url: string | null, notes: readonly string[]): Promise<void> {
  if (url === null) tell(`$(cloud-upload) ${plainLabel(notes.join(' '))}`);
  else await vscode.env.openExternal(vscode.Uri.parse(url, true));
}

function tell(text: string): void {
  vscode.window.setStatusBarMessage(text, toldMillis);
}

/** Shows in the status bar that something takes its time. */
async function working<T>(title: string, work: () => Promise<T>): Promise<T> {
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: plainLabel(title) }, work);
}
