/** The parts of the board that only show something. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ReplyError } from '../../src/protocol/boardMessages.js';
import { t } from '../shared/l10n.js';

export function countText(count: number): string {
  return count === 1 ? t('1 ticket') : t('{0} tickets', count);
}

/** What the bar over the columns shows and offers. */
interface Bar {
  readonly count: number;
  readonly brokenCount: number;
  readonly readOnly: string | null;
  /** Null where the bar offers no new ticket. */
  readonly onNew: (() => void) | null;
}

export function barView({ count, brokenCount, readOnly, onNew }: Bar): TemplateResult {
  return html`<div class="bar">
    <span class="total">${countText(count)}</span>
    ${brokenCount > 0 ? noticeView('warning', brokenText(brokenCount)) : nothing}
    ${readOnly === null ? nothing : noticeView('lock', readOnly)}
    ${
      onNew
        ? html`<vscode-button class="new" @click=${onNew}>
            <span slot="start" class="codicon codicon-add" aria-hidden="true"></span>${t('New')}
          </vscode-button>`
        : nothing
    }
  </div>`;
}

function noticeView(icon: 'warning' | 'lock', text: string): TemplateResult {
  return html`<span class="notice">
    <span class="codicon codicon-${icon}" aria-hidden="true"></span><span dir="auto">${text}</span>
  </span>`;
}

function brokenText(count: number): string {
  return count === 1
    ? t('1 file could not be read; the Tickets view shows why.')
    : t('{0} files could not be read; the Tickets view shows why.', count);
}

/** Why the last request was refused. */
export function refusalView(refusal: ReplyError, onDismiss: () => void): TemplateResult {
  return html`<div class="refusal" role="alert">
    <span class="codicon codicon-error" aria-hidden="true"></span>
    <p dir="auto">${refusal.message} <span class="hint">${refusal.hint}</span></p>
    <vscode-button appearance="icon" aria-label=${t('Dismiss')} @click=${onDismiss}>
      <span class="codicon codicon-close" aria-hidden="true"></span>
    </vscode-button>
  </div>`;
}

/**
 * The stylesheet keeps the ring invisible at first, so that a quick answer never flashes. The toolkit's ring calls
 * itself an alert named in English; hidden from those who hear it, it leaves the telling to the element around it.
 */
export function loadingView(): TemplateResult {
  return html`<div class="state loading" role="progressbar" aria-label=${t('Loading tickets')}>
    <vscode-progress-ring aria-hidden="true"></vscode-progress-ring>
  </div>`;
}

export function unavailableView(message: string, hint: string): TemplateResult {
  return html`<div class="state" role="status">
    <p dir="auto">${message}</p>
    <p class="hint" dir="auto">${hint}</p>
  </div>`;
}

/** A store without a ticket; the offer is null where nothing can be changed. */
export function emptyView(onNew: (() => void) | null): TemplateResult {
  return html`<div class="state">
    <p>${t('There are no tickets yet.')}</p>
    ${onNew ? html`<vscode-button @click=${onNew}>${t('New ticket')}</vscode-button>` : nothing}
  </div>`;
}
