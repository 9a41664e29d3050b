import * as vscode from 'vscode';
import type { HistoryFollower } from '../../app/historyFollower.js';
import type { TicketWorkspace } from '../../app/ticketWorkspace.js';
import { TicketreeError } from '../../domain/errors.js';
import type { BoardPreferences, BoardRequest, HostMessage, ReplyError } from '../../protocol/boardMessages.js';
import { validateBoardMessage } from '../../protocol/validateMessage.js';
import { type Disposable, DisposableStore } from '../../util/disposable.js';
import type { Logger } from '../../util/logger.js';
import { Turns } from '../../util/turns.js';
import { TicketFeed } from '../editor/ticketFeed.js';
import type { WaitingWork } from '../git/ticketWork.js';
import type { StoreSession } from '../storeSession.js';
import { webviewHtml, webviewRoot } from '../ui/webviewHtml.js';
import { keepPreferences, keptPreferences } from './boardPreferences.js';
import { answerBoardRequest, type BoardAnswer, type BoardTools } from './boardRequests.js';
import { BoardSearch } from './boardSearch.js';
import { BoardStream } from './boardStream.js';

/** How often a request that takes its time is told to be under way, milliseconds; a board waits for ten seconds. */
const busyEvery = 4000;

/** What a board's panel needs of the window. */
export interface BoardWindow {
  readonly extensionUri: vscode.Uri;
  readonly session: StoreSession;
  readonly work: WaitingWork;
  /** Where preferences are kept. */
  readonly memento: vscode.Memento;
  readonly logger: Logger;
}

