import * as vscode from 'vscode';
import type { TicketWorkspace } from '../../app/ticketWorkspace.js';
import type { StoreChanges } from '../../domain/change.js';
import { TicketreeError } from '../../domain/errors.js';
import type { Ticket } from '../../domain/ticket.js';
import type { ReplyError } from '../../protocol/boardMessages.js';
import type { EditorHostMessage, TicketCommits, TicketDetails, TicketRequest } from '../../protocol/ticketMessages.js';
import { validateEditorMessage } from '../../protocol/validateMessage.js';
import { type Disposable, DisposableStore } from '../../util/disposable.js';
import type { Logger } from '../../util/logger.js';
import type { WaitingWork } from '../git/ticketWork.js';
import { webviewHtml, webviewRoot } from '../ui/webviewHtml.js';
import { isTicketAction, type EditorRequest } from './answerTicketRequest.js';
import { linkOf, openAsYaml, openTicketTab } from './openTicket.js';
import { pickRelated } from './pickRelated.js';
import { TicketActivity } from './ticketActivity.js';
import { concerns, ticketDetails } from './ticketDetails.js';
import type { TicketDocument } from './ticketDocument.js';
import { ticketGit } from './ticketGit.js';
import { TicketOverview } from './ticketOverview.js';
import { answerGitRequest, isGitRequest, type GitRequest } from './ticketGitRequests.js';

/** Who changes a file notes it in the journal a moment later, milliseconds. */
const journalPause = 200;

/** What a tab needs of the window. */
export interface TabWindow {
  readonly extensionUri: vscode.Uri;
  readonly work: WaitingWork;
  readonly logger: Logger;
}

/** A ticket document in one webview: shows it, and does what is asked for there. */
export class TicketTab implements Disposable {
  private readonly parts = new DisposableStore();
  private activity: TicketActivity | undefined;
  /** Whether the webview has said that it listens; what is posted before is lost for good. */
  private isReady = false;
  private isScheduled = false;
  private journalTimer: NodeJS.Timeout | undefined;
  private posted = '';
  private details: TicketDetails | undefined;
  /** The ticket on disk for which the journal has been read. */
  private journaled: Ticket | undefined;

  constructor(
    private readonly document: TicketDocument,
    private readonly panel: vscode.WebviewPanel,
    private readonly window: TabWindow,
  ) {
    const { extensionUri } = window;
    panel.webview.options = { enableScripts: true, localResourceRoots: [webviewRoot(extensionUri)] };
    this.listen();
    panel.webview.html = webviewHtml(panel.webview, extensionUri, {
      name: 'ticket',
      element: 'ticketree-ticket-tab',
    });
  }

  dispose(): void {
    // What is under way must not post to a webview that is gone.
    this.isReady = false;
    clearTimeout(this.journalTimer);
    this.parts.dispose();
  }

  private listen(): void {
    const { document, panel } = this;
    const schedule = (): void => {
      this.schedule();
    };
    for (const part of [
      panel.webview.onDidReceiveMessage((data: unknown) => {
        this.receive(data);
      }),
      document.onDidChange(schedule),
      document.session.onDidChangeAnyStore(({ workspace, changes }) => {
        if (workspace === document.workspace) this.hear(changes);
      }),
      document.session.onDidChangePlaces(({ workspace }) => {
        if (workspace === document.workspace) schedule();
      }),
      this.window.work.onDidChange(({ store }) => {
        if (store === document.workspace?.root) schedule();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(schedule),
      // A hidden webview is torn down; it says ready again when it is shown, and then gets everything.
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.isReady = false;
      }),
    ]) {
      this.parts.add(part);
    }
  }

  private receive(data: unknown): void {
    const checked = validateEditorMessage(data);
    if ('reason' in checked) {
      this.window.logger.warn(`dropped a message of a ticket editor: ${checked.reason}`);
      return;
    }
    const { message } = checked;
    if (message.type === 'request') {
      void this.answer(message.seq, message.request);
      return;
    }
    this.isReady = true;
    this.posted = '';
    this.flush();
    this.readJournal(0);
  }

