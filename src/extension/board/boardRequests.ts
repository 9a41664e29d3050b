import * as vscode from 'vscode';
import type { BoardPick, BoardPreferences, BoardRequest } from '../../protocol/boardMessages.js';
import type { TicketCommits } from '../../protocol/ticketMessages.js';
import type { Turns } from '../../util/turns.js';
import { commandIds } from '../commandIds.js';
import { answerTicketRequest } from '../editor/answerTicketRequest.js';
import { openTicketYaml } from '../editor/openTicket.js';
import type { StoreSession } from '../storeSession.js';
import { changeTickets, isChange, type BoardChange } from './boardChanges.js';
import type { BoardSearch } from './boardSearch.js';
import { moveCards } from './moveCards.js';
import { pickForTickets } from './pickForTickets.js';

/** What requests are answered with. */
export interface BoardTools {
  readonly session: StoreSession;
  readonly search: BoardSearch;
  /** A drop may rest upon the one before it, so that changes are made in the order in which they were asked for. */
  readonly turns: Turns;
  watch(id: string | null): void;
  prefer(preferences: BoardPreferences): Promise<void>;
}

/** What goes into the reply. */
export interface BoardAnswer {
  /** What was found, or the new ticket. */
  readonly ids: readonly string[];
  readonly commits?: TicketCommits;
}

/**
 * Does what a person asked for on the board.
 * @throws TicketreeError, which the board shows
 */
export async function answerBoardRequest(tools: BoardTools, request: BoardRequest): Promise<BoardAnswer> {
  const { session, search, turns } = tools;
  if (isChange(request)) return { ids: await turns.run(() => changeTickets(session.requireWritable(), request)) };
  if (request.kind === 'search') return { ids: await search.find(session.requireWorkspace(), request.text) };
  if (request.kind === 'ticket') {
    const commits = await answerTicketRequest(session, request.id, request.request);
    return { ids: [], ...(commits && { commits }) };
  }
  if (request.kind === 'pick') await pickAndChange(tools, request.pick, request.ids);
  else await show(tools, request);
  return { ids: [] };
}

/** What changes no ticket, or does so in the editor's own way. */
async function show(
  tools: BoardTools,
  request: Exclude<BoardRequest, BoardChange | { readonly kind: 'search' | 'pick' | 'ticket' }>,
): Promise<void> {
  const { session } = tools;
  switch (request.kind) {
    case 'open':
      await vscode.commands.executeCommand(commandIds.openTicket, request.id);
      break;
    case 'openYaml':
      await openTicketYaml(session.requireWorkspace(), request.id);
      break;
    case 'watch':
      tools.watch(request.id);
      break;
    case 'prefer':
      await tools.prefer(request.preferences);
      break;
    case 'newTicket':
      await vscode.commands.executeCommand(commandIds.newTicket);
      break;
    case 'showBroken':
      await vscode.commands.executeCommand('ticketree.tickets.focus');
      break;
  }
}

async function pickAndChange({ session, turns }: BoardTools, pick: BoardPick, ids: readonly string[]): Promise<void> {
  const workspace = session.requireWritable();
  const picked = await pickForTickets(workspace, pick, ids);
  if (!picked) return;
  // What was deleted while the person thought about it needs nothing any more.
  const there = ids.filter((id) => workspace.store.get(id));
  await turns.run(async () => {
    const workspace = session.requireWritable();
    if (picked.kind === 'edit') await workspace.tickets.editAll(there, picked.edit);
    else await moveCards(workspace, there, picked.status);
  });
}
