import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { WorkPlace } from '../../app/git/start/startWork.js';
import type { ProjectCommand } from '../../app/git/trust/commandTrust.js';
import type { TicketWorkspace } from '../../app/ticketWorkspace.js';
import type { Ticket } from '../../domain/ticket.js';

/** The work that a command is run for. */
interface CommandedWork {
  readonly ticket: Ticket;
  readonly branch: string;
}

/** A command that the person is asked about, and the file that says so. */
type AskedCommand = Pick<ProjectCommand, 'command' | 'place'>;

/** Runs the command that sets a new worktree up, in a terminal; once the person has agreed to it. */
export async function setUpWorktree(
  workspace: TicketWorkspace,
  place: Pick<WorkPlace, 'setupCommand' | 'worktree' | 'branch'>,
  ticket: Ticket,
): Promise<void> {
  const { setupCommand, worktree, branch } = place;
  if (setupCommand === null || worktree === null) return;
  // By its text: the settings may have changed since the start.
  const known = (await workspace.git.projectCommands()).find(({ command }) => command === setupCommand);
  const asked = known ?? { command: setupCommand, place: '' };
  if (known?.isTrusted !== true && (await askTrust(workspace, asked)) !== 'trusted') return;
  const env = variablesFor({ ticket, branch }, worktree);
  const terminal = vscode.window.createTerminal({ name: ticket.title, cwd: worktree, env });
  terminal.show(true);
  terminal.sendText(setupCommand);
}

/** The check before a merge, where there is one to which nobody has agreed yet. */
export async function untrustedCheck({ git }: TicketWorkspace): Promise<AskedCommand | undefined> {
  return (await git.projectCommands()).find(({ key, isTrusted }) => key === 'git.check_command' && !isTrusted);
}

/**
 * Asks whether a command may be run that may have come with somebody's repository; who has agreed once is not asked again.
 * @param without what the person may say to go on without it, if that makes a difference
 */
export async function askTrust(
  { git }: TicketWorkspace,
  { command, place }: AskedCommand,
  without?: string,
): Promise<'trusted' | 'without' | 'left'> {
  const run = vscode.l10n.t('Trust and Run');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('This project wants to run a command on your machine.'),
    { modal: true, detail: `${command}\n\n${vscode.l10n.t('It stands in {0}.', place)}` },
    ...[run, ...(without === undefined ? [] : [without])],
  );
  if (chosen === undefined) return 'left';
  if (chosen !== run) return 'without';
  await git.trustCommands([command]);
  return 'trusted';
}

/** What runs the team's check before a merge, in a terminal; it is called only for a command that is trusted. */
export function checkRunner({ ticket, branch }: CommandedWork): (command: string, folder: string) => Promise<boolean> {
  return (command, folder) => {
    const env = variablesFor({ ticket, branch }, folder);
    return runInTask(vscode.l10n.t('Check'), command, { cwd: folder, env });
  };
}

/** What a command of the project is told; it gets no text of the ticket, which may be anything. */
function variablesFor({ ticket, branch }: CommandedWork, worktree: string): Record<string, string> {
  return { TICKETREE_TICKET_ID: ticket.id, TICKETREE_BRANCH: branch, TICKETREE_WORKTREE: worktree };
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
