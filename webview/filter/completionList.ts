import { html, type TemplateResult } from 'lit';
import type { Completion } from '../../src/query/completeQuery.js';
import { t } from '../shared/l10n.js';
import type { Offer } from './completions.js';

/** Ids in the page, which has one filter bar. */
export const listId = 'filter-completions';
export const optionId = (index: number): string => `filter-completion-${index}`;

/** The list under the bar, as the editor's own suggestions look. The names in it are anybody's, and stand for themselves. */
export function completionListView(offer: Offer, take: (item: Completion) => void): TemplateResult {
  return html`<ul
    class="filter-completions"
    id=${listId}
    role="listbox"
    aria-label=${t('Completions')}
    @mousedown=${keepFocus}
  >
    ${offer.items.map((item, index) => optionView(item, index, offer.active === index, take))}
  </ul>`;
}

function optionView(
  item: Completion,
  index: number,
  isActive: boolean,
  take: (item: Completion) => void,
): TemplateResult {
  const icon = item.kind === 'key' ? 'symbol-keyword' : 'symbol-enum-member';
  return html`<li
    role="option"
    id=${optionId(index)}
    aria-selected=${isActive}
    @click=${() => {
      take(item);
    }}
  >
    <span class="codicon codicon-${icon}" aria-hidden="true"></span>
    <bdi class="label">${item.label}</bdi>
    <bdi class="about">${item.documentation.replaceAll('`', '')}</bdi>
  </li>`;
}

/** A click must not take the focus from the input, which would close the list before the click is done. */
function keepFocus(event: Event): void {
  event.preventDefault();
}
