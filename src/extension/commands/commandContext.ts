import type * as vscode from 'vscode';
import type { Logger } from '../../util/logger.js';
import type { BoardPanels } from '../board/boardPanels.js';
import type { StoreSession } from '../storeSession.js';
import type { TicketsView } from '../tree/ticketsView.js';

/** What commands work with. */
export interface CommandContext {
  readonly session: StoreSession;
  readonly tickets: TicketsView;
  readonly boards: BoardPanels;
  readonly channel: vscode.LogOutputChannel;
  readonly logger: Logger;
}
