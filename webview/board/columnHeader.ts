import { html, type TemplateResult } from 'lit';
import type { Status } from '../../src/domain/ticket.js';
import type { BoardColumn } from '../../src/protocol/boardMessages.js';
import { t } from '../shared/l10n.js';
import { countText } from './countText.js';
import './menuElement.js';
import type { MenuItem } from './menuElement.js';
import type { BoardScene } from './scene.js';

const statusIcons: Readonly<Record<Status, string>> = {
  todo: 'circle-large',
  doing: 'play-circle',
  review: 'eye',
  blocked: 'circle-slash',
  done: 'pass-filled',
};

/** How many there are, and how many there should be at most. A limit counts what the filter hides, too. */
function countView({ status, wipLimit }: BoardColumn, { rows }: BoardScene): TemplateResult {
  const [shown, all] = [rows.shown(status).length, rows.all(status).length];
  if (wipLimit === null) {
    return html`<span class="count" aria-hidden="true">${shown}</span><span class="sr-only">${countText(shown)}</span>`;
  }
  const isOver = all > wipLimit;
  const words = isOver
    ? t('{0}, more than the limit of {1}', countText(all), wipLimit)
    : t('{0}, at most {1}', countText(all), wipLimit);
  return html`<span class="count ${isOver ? 'over-limit' : ''}" aria-hidden="true" title=${words}
      >${all} / ${wipLimit}</span
    ><span class="sr-only">${words}</span>`;
}

export function headerView(column: BoardColumn, scene: BoardScene, addTicket: () => void): TemplateResult {
  const { status, title } = column;
  const items: readonly MenuItem[] = [
    ...(scene.isReadOnly ? [] : [{ label: t('New ticket'), run: addTicket }]),
    {
      label: t('Select all'),
      run: () => {
        scene.actions.selectAll(status);
      },
    },
    {
      label: t('Collapse'),
      run: () => {
        scene.actions.collapse(status, true);
      },
    },
  ];
  return html`<header class="column-header">
    <span class="codicon codicon-${statusIcons[status]}" aria-hidden="true"></span>
    <h2 id="column-${status}" dir="auto" title=${title}>${title}</h2>
    ${countView(column, scene)}
    <ticketree-menu .label=${t('Actions of the column {0}', title)} .items=${items}></ticketree-menu>
  </header>`;
}

/** A column that shows no more than how many there are. It takes drops all the same. */
export function collapsedView({ status, title }: BoardColumn, scene: BoardScene): TemplateResult {
  const count = scene.rows.shown(status).length;
  return html`<button
    class="column collapsed ${scene.drag?.place?.status === status ? 'drop-column' : ''}"
    aria-expanded="false"
    title=${t('Expand')}
    @click=${() => {
      scene.actions.collapse(status, false);
    }}
  >
    <span class="codicon codicon-${statusIcons[status]}" aria-hidden="true"></span>
    <span class="count" aria-hidden="true">${count}</span>
    <span class="collapsed-title" dir="auto">${title}</span>
    <span class="sr-only">${countText(count)}</span>
  </button>`;
}
