import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { parse } from 'yaml';
import type { TicketreeApi } from '../../src/extension/extension.js';

const extensionId = 'ticketree.ticketree';

/** The extension, activated. */
export async function activateExtension(): Promise<vscode.Extension<TicketreeApi>> {
  const extension = vscode.extensions.getExtension<TicketreeApi>(extensionId);
  if (!extension) throw new Error(`${extensionId} is not installed in this VS Code`);
  await extension.activate();
  return extension;
}

/** Absolute path of the folder that is open. */
export function workspaceFolder(): string {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('no folder is open');
  return folder.uri.fsPath;
}

/** Waits until a condition holds; the runner's time limit ends what never does. */
export async function until<T>(condition: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (;;) {
    const result = await condition();
    if (result !== undefined) return result;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export interface TicketOnDisk {
  readonly file: string;
  readonly ticket: Record<string, unknown>;
}

/** The tickets as the files say. */
export async function ticketsOnDisk(): Promise<TicketOnDisk[]> {
  const folder = join(workspaceFolder(), '.vibe-ticket', 'tickets');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml') && !name.startsWith('.'));
  return Promise.all(
    names.map(async (name) => {
      const file = join(folder, name);
      return { file, ticket: parse(await readFile(file, 'utf8')) as Record<string, unknown> };
    }),
  );
}

/** Accepts what an open quick input offers or holds, again and again until the command that asked is done. */
export async function acceptInputs(command: Thenable<unknown>): Promise<void> {
  let done = false;
  const ended = Promise.resolve(command).finally(() => {
    done = true;
  });
  await until(async () => {
    if (done) return true;
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    return undefined;
  });
  await ended;
}
