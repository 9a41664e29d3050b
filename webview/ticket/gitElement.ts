import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Status } from '../../src/domain/ticket.js';
import type { TicketGit, WorkAction } from '../../src/protocol/ticketMessages.js';
import { t } from '../shared/l10n.js';
import { SafeElement } from '../shared/safeElement.js';
import './commitsElement.js';
import type { TicketContext } from './ticketContext.js';

type View = TemplateResult | typeof nothing;

const actionIcons: Readonly<Record<WorkAction, string>> = {
  start: 'play',
  openWorktree: 'folder-opened',
  showChanges: 'diff-multiple',
  createPullRequest: 'git-pull-request-create',
  finish: 'git-merge',
  resolveConflicts: 'git-merge',
  continueFinish: 'check',
  abortFinish: 'discard',
};

/** Where the work on a ticket lives in git, and what can be done about it. */
@customElement('ticketree-git')
export class GitElement extends SafeElement {
  @property({ attribute: false }) context!: TicketContext;
  @property({ attribute: false }) git!: TicketGit;
  @property({ attribute: false }) status: Status = 'todo';

  protected override render(): TemplateResult {
    const { context, git } = this;
    const reason = this.reason;
    return html`<div class="section-head"><h3>${t('Git')}</h3></div>
      ${this.factsView()}
      ${
        reason === null
          ? html`${this.actionsView()}<ticketree-commits .context=${context} .branch=${git.branch}></ticketree-commits>`
          : html`<p class="hint">${reason}</p>`
      }`;
  }

  /** Why nothing can be done here; null where something can. */
  private get reason(): string | null {
    if (this.context.readOnly) return t('Git is not run in a folder that is not trusted.');
    return this.git.isRepository ? null : t('Git is not used in this folder.');
  }

  private factsView(): TemplateResult {
    const { branch, base, worktree, pullRequest, hasConflicts } = this.git;
    if (branch === null && worktree === null && pullRequest === null) {
      return html`<p class="hint">${t('No branch yet.')}</p>`;
    }
    return html`<dl class="relations">
      ${branch === null ? nothing : factView(t('Branch'), html`<span class="ref" dir="auto">${branch}</span>`)}
      ${base === null ? nothing : factView(t('Goes back to'), html`<span class="ref" dir="auto">${base}</span>`)}
      ${worktree === null ? nothing : factView(t('Worktree'), worktreeView(worktree))}
      ${pullRequest === null ? nothing : factView(t('Pull request'), linkView(pullRequest))}
      ${hasConflicts ? factView(t('Finish'), warningView(t('Conflicts have stopped it.'))) : nothing}
    </dl>`;
  }

  private actionsView(): View {
    const { branch, worktree, pullRequest, hasConflicts } = this.git;
    const isOpen = this.status !== 'done';
    const canFinish = branch !== null && isOpen && !hasConflicts;
    const actions: readonly (readonly [WorkAction, string, boolean])[] = [
      ['start', t('Start work'), branch === null && isOpen],
      ['openWorktree', t('Open worktree'), worktree?.isThere === true],
      ['showChanges', t('Show changes'), branch !== null],
      ['createPullRequest', t('Create pull request'), canFinish && pullRequest === null],
      ['finish', t('Finish'), canFinish],
      ['resolveConflicts', t('Resolve conflicts'), hasConflicts],
      ['continueFinish', t('Continue finish'), hasConflicts],
      ['abortFinish', t('Abort finish'), hasConflicts],
    ];
    const offered = actions.filter(([, , isOffered]) => isOffered);
    if (offered.length === 0) return nothing;
    return html`<div class="work-actions">${offered.map(([action, text]) => this.actionView(action, text))}</div>`;
  }

  private actionView(action: WorkAction, text: string): TemplateResult {
    return html`<button class="secondary" @click=${() => void this.context.ask({ kind: 'work', action })}>
      <span class="codicon codicon-${actionIcons[action]}" aria-hidden="true"></span>${text}
    </button>`;
  }
}

function factView(name: string, value: TemplateResult): TemplateResult {
  return html`<dt>${name}</dt>
    <dd>${value}</dd>`;
}

function worktreeView({ name, isThere }: NonNullable<TicketGit['worktree']>): TemplateResult {
  return html`<span class="ref" dir="auto">${name}</span
    >${isThere ? nothing : warningView(t('Its folder is missing.'))}`;
}

function warningView(text: string): TemplateResult {
  return html`<span class="warning"><span class="codicon codicon-warning" aria-hidden="true"></span>${text}</span>`;
}

/** The host lets only web addresses through; the editor opens them outside. */
function linkView(address: string): TemplateResult {
  return html`<a href=${address} title=${address} dir="auto">${address.replace(/^https?:\/\//, '')}</a>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'ticketree-git': GitElement;
  }
}
