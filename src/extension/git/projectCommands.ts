import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { WorkPlace } from '../../app/git/start/startWork.js';
import type { TicketWorkspace } from '../../app/ticketWorkspace.js';
import { TicketreeError } from '../../domain/errors.js';
import type { Ticket } from '../../domain/ticket.js';

/** The work that a command is run for. */
interface CommandedWork {
  readonly ticket: Ticket;
  readonly branch: string;
}

/** Runs the command that sets a new worktree up, in a terminal; once the person has agreed to it. */
export async function setUpWorktree(workspace: TicketWorkspace, place: WorkPlace, ticket: Ticket): Promise<void> {
  const { setupCommand, worktree, branch } = place;
  if (setupCommand === null || worktree === null || !(await isAgreed(workspace, setupCommand))) return;
  const env = variablesFor({ ticket, branch }, worktree);
  const terminal = vscode.window.createTerminal({ name: ticket.title, cwd: worktree, env });
  terminal.show(true);
  terminal.sendText(setupCommand);
}

/** What runs the team's check before a merge, in a terminal, once the person has agreed to it. */
export function checkRunner(
  workspace: TicketWorkspace,
  work: CommandedWork,
): (command: string, folder: string) => Promise<boolean> {
  return async (command, folder) => {
    if (await isAgreed(workspace, command)) {
      return runInTask(vscode.l10n.t('Check'), command, { cwd: folder, env: variablesFor(work, folder) });
    }
    throw new TicketreeError(
      'command_not_trusted',
      vscode.l10n.t('The check of the project was not run, because you did not agree to it.'),
      vscode.l10n.t('Finish again to be asked again, or change the setting git.check_command.'),
    );
  };
}

/** What a command of the project is told; it gets no text of the ticket, which may be anything. */
function variablesFor({ ticket, branch }: CommandedWork, worktree: string): Record<string, string> {
  return { TICKETREE_TICKET_ID: ticket.id, TICKETREE_BRANCH: branch, TICKETREE_WORKTREE: worktree };
}

/** Whether the person trusts a command that may have come with somebody's repository; who has said so once is not asked again. */
async function isAgreed({ git }: TicketWorkspace, command: string): Promise<boolean> {
  const known = (await git.projectCommands()).find((each) => each.command === command);
  if (known?.isTrusted === true) return true;
  const run = vscode.l10n.t('Trust and Run');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('This project wants to run a command on your machine.'),
    { modal: true, detail: `${command}\n\n${vscode.l10n.t('It stands in {0}.', known?.place ?? '')}` },
    run,
  );
  if (chosen !== run) return false;
  await git.trustCommands([command]);
  return true;
}

/** Runs a command where the person sees it, and can stop it. @returns whether it succeeded */
async function runInTask(
  name: string,
  command: string,
  options: { readonly cwd: string; readonly env: Record<string, string> },
): Promise<boolean> {
  const task = new vscode.Task(
    { type: 'shell' },
    vscode.TaskScope.Workspace,
    `${name} (${basename(options.cwd)})`,
    'Ticketree',
    new vscode.ShellExecution(command, options),
  );
  const { Always } = vscode.TaskRevealKind;
  task.presentationOptions = { reveal: Always, panel: vscode.TaskPanelKind.Dedicated, clear: true };
  const execution = await vscode.tasks.executeTask(task);
  return new Promise((resolve) => {
    const listeners = [
      vscode.tasks.onDidEndTaskProcess(({ execution: ended, exitCode }) => {
        if (ended === execution) settle(exitCode === 0);
      }),
      // One that was stopped before it began has no process.
      vscode.tasks.onDidEndTask(({ execution: ended }) => {
        if (ended === execution) settle(false);
      }),
    ];
    const settle = (succeeded: boolean): void => {
      for (const listener of listeners) listener.dispose();
      resolve(succeeded);
    };
  });
}
