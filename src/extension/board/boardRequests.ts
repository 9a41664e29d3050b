import * as vscode from 'vscode';
import type { BoardRequest } from '../../protocol/boardMessages.js';
import { commandIds } from '../commandIds.js';
import type { StoreSession } from '../storeSession.js';

/** Does what a person asked for on the board. @throws TicketreeError, which the board shows */
export async function answerBoardRequest(session: StoreSession, request: BoardRequest): Promise<void> {
  switch (request.kind) {
    case 'move':
      await session.requireWritable().tickets.move(request.id, request.status, { beforeId: request.beforeId });
      break;
    case 'create':
      await session.requireWritable().tickets.create({ title: request.title, status: request.status });
      break;
    case 'open':
      await vscode.commands.executeCommand(commandIds.openTicket, request.id);
      break;
    case 'pickStatus':
      await vscode.commands.executeCommand(commandIds.moveTicket, request.id);
      break;
    case 'newTicket':
      await vscode.commands.executeCommand(commandIds.newTicket);
      break;
  }
}
