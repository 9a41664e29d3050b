import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { ReplyError } from '../../src/protocol/boardMessages.js';
import type {
  EditorHostMessage,
  EditorWebviewMessage,
  TicketDetails,
  TicketRequest,
} from '../../src/protocol/ticketMessages.js';
import type { DraftRecord, DraftStorage } from '../shared/drafts.js';
import { draftsInState } from '../shared/drafts.js';
import { t } from '../shared/l10n.js';
import { SafeElement } from '../shared/safeElement.js';
import type { HostPort } from '../shared/vscodeApi.js';
import type { CommitsAnswer } from './ticketContext.js';
import './ticketElement.js';

interface TabState {
  readonly ticketDrafts?: DraftRecord;
}

export type TabPort = HostPort<EditorHostMessage, EditorWebviewMessage, TabState>;

type Unavailable = Extract<EditorHostMessage, { type: 'unavailable' }>;

/** The page of a tab: brings the editor and the host together. */
@customElement('ticketree-ticket-tab')
export class TicketTabElement extends SafeElement {
  @state() private details: TicketDetails | null = null;
  @state() private unavailable: Unavailable | null = null;
  private readonly waiting = new Map<number, (answer: CommitsAnswer) => void>();
  private port!: TabPort;
  private drafts!: DraftStorage;
  private lastSeq = 0;

  /** Begins the talk with the host; it lasts as long as the page. */
  start(port: TabPort): void {
    this.port = port;
    this.drafts = draftsInState(port);
    port.listen((message) => {
      this.hear(message);
    });
    // Before the editor hears of the key: what is being typed must be in the document when it is saved.
    document.addEventListener('keydown', this.onKeyDown, { capture: true });
    port.post({ type: 'ready' });
  }

  protected override render(): TemplateResult {
    if (this.unavailable) return this.unavailableView(this.unavailable);
    return html`<main class="ticket-tab">
      <h1 class="sr-only">${this.details ? t('Ticket {0}', this.details.shortId) : t('Ticket')}</h1>
      <ticketree-ticket
        .details=${this.details}
        .request=${this.request}
        .listCommits=${this.listCommits}
        .drafts=${this.drafts}
      ></ticketree-ticket>
    </main>`;
  }

  private unavailableView({ message, hint }: Unavailable): TemplateResult {
    return html`<main class="ticket-unavailable">
      <p dir="auto" role="status">${message}</p>
      <p class="hint" dir="auto">${hint}</p>
      <button class="primary" @click=${() => void this.request({ kind: 'openYaml' })}>${t('Open as YAML')}</button>
    </main>`;
  }

  private hear(message: EditorHostMessage): void {
    switch (message.type) {
      case 'details':
        this.details = message.details;
        this.unavailable = null;
        break;
      case 'unavailable':
        this.unavailable = message;
        break;
      case 'reply':
        void this.settle(message.seq, { error: message.error, commits: message.commits });
        break;
    }
  }

  /** An answer is heard when what it is about has been drawn. */
  private async settle(seq: number, answer: CommitsAnswer): Promise<void> {
    await this.updateComplete;
    this.waiting.get(seq)?.(answer);
    this.waiting.delete(seq);
  }

  private readonly request = async (request: TicketRequest): Promise<ReplyError | null> =>
    (await this.ask(request)).error;

  private readonly listCommits = (): Promise<CommitsAnswer> => this.ask({ kind: 'listCommits' });

  private ask(request: TicketRequest): Promise<CommitsAnswer> {
    const seq = ++this.lastSeq;
    return new Promise((resolve) => {
      this.waiting.set(seq, resolve);
      this.port.post({ type: 'request', seq, request });
    });
  }

  private readonly onKeyDown = (event: KeyboardEvent): void => {
    const isSave = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's';
    if (isSave) this.querySelector('ticketree-ticket')?.flush();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'ticketree-ticket-tab': TicketTabElement;
  }
}
