import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../util/disposable.js';
import type { Logger } from '../../util/logger.js';
import type { StoreSession } from '../storeSession.js';
import { BoardPanel } from './boardPanel.js';

const viewType = 'ticketree.board';

/** The board of this window: opened once, restored after a reload. */
export class BoardPanels implements vscode.WebviewPanelSerializer, Disposable {
  private readonly parts = new DisposableStore();
  private board: BoardPanel | undefined;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly session: StoreSession,
    private readonly logger: Logger,
  ) {
    this.parts.add(vscode.window.registerWebviewPanelSerializer(viewType, this));
  }

  /** Shows the board, the one that is open if there is one. */
  open(): void {
    if (this.board) this.board.reveal();
    else this.adopt(vscode.window.createWebviewPanel(viewType, vscode.l10n.t('Board'), vscode.ViewColumn.Active));
  }

  deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    // The panel's own state holds only where it was scrolled to; what it shows comes from the store.
    this.adopt(panel);
    return Promise.resolve();
  }

  dispose(): void {
    this.board?.dispose();
    this.parts.dispose();
  }

  private adopt(panel: vscode.WebviewPanel): void {
    const board = new BoardPanel(panel, this.extensionUri, this.session, this.logger);
    this.board = board;
    panel.onDidDispose(() => {
      board.dispose();
      if (this.board === board) this.board = undefined;
    });
  }
}
