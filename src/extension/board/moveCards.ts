import * as vscode from 'vscode';
import type { TicketWorkspace } from '../../app/ticketWorkspace.js';
import type { Status } from '../../domain/ticket.js';
import { beginWork, openStarted } from '../git/startWork.js';
import { askAboutChildren } from '../ui/askAboutChildren.js';
import { showFailure } from '../ui/showFailure.js';

/**
 * Puts cards into a column, in this order. Where the person has set it, a card that comes to doing is started: with a
 * branch and a worktree, as the settings of the store say.
 * @param place before which card; left out: only the column changes
 * @throws TicketreeError; a ticket that could not be started is as it was
 */
export async function moveCards(
  workspace: TicketWorkspace,
  ids: readonly string[],
  status: Status,
  place?: { readonly beforeId: string | null },
): Promise<void> {
  if (status === 'doing' && startsOnDrop()) {
    await startCards(workspace, ids);
    if (place === undefined) return;
  }
  await askAboutChildren((options) => workspace.tickets.moveAll(ids, status, place, options));
}

function startsOnDrop(): boolean {
  return vscode.workspace.getConfiguration('ticketree').get('board.startOnDrop', false);
}

async function startCards(workspace: TicketWorkspace, ids: readonly string[]): Promise<void> {
  const others = ids.filter((id) => workspace.store.row(id)?.status !== 'doing');
  for (const id of others) {
    const started = await beginWork(workspace, id);
    // Nobody wants a window for each of many; and a question about it must not keep the card from its place.
    if (others.length === 1) openStarted(workspace, started).catch(showFailure);
  }
}
