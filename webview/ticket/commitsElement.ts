import { html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { TicketCommit } from '../../src/protocol/ticketMessages.js';
import { t } from '../shared/l10n.js';
import { SafeElement } from '../shared/safeElement.js';
import { errorView, iconButton } from './fieldViews.js';
import type { CommitsAnswer, TicketContext } from './ticketContext.js';
import { agoText, momentText } from './words.js';

/** The commits of a ticket. Listing them runs git, so that they are asked for when somebody wants to see them. */
@customElement('ticketree-commits')
export class CommitsElement extends SafeElement {
  @property({ attribute: false }) context!: TicketContext;
  /** Another branch has other commits. */
  @property({ attribute: false }) branch: string | null = null;
  @state() private isOpen = false;
  /** Null while they are on their way. */
  @state() private answer: CommitsAnswer | null = null;
  /** Only the latest answer counts. */
  private asking = 0;

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('branch') && changed.get('branch') !== undefined && this.isOpen) void this.list();
  }

  protected override render(): TemplateResult {
    const { isOpen } = this;
    return html`<div class="commits-head">
        <button class="link" aria-expanded=${isOpen} @click=${this.toggle}>
          <span class="codicon codicon-chevron-${isOpen ? 'down' : 'right'}" aria-hidden="true"></span
          >${isOpen ? t('Hide commits') : t('Show commits')}
        </button>
        ${isOpen && this.answer ? iconButton('refresh', t('List the commits again'), () => void this.list()) : nothing}
      </div>
      ${isOpen ? this.listView() : nothing}`;
  }

  private listView(): TemplateResult {
    if (!this.answer) {
      return html`<p class="hint" role="status">
        <span class="codicon codicon-loading codicon-modifier-spin" aria-hidden="true"></span> ${t('Listing commits…')}
      </p>`;
    }
    const { error, commits: found } = this.answer;
    if (error || !found) return html`${errorView(error)}`;
    const { commits, truncated } = found;
    if (commits.length === 0) return html`<p class="hint">${t('There are no commits yet.')}</p>`;
    const now = Date.now();
    return html`<ol class="commits" aria-label=${t('Commits')}>
        ${commits.map((commit) => commitView(commit, now))}
      </ol>
      ${truncated ? html`<p class="hint">${t('There are more; git lists them all.')}</p>` : nothing}`;
  }

  private readonly toggle = (): void => {
    this.isOpen = !this.isOpen;
    if (this.isOpen) void this.list();
  };

  private async list(): Promise<void> {
    const asking = ++this.asking;
    this.answer = null;
    const answer = await this.context.listCommits();
    if (asking !== this.asking) return;
    this.answer = answer;
    const count = answer.commits?.commits.length;
    if (count !== undefined) this.context.announce(count === 1 ? t('1 commit') : t('{0} commits', count));
  }
}

function commitView({ shortId, subject, author, at, where }: TicketCommit, now: number): TemplateResult {
  const mention = html`<span class="mention" title=${t('Its message names this ticket; it is not on the branch.')}
    >${t('mentions it')}</span
  >`;
  return html`<li>
    <span class="short-id">${shortId}</span>
    <span class="commit-subject" dir="auto">${subject}</span>
    <span class="commit-by"
      >${where === 'mention' ? mention : nothing}<span dir="auto">${author}</span>
      <time datetime=${at} title=${momentText(at)}>${agoText(at, now)}</time></span
    >
  </li>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'ticketree-commits': CommitsElement;
  }
}
