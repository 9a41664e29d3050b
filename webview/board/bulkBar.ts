import { html, type TemplateResult } from 'lit';
import type { BoardPick } from '../../src/protocol/boardMessages.js';
import { t } from '../shared/l10n.js';

/** What can be done with all that are selected. */
interface Bulk {
  readonly count: number;
  readonly isReadOnly: boolean;
  readonly onPick: (pick: BoardPick) => void;
  readonly onDo: (kind: 'complete' | 'archive' | 'delete') => void;
  readonly onClear: () => void;
}

export function bulkBar({ count, isReadOnly, onPick, onDo, onClear }: Bulk): TemplateResult {
  const label = count === 1 ? t('1 selected') : t('{0} selected', count);
  return html`<div class="bulk" role="toolbar" aria-label=${label}>
    <span class="bulk-count">${label}</span>
    ${
      isReadOnly
        ? ''
        : html`${bulkButton('circle-large', t('Status'), () => {
            onPick('status');
          })}
          ${bulkButton('arrow-up', t('Priority'), () => {
            onPick('priority');
          })}
          ${bulkButton('account', t('Assignee'), () => {
            onPick('assignee');
          })}
          ${bulkButton('tag', t('Tags'), () => {
            onPick('tags');
          })}
          ${bulkButton('pass', t('Complete'), () => {
            onDo('complete');
          })}
          ${bulkButton('archive', t('Archive'), () => {
            onDo('archive');
          })}
          ${bulkButton('trash', t('Delete'), () => {
            onDo('delete');
          })}`
    }
    ${bulkButton('close', t('Clear the selection'), onClear)}
  </div>`;
}

function bulkButton(icon: string, label: string, run: () => void): TemplateResult {
  return html`<button class="icon-button" aria-label=${label} title=${label} @click=${run}>
    <span class="codicon codicon-${icon}" aria-hidden="true"></span>
  </button>`;
}
