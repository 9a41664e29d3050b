import * as vscode from 'vscode';
import { TicketreeError } from '../../domain/errors.js';
import { statuses } from '../../domain/ticket.js';
import type { BoardRequest, HostMessage, ReplyError } from '../../protocol/boardMessages.js';
import { validateMessage } from '../../protocol/validateMessage.js';
import { type Disposable, DisposableStore } from '../../util/disposable.js';
import type { Logger } from '../../util/logger.js';
import type { StoreSession } from '../storeSession.js';
import { statusLabel } from '../ui/ticketLabels.js';
import { BoardFeed } from './boardFeed.js';
import { boardHtml, webviewRoot } from './boardHtml.js';
import { answerBoardRequest } from './boardRequests.js';

/** One board in one webview: tells it of the store, and does what is asked for on it. */
export class BoardPanel implements Disposable {
  private readonly parts = new DisposableStore();
  private feed: BoardFeed | undefined;
  /** Whether the webview has said that it listens; what is posted before is lost for good. */
  private isReady = false;
  private flushScheduled = false;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    extensionUri: vscode.Uri,
    private readonly session: StoreSession,
    private readonly logger: Logger,
  ) {
    panel.iconPath = {
      light: vscode.Uri.joinPath(extensionUri, 'media', 'board-light.svg'),
      dark: vscode.Uri.joinPath(extensionUri, 'media', 'board-dark.svg'),
    };
    panel.webview.options = { enableScripts: true, localResourceRoots: [webviewRoot(extensionUri)] };
    this.parts.add(
      panel.webview.onDidReceiveMessage((data: unknown) => {
        this.receive(data);
      }),
    );
    this.parts.add(
      session.onDidChangeState(() => {
        this.tellAll();
      }),
    );
    this.parts.add(
      session.onDidChangeStore(() => {
        this.scheduleFlush();
      }),
    );
    this.parts.add(
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        this.tellAll();
      }),
    );
    // A hidden webview is torn down; it says ready again when it is shown, and then gets everything.
    this.parts.add(
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.isReady = false;
      }),
    );
    panel.webview.html = boardHtml(panel.webview, extensionUri);
  }

  dispose(): void {
    // What is under way must not post to a webview that is gone.
    this.isReady = false;
    this.parts.dispose();
  }

  private receive(data: unknown): void {
    const checked = validateMessage(data);
    if ('reason' in checked) {
      this.logger.warn(`dropped a message of the board: ${checked.reason}`);
      return;
    }
    const { message } = checked;
    if (message.type === 'request') {
      void this.answer(message.seq, message.request);
      return;
    }
    this.isReady = true;
    this.tellAll();
  }

  private async answer(seq: number, request: BoardRequest): Promise<void> {
    let error: ReplyError | null = null;
    try {
      await answerBoardRequest(this.session, request);
    } catch (failure) {
      error = this.replyError(failure);
    }
    // What the request changed comes first, so that the card is where it belongs when the reply lets go of it.
    this.flush();
    this.post({ type: 'reply', seq, error });
  }

  private replyError(failure: unknown): ReplyError {
    if (TicketreeError.is(failure)) return { code: failure.code, message: failure.message, hint: failure.hint };
    this.logger.error('a request of the board failed', failure);
    const message = vscode.l10n.t('Something went wrong inside Ticketree. Its log says more.');
    return { code: 'internal', message, hint: '' };
  }

  /** Tells a webview that knows nothing, or nothing that still holds, all there is. */
  private tellAll(): void {
    const { state } = this.session;
    this.feed = state.kind === 'ready' ? new BoardFeed(state.workspace.store) : undefined;
    if (this.feed) {
      const columns = statuses.map((status) => ({ status, title: statusLabel(status) }));
      this.post(this.feed.snapshot(columns, this.session.readOnlyReason));
    } else if (state.kind !== 'loading') {
      this.post(this.unavailable(state.kind === 'failed' ? state.error : null));
    }
  }

  private unavailable(error: unknown): HostMessage {
    if (TicketreeError.is(error)) return { type: 'unavailable', message: error.message, hint: error.hint };
    return {
      type: 'unavailable',
      message:
        error === null
          ? vscode.l10n.t('There is no ticket store in this window.')
          : vscode.l10n.t('The ticket store cannot be opened. The log of Ticketree says more.'),
      hint: vscode.l10n.t('Run "Ticketree: Initialize Ticket Store" in the folder of your project.'),
    };
  }

  /** Changes that come together are told together. */
  private scheduleFlush(): void {
    if (this.flushScheduled) return;
    this.flushScheduled = true;
    setImmediate(() => {
      this.flush();
    });
  }

  private flush(): void {
    this.flushScheduled = false;
    if (!this.isReady) return;
    const patch = this.feed?.patch();
    if (patch) this.post(patch);
  }

  private post(message: HostMessage): void {
    if (this.isReady) void this.panel.webview.postMessage(message);
  }
}
