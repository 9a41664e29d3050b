import * as vscode from 'vscode';
import type { TicketWorkspace } from '../../app/ticketWorkspace.js';
import type { UndoOutcome, UndoPlan, UndoStep } from '../../app/git/undo/undoTypes.js';
import { TicketreeError } from '../../domain/errors.js';
import { plainLabel } from '../ui/plainLabel.js';
import { tell } from '../ui/tell.js';
import { setUpWorktree } from './projectCommands.js';

/** Takes back the latest finish of a ticket, once the person has seen what that does. @throws TicketreeError */
export async function undoFinishOf(workspace: TicketWorkspace, id: string): Promise<void> {
  const { plan, force } = await planFor(workspace, id);
  if (!(await agrees(plan, force))) return;
  const title = vscode.l10n.t('Taking the finish back');
  const outcome = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () =>
    workspace.git.undo.run(id, { force }),
  );
  tellUndone(workspace, outcome);
  const { worktree, branch, setupCommand, ticket } = outcome;
  await setUpWorktree(workspace, { worktree, branch, setupCommand }, ticket);
}

/** What would be done; where a remote has the merge already, what would be done if the person insists. */
async function planFor(
  { git: { undo } }: TicketWorkspace,
  id: string,
): Promise<{ readonly plan: UndoPlan; readonly force: boolean }> {
  try {
    return { plan: await undo.plan(id), force: false };
  } catch (error) {
    if (!TicketreeError.is(error, 'undo_refused')) throw error;
    const plan = await undo.plan(id, { force: true }).catch(() => null);
    if (plan === null) throw error;
    return { plan, force: true };
  }
}

async function agrees({ ticket, steps, notes }: UndoPlan, force: boolean): Promise<boolean> {
  const back = force ? vscode.l10n.t('Take Back Here Alone') : vscode.l10n.t('Take Back');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Take back the finish of {0}?', plainLabel(ticket.title)),
    { modal: true, detail: [...steps.map(stepLine), ...notes].map((line) => `• ${line}`).join('\n') },
    back,
  );
  return chosen === back;
}

function stepLine(step: UndoStep): string {
  switch (step.kind) {
    case 'branch':
      return vscode.l10n.t('The branch {0} comes back.', step.branch);
    case 'worktree':
      return vscode.l10n.t('The worktree {0} is made again.', step.path);
    case 'switch':
      return vscode.l10n.t('{0} goes back to {1}.', step.checkout, step.branch);
    case 'base':
      return vscode.l10n.t('{0} goes back to {1}.', step.base, step.to.slice(0, 8));
    case 'ticket':
      return vscode.l10n.t('The ticket is as it was before.');
  }
}

function tellUndone({ git: { context } }: TicketWorkspace, { ticket, keptIn, notes }: UndoOutcome): void {
  tell('discard', [vscode.l10n.t('The finish of {0} was taken back.', ticket.title), ...notes].join(' · '));
  if (keptIn !== null) context.logger.info(`what was taken out of the base is kept in ${keptIn}`);
}