  private async answer(seq: number, request: TicketRequest): Promise<void> {
    let error: ReplyError | null = null;
    let commits: TicketCommits | undefined;
    try {
      if (request.kind === 'addComment') await this.document.learnAuthor();
      // At once where it can be: a save that follows must find it in the document.
      if (isTicketAction(request)) this.document.apply(request);
      else if (isGitRequest(request)) commits = await this.askGit(request);
      else await this.perform(request);
    } catch (failure) {
      error = this.replyError(failure);
    }
    this.flush();
    this.post({ type: 'reply', seq, error, ...(commits && { commits }) });
  }

  private async askGit(request: GitRequest): Promise<TicketCommits | undefined> {
    const { draft, workspace, session } = this.document;
    if (!draft || !workspace) return undefined;
    return answerGitRequest(session.requireWritable(workspace.root), draft.base.id, request);
  }

  private async perform(request: EditorRequest): Promise<void> {
    const { document } = this;
    switch (request.kind) {
      case 'pickRelation': {
        const { workspace, draft } = document;
        const ticket = draft?.mine;
        const other = workspace && ticket && (await pickRelated(workspace, ticket, request.relation));
        if (other !== undefined) document.link(request.relation, other);
        break;
      }
      case 'removeRelation':
        document.unlink(request.relation, request.other);
        break;
      case 'openRelated':
        if (document.workspace) await openTicketTab(document.workspace, request.other);
        break;
      case 'openYaml':
        await openAsYaml(document.uri);
        break;
      case 'copyLink':
        if (document.draft) await vscode.env.clipboard.writeText(linkOf(document.draft.base.id));
        break;
      case 'resolveConflict':
        document.resolve(request.path, request.keep);
        break;
    }
  }

  private replyError(failure: unknown): ReplyError {
    if (TicketreeError.is(failure)) return { code: failure.code, message: failure.message, hint: failure.hint };
    this.window.logger.error('a request of a ticket editor failed', failure);
    const message = vscode.l10n.t('Something went wrong inside Ticketree. Its log says more.');
    return { code: 'internal', message, hint: '' };
  }

  private hear({ entries }: StoreChanges): void {
    const { details } = this;
    if (details && entries.some((change) => concerns(details, change))) this.schedule();
  }

  /** Changes that come together are told together. */
  private schedule(): void {
    if (this.isScheduled || !this.isReady) return;
    this.isScheduled = true;
    setImmediate(() => {
      this.flush();
    });
    if (this.document.draft?.base !== this.journaled) this.readJournal(journalPause);
  }

  private flush(): void {
    this.isScheduled = false;
    const message = this.isReady ? this.current() : null;
    const text = JSON.stringify(message);
    if (message === null || text === this.posted) return;
    this.posted = text;
    this.post(message);
  }

  /** What there is to show; null while the store is being read. */
  private current(): EditorHostMessage | null {
    const { draft, fault, session, workspace } = this.document;
    if (draft && workspace) {
      this.details = ticketDetails(draft, {
        overview: TicketOverview.of(workspace.store),
        activity: this.activity?.entries ?? [],
        readOnly: session.readOnlyReason,
        git: ticketGit(draft.mine, session.placesOf(workspace), this.hasConflicts(workspace, draft.mine)),
        notice: fault && `${fault.message} ${fault.hint}`,
      });
      return { type: 'details', details: this.details };
    }
    return fault && { type: 'unavailable', message: fault.message, hint: fault.hint };
  }

  private hasConflicts({ root }: TicketWorkspace, { id }: Ticket): boolean {
    return this.window.work.waitingIn(root).includes(id);
  }

  private readJournal(delay: number): void {
    clearTimeout(this.journalTimer);
    this.journalTimer = setTimeout(() => {
      const { draft, workspace } = this.document;
      if (!draft || !workspace) return;
      this.journaled = draft.base;
      this.activity ??= new TicketActivity(workspace.store.journal, draft.base.id);
      this.activity
        .refresh()
        .then(() => {
          this.flush();
        })
        .catch((error: unknown) => {
          this.window.logger.warn('the activity of a ticket cannot be read', error);
        });
    }, delay);
  }

  private post(message: EditorHostMessage): void {
    if (this.isReady) void this.panel.webview.postMessage(message);
  }
}
