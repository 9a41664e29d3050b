import { html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { acceptanceCriteriaOf, commentsOf } from '../../src/domain/ticketMetadata.js';
import type { ReplyError } from '../../src/protocol/boardMessages.js';
import type { TicketDetails, TicketRequest } from '../../src/protocol/ticketMessages.js';
import type { DraftStorage } from '../shared/drafts.js';
import { Drafts, draftsInMemory } from '../shared/drafts.js';
import { t } from '../shared/l10n.js';
import { SafeElement } from '../shared/safeElement.js';
import './commentsElement.js';
import './criteriaElement.js';
import './descriptionElement.js';
import { iconButton } from './fieldViews.js';
import './fieldsElement.js';
import './gitElement.js';
import { activityView, conflictsView, noticesView, refusalView } from './noticeViews.js';
import './relationsElement.js';
import './tasksElement.js';
import './textElement.js';
import { flushTexts } from './textElement.js';
import type { AskTicket, CommitsAnswer, TicketContext } from './ticketContext.js';

/**
 * The editor of one ticket, as a pane on the board and as a tab.
 * Events: `close` and `open-tab`, which a pane offers.
 */
@customElement('ticketree-ticket')
export class TicketElement extends SafeElement {
  /** Null while they are on their way. */
  @property({ attribute: false }) details: TicketDetails | null = null;
  /** Asks the host; the details that a request changes come before its answer. */
  @property({ attribute: false }) request!: AskTicket;
  @property({ attribute: false }) listCommits!: () => Promise<CommitsAnswer>;
  /** For the pane, which saves a field when it loses the focus. */
  @property({ attribute: false }) autosave = false;
  /** Where the page keeps what is half-typed. */
  @property({ attribute: false }) drafts: DraftStorage = draftsInMemory();
  @state() private refusal: ReplyError | null = null;
  @state() private announcement = '';
  private context: TicketContext | undefined;

  /** Sends what was typed and not sent yet; a save that follows finds it in the document. */
  flush(): void {
    flushTexts(this);
  }

  /** Puts the focus where somebody who has just opened the ticket expects it. */
  focusTitle(): void {
    this.querySelector<HTMLElement>('.ticket-title textarea')?.focus();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('keydown', this.onKeyDown);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('keydown', this.onKeyDown);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.has('details') ? changed.get('details') : this.details;
    const isOther = before?.ticket.id !== this.details?.ticket.id;
    if (isOther) this.refusal = null;
    const isLocked = this.details?.readOnly !== null;
    // A new context draws all parts anew, so that there is one only where it says something else.
    const isSame = this.context?.readOnly === isLocked && !isOther;
    if (!isSame || changed.has('autosave') || changed.has('drafts')) this.context = this.makeContext();
  }

  protected override render(): TemplateResult {
    const { details, context } = this;
    return html`${details && context ? keyed(details.ticket.id, this.ticketView(details, context)) : this.waitingView()}
      <div class="sr-only" role="status" aria-live="polite">${this.announcement}</div>`;
  }

  private waitingView(): TemplateResult {
    return html`<div class="ticket-waiting" role="progressbar" aria-label=${t('Loading the ticket')}></div>`;
  }

  private ticketView(details: TicketDetails, context: TicketContext): TemplateResult {
    const { ticket } = details;
    return html`<article class="ticket" aria-label=${ticket.title}>
      ${this.headView(details)} ${noticesView(details)}
      ${this.refusal ? refusalView(this.refusal, () => (this.refusal = null)) : nothing}
      ${conflictsView(details.conflicts, context)}
      <h2 class="sr-only">${ticket.title}</h2>
      <ticketree-text
        class="ticket-title"
        .context=${context}
        .name=${'title'}
        .label=${t('Title')}
        .value=${ticket.title}
        .isWhole=${(text: string) => text.trim() !== ''}
        .commit=${(after: string, before: string) =>
          context.request({ kind: 'set', edit: { field: 'title', before, after } })}
      ></ticketree-text>
      <ticketree-fields .context=${context} .details=${details}></ticketree-fields>
      <ticketree-relations .context=${context} .details=${details}></ticketree-relations>
      ${
        details.git === null
          ? nothing
          : html`<ticketree-git .context=${context} .git=${details.git} .status=${ticket.status}></ticketree-git>`
      }
      <ticketree-description .context=${context} .text=${ticket.description}></ticketree-description>
      <ticketree-tasks .context=${context} .tasks=${ticket.tasks}></ticketree-tasks>
      <ticketree-criteria .context=${context} .criteria=${acceptanceCriteriaOf(ticket)}></ticketree-criteria>
      <ticketree-comments .context=${context} .comments=${commentsOf(ticket)}></ticketree-comments>
      ${activityView(details.activity)}
    </article>`;
  }

  private headView({ shortId }: TicketDetails): TemplateResult {
    const ask = (request: TicketRequest) => (): void => void this.context?.ask(request);
    return html`<header class="ticket-head">
      <span class="short-id">${shortId}</span>
      <span class="actions">
        ${iconButton('link', t('Copy link'), ask({ kind: 'copyLink' }))}
        ${iconButton('go-to-file', t('Open as YAML'), ask({ kind: 'openYaml' }))}
        ${
          this.autosave
            ? iconButton('link-external', t('Open in a tab'), () => {
                this.tell('open-tab');
              })
            : nothing
        }
        ${
          this.autosave
            ? iconButton('close', t('Close'), () => {
                this.tell('close');
              })
            : nothing
        }
      </span>
    </header>`;
  }

  private tell(event: 'close' | 'open-tab'): void {
    this.flush();
    this.dispatchEvent(new CustomEvent(event));
  }

  private makeContext(): TicketContext {
    const ask: AskTicket = async (request) => {
      this.refusal = await this.request(request);
      return this.refusal;
    };
    return {
      drafts: new Drafts(this.drafts, this.details?.ticket.id ?? ''),
      autosave: this.autosave,
      readOnly: this.details?.readOnly !== null,
      ask,
      request: (request) => this.request(request),
      listCommits: () => this.listCommits(),
      announce: (text) => (this.announcement = text),
    };
  }

  /** Escape steps back: out of a field first, and then out of the pane. */
  private readonly onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing || !this.autosave) return;
    event.preventDefault();
    event.stopPropagation();
    const isField = event.target instanceof Element && event.target.matches('textarea, select, input');
    if (isField) this.querySelector<HTMLElement>('.ticket-head .icon-button')?.focus();
    else this.tell('close');
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'ticketree-ticket': TicketElement;
  }
}
