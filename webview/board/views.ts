/** The parts of the board that only show something. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ReplyError } from '../../src/protocol/boardMessages.js';
import { t } from '../shared/l10n.js';

/** What the board tells besides its cards. */
export interface Notices {
  readonly brokenCount: number;
  readonly readOnly: string | null;
  /** The host does not answer. */
  readonly isSilent: boolean;
  /** The filter lets nothing through. */
  readonly isNothingShown: boolean;
  readonly onShowBroken: () => void;
  readonly onClearFilter: () => void;
}

export function noticesView(notices: Notices): TemplateResult {
  const { brokenCount, readOnly, isSilent, isNothingShown } = notices;
  return html`<div class="notices">
    ${isSilent ? silenceView() : nothing} ${readOnly === null ? nothing : noticeView('lock', readOnly)}
    ${
      brokenCount === 0
        ? nothing
        : noticeView('warning', brokenText(brokenCount), { label: t('Show them'), run: notices.onShowBroken })
    }
    ${
      isNothingShown
        ? noticeView('info', t('No ticket matches the filter.'), { label: t('Clear'), run: notices.onClearFilter })
        : nothing
    }
  </div>`;
}

function silenceView(): TemplateResult {
  return html`<span class="notice" role="alert">
    <span class="codicon codicon-debug-disconnect" aria-hidden="true"></span>
    <span>${t('The editor does not answer. The board asks again, and keeps what you type.')}</span>
  </span>`;
}

function noticeView(
  icon: 'warning' | 'lock' | 'info',
  text: string,
  action?: { readonly label: string; readonly run: () => void },
): TemplateResult {
  return html`<span class="notice">
    <span class="codicon codicon-${icon}" aria-hidden="true"></span><span dir="auto">${text}</span>
    ${action ? html`<button class="link" @click=${action.run}>${action.label}</button>` : nothing}
  </span>`;
}

function brokenText(count: number): string {
  return count === 1 ? t('1 file could not be read.') : t('{0} files could not be read.', count);
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
