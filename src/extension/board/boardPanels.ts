import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../util/disposable.js';
import type { HostMessage } from '../../protocol/boardMessages.js';
import type { BoardPanel, BoardWindow } from './boardPanel.js';

const viewType = 'ticketree.board';

/** The board of this window: opened once, restored after a reload. */
export class BoardPanels implements vscode.WebviewPanelSerializer, Disposable {
  private readonly parts = new DisposableStore();
  private panel: vscode.WebviewPanel | undefined;
  private board: BoardPanel | undefined;

  constructor(private readonly window: BoardWindow) {
    this.parts.add(vscode.window.registerWebviewPanelSerializer(viewType, this));
  }

  /** Shows the board, the one that is open if there is one. */
  async open(): Promise<void> {
    if (this.panel) this.panel.reveal();
    else {
      await this.adopt(vscode.window.createWebviewPanel(viewType, vscode.l10n.t('Board'), vscode.ViewColumn.Active));
    }
  }

  /** Shows the board and lets it do something. */
  async perform(action: Extract<HostMessage, { type: 'perform' }>['action']): Promise<void> {
    await this.open();
    this.board?.perform({ type: 'perform', action });
  }

  /** Shows the board with one ticket's card. */
  async show(id: string): Promise<void> {
    await this.open();
    this.board?.perform({ type: 'show', id });
  }

  /** The panel's own state holds only where it was scrolled to; what it shows comes from the store. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    return this.adopt(panel);
  }

  dispose(): void {
    this.board?.dispose();
    this.parts.dispose();
  }

  private async adopt(panel: vscode.WebviewPanel): Promise<void> {
    this.panel = panel;
    panel.onDidDispose(() => {
      if (this.panel !== panel) return;
      this.board?.dispose();
      this.board = this.panel = undefined;
    });
    try {
      // The schemas of messages are evaluated with the first board, not while the editor starts.
      const { BoardPanel } = await import('./boardPanel.js');
      if (this.panel === panel) this.board = new BoardPanel(panel, this.window);
    } catch (error) {
      // An empty panel would be revealed ever after.
      panel.dispose();
      throw error;
    }
  }
}
