import { realpathSync } from 'node:fs';
import { basename, dirname, extname } from 'node:path';
import * as vscode from 'vscode';
import type { TicketWorkspace } from '../../app/ticketWorkspace.js';
import { TicketreeError } from '../../domain/errors.js';

/** The id of the ticket in a file of that store; undefined where it holds none. */
export function idOfFile({ store }: TicketWorkspace, uri: vscode.Uri): string | undefined {
  const name = basename(uri.fsPath);
  const own = basename(name, extname(name));
  const isIn = (id: string): boolean => basename(store.fileOf(id)) === name;
  if (store.get(own) && isIn(own)) return own;
  return store.tickets.find(({ id }) => isIn(id))?.id;
}

/**
 * Says why a file that is open in the ticket editor holds no ticket.
 * @param hasDraft whether the person has something in the editor that cannot be saved now
 */
export function faultOf(workspace: TicketWorkspace | undefined, uri: vscode.Uri, hasDraft: boolean): TicketreeError {
  const kept = hasDraft ? vscode.l10n.t('What you have typed is kept here until the tab is closed.') : '';
  if (!workspace) {
    const hint = hasDraft ? kept : vscode.l10n.t('Open the folder of the project that has the ticket.');
    return new TicketreeError('no_store', vscode.l10n.t('There is no ticket store in this window.'), hint);
  }
  const { store } = workspace;
  const name = basename(uri.fsPath);
  const broken = store.broken.find(({ file }) => file === name);
  if (broken) {
    const { line, reason } = broken;
    const where = line === null ? '' : vscode.l10n.t('line {0}: ', line);
    const hint = [vscode.l10n.t('Open it as YAML and mend it.'), kept].join(' ').trim();
    return new TicketreeError('ticket_broken', vscode.l10n.t('{0} cannot be read: {1}{2}', name, where, reason), hint);
  }
  if (hasDraft) {
    const message = vscode.l10n.t('The file of this ticket was deleted.');
    return new TicketreeError('ticket_not_found', message, kept);
  }
  const message = vscode.l10n.t('{0} is no ticket of the store in this window.', name);
  return new TicketreeError('ticket_not_found', message, vscode.l10n.t('Open it as YAML to see what it holds.'));
}

/** Whether a file lies in a folder, by whatever links its path goes. */
export function isInFolder(uri: vscode.Uri, folder: string): boolean {
  const parent = dirname(uri.fsPath);
  if (parent === folder) return true;
  try {
    return realpathSync(parent) === folder;
  } catch {
    // Neither the folder nor, with it, the file is there any more.
    return false;
  }
}