/** One board in one webview: tells it of the store, and does what is asked for on it. */
export class BoardPanel implements Disposable {
  private readonly parts = new DisposableStore();
  private readonly search = this.parts.add(new BoardSearch(() => this.window.session.readOnlyReason === null));
  private readonly tools: BoardTools;
  private readonly histories = new WeakMap<TicketWorkspace, HistoryFollower>();
  /** What tells the webview of the store that it shows now. */
  private stream = new DisposableStore();
  private board: BoardStream | undefined;
  private workspace: TicketWorkspace | undefined;
  private watchedId: string | null = null;
  private pane: TicketFeed | undefined;
  /** Whether the webview has said that it listens; what is posted before is lost for good. */
  private isReady = false;
  /** Whether the webview has been told all. */
  private isShown = false;
  /** What waits for a board that shows something. */
  private waiting: HostMessage[] = [];

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private readonly window: BoardWindow,
  ) {
    const { extensionUri, session } = window;
    this.tools = {
      session,
      search: this.search,
      turns: new Turns(),
      watch: (id) => {
        this.watch(id);
      },
      prefer: (preferences) => this.prefer(preferences),
    };
    panel.iconPath = {
      light: vscode.Uri.joinPath(extensionUri, 'media', 'board-light.svg'),
      dark: vscode.Uri.joinPath(extensionUri, 'media', 'board-dark.svg'),
    };
    panel.webview.options = { enableScripts: true, localResourceRoots: [webviewRoot(extensionUri)] };
    this.listen();
    panel.webview.html = webviewHtml(panel.webview, extensionUri, { name: 'board', element: 'ticketree-board' });
  }

  /** Lets the board do something, as soon as it shows anything. */
  perform(message: Extract<HostMessage, { type: 'perform' | 'show' }>): void {
    this.waiting.push(message);
    if (this.isShown) this.tellWaiting();
  }

  dispose(): void {
    // What is under way must not post to a webview that is gone.
    this.isReady = false;
    this.stopTelling();
    this.parts.dispose();
  }

  private listen(): void {
    const { panel } = this;
    const { session, work } = this.window;
    const tellAll = (): void => {
      this.tellAll();
    };
    for (const part of [
      panel.webview.onDidReceiveMessage((data: unknown) => {
        this.receive(data);
      }),
      session.onDidChangeState((state) => {
        const isSame = state.kind === 'ready' && state.workspace === this.workspace;
        if (!isSame) tellAll();
      }),
      session.onDidChangeStore((changes) => this.board?.follow(changes)),
      session.onDidChangePlaces(({ workspace }) => {
        if (workspace === this.workspace) this.board?.followFacts();
      }),
      work.onDidChange(({ store }) => {
        if (store !== this.workspace?.root) return;
        this.board?.followFacts();
        this.pane?.flush();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(tellAll),
      // A hidden webview is torn down; it says ready again when it is shown, and then gets everything.
      panel.onDidChangeViewState(() => {
        if (panel.visible) return;
        this.isReady = false;
        this.stopTelling();
      }),
    ]) {
      this.parts.add(part);
    }
  }

  private receive(data: unknown): void {
    const checked = validateBoardMessage(data);
    if ('reason' in checked) {
      this.window.logger.warn(`dropped a message of the board: ${checked.reason}`);
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
    let answer: BoardAnswer = { ids: [] };
    const telling = setInterval(() => void this.post({ type: 'busy' }), busyEvery);
    try {
      answer = await answerBoardRequest(this.tools, request);
    } catch (failure) {
      error = this.replyError(failure);
    } finally {
      clearInterval(telling);
    }
    // What the request changed comes first, so that the card is where it belongs when the reply lets go of it.
    await this.board?.catchUp();
    this.pane?.flush();
    void this.post({ type: 'reply', seq, error, ...answer });
  }

  private replyError(failure: unknown): ReplyError {
    if (TicketreeError.is(failure)) return { code: failure.code, message: failure.message, hint: failure.hint };
    this.window.logger.error('a request of the board failed', failure);
    const message = vscode.l10n.t('Something went wrong inside Ticketree. Its log says more.');
    return { code: 'internal', message, hint: '' };
  }

  /** Tells a webview that knows nothing, or nothing that still holds, all there is. */
  private tellAll(): void {
    const { state } = this.window.session;
    this.stopTelling();
    if (!this.isReady) return;
    if (state.kind === 'ready') this.tellOf(state.workspace);
    else if (state.kind !== 'loading') void this.post(unavailable(state.kind === 'failed' ? state.error : null));
  }

  private tellOf(workspace: TicketWorkspace): void {
    const { session, work, memento, logger } = this.window;
    const places = session.placesOf(workspace);
    const board = new BoardStream(workspace, this.historyOf(workspace), {
      readOnlyReason: session.readOnlyReason,
      preferences: keptPreferences(memento, workspace.root),
      get worktrees() {
        return places?.idsThere ?? [];
      },
      get conflicts() {
        return work.waitingIn(workspace.root);
      },
      logger,
      post: (message) => this.post(message),
    });
    this.stream = new DisposableStore();
    this.board = this.stream.add(board);
    this.workspace = workspace;
    this.followSettings(workspace);
    board.begin().then(
      () => {
        if (this.board !== board) return;
        this.isShown = true;
        if (!this.pane) this.watch(this.watchedId);
        this.tellWaiting();
      },
      (error: unknown) => {
        logger.error('the board cannot be told of the store', error);
        if (this.board === board) void this.post(unavailable(error));
      },
    );
  }

  private tellWaiting(): void {
    for (const message of this.waiting.splice(0)) void this.post(message);
  }

  private stopTelling(): void {
    this.stream.dispose();
    this.board = this.workspace = undefined;
    this.isShown = false;
    this.pane?.dispose();
    this.pane = undefined;
  }

  /** Names and limits of columns may change at any time, and then all is told anew. */
  private followSettings({ root }: TicketWorkspace): void {
    const pattern = new vscode.RelativePattern(vscode.Uri.file(root), 'ticketree.yaml');
    const watcher = this.stream.add(vscode.workspace.createFileSystemWatcher(pattern));
    for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete]) {
      this.stream.add(
        event(() => {
          this.tellAll();
        }),
      );
    }
  }

  private historyOf(workspace: TicketWorkspace): HistoryFollower {
    const history = this.histories.get(workspace) ?? workspace.history.follow();
    this.histories.set(workspace, history);
    return history;
  }

  private watch(id: string | null): void {
    this.watchedId = id;
    this.pane?.dispose();
    const { session, work, logger } = this.window;
    const { workspace } = session;
    this.pane =
      id === null || !workspace
        ? undefined
        : new TicketFeed(workspace, id, {
            readOnlyReason: session.readOnlyReason,
            places: session.placesOf(workspace),
            hasConflicts: () => work.waitingIn(workspace.root).includes(id),
            logger,
            tell: (details) => void this.post({ type: 'details', id, details }),
          });
  }

  private async prefer(preferences: BoardPreferences): Promise<void> {
    const { session, memento } = this.window;
    await keepPreferences(memento, session.requireWorkspace().root, preferences);
  }

  private async post(message: HostMessage): Promise<void> {
    if (this.isReady) await this.panel.webview.postMessage(message);
  }
}

function unavailable(error: unknown): HostMessage {
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
