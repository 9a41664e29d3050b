import { basename } from 'node:path';
import * as vscode from 'vscode';

/**
 * Runs a command of the project where the person sees it, and can stop it.
 * @returns whether it succeeded
 */
export async function runInTask(name: string, command: string, folder: string): Promise<boolean> {
  const task = new vscode.Task(
    { type: 'ticketree' },
    vscode.TaskScope.Workspace,
    `${name} (${basename(folder)})`,
    'Ticketree',
    new vscode.ShellExecution(command, { cwd: folder }),
  );
  task.presentationOptions = {
    reveal: vscode.TaskRevealKind.Always,
    panel: vscode.TaskPanelKind.Dedicated,
    clear: true,
  };
  const execution = await vscode.tasks.executeTask(task);
  return new Promise((resolve) => {
    const ended = vscode.tasks.onDidEndTask((event) => {
      if (event.execution !== execution) return;
      settle(false);
    });
    const exited = vscode.tasks.onDidEndTaskProcess(({ execution: which, exitCode }) => {
      if (which === execution) settle(exitCode === 0);
    });
    const settle = (succeeded: boolean): void => {
      ended.dispose();
      exited.dispose();
      resolve(succeeded);
    };
  });
}

/** Runs the team's check before a merge. @returns whether it succeeded */
export function runCheckCommand(command: string, folder: string): Promise<boolean> {
  return runInTask(vscode.l10n.t('Check'), command, folder);
}
