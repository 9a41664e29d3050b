import type * as vscode from 'vscode';
import type { Logger } from '../../util/logger.js';
import type { BoardPanels } from '../board/boardPanels.js';
import type { TicketWork } from '../git/ticketWork.js';
import type { WorktreesView } from '../git/worktreesView.js';
import type { StoreSession } from '../storeSession.js';
import type { TicketsView } from '../tree/ticketsView.js';
import type { CommandTarget } from './ticketArgument.js';

/** What commands work with. */
export interface CommandContext {
  readonly session: StoreSession;
  readonly tickets: TicketsView;
  readonly worktrees: WorktreesView;
  readonly work: TicketWork;
  readonly boards: BoardPanels;
  readonly channel: vscode.LogOutputChannel;
  readonly logger: Logger;
}

/** What a command does. What it throws reaches the person. */
export type Handler = (context: CommandContext, target: CommandTarget) => Promise<void> | void;
