import { html, nothing, type TemplateResult } from 'lit';
import { boardSorts, type BoardPreferences, type BoardSort } from '../../src/protocol/boardMessages.js';
import '../filter/filterElement.js';
import type { FilterChange } from '../filter/filterElement.js';
import { t } from '../shared/l10n.js';
import type { BoardSession } from './boardSession.js';
import './menuElement.js';

/** What the bar over the columns offers. */
interface Bar {
  readonly session: BoardSession;
  readonly onFilter: (text: string) => void;
  readonly onLeaveFilter: () => void;
  readonly onPrefer: (changes: Partial<BoardPreferences>) => void;
  /** Null where nothing can be changed. */
  readonly onNew: (() => void) | null;
}

export function sortName(sort: BoardSort): string {
  const names = {
    manual: t('Manual'),
    priority: t('Priority'),
    due: t('Due'),
    updated: t('Updated'),
    created: t('Created'),
    title: t('Title'),
  };
  return names[sort];
}

export function barView(bar: Bar): TemplateResult {
  const { session, onFilter, onLeaveFilter } = bar;
  const { model, preferences } = session;
  return html`<div class="bar">
    <ticketree-filter
      .value=${session.filtering.text}
      .rows=${model.rows}
      .me=${model.facts.me}
      .shown=${model.rows.shownCount}
      .total=${model.count}
      @filter-change=${({ detail }: FilterChange) => {
        onFilter(detail.text);
      }}
      @filter-leave=${onLeaveFilter}
    ></ticketree-filter>
    <div class="bar-buttons">
      ${sortMenu(preferences.sort, bar.onPrefer)} ${densityButton(preferences.compact, bar.onPrefer)}
      ${bar.onNew ? html`${historyButtons(session)} ${newButton(bar.onNew)}` : nothing}
    </div>
  </div>`;
}

function sortMenu(current: BoardSort, onPrefer: Bar['onPrefer']): TemplateResult {
  const items = boardSorts.map((sort) => ({
    label: sortName(sort),
    isChosen: sort === current,
    run: () => {
      onPrefer({ sort });
    },
  }));
  return html`<ticketree-menu
    .label=${t('Order of the cards: {0}', sortName(current))}
    .icon=${'arrow-swap'}
    .text=${sortName(current)}
    .note=${t('Only in the manual order can cards be put between others; in all others a drop changes the column alone.')}
    .items=${items}
  ></ticketree-menu>`;
}

function densityButton(isCompact: boolean, onPrefer: Bar['onPrefer']): TemplateResult {
  return html`<button
    class="icon-button"
    aria-pressed=${isCompact}
    aria-label=${t('Compact cards')}
    title=${t('Compact cards')}
    @click=${() => {
      onPrefer({ compact: !isCompact });
    }}
  >
    <span class="codicon codicon-list-flat" aria-hidden="true"></span>
  </button>`;
}

function historyButtons({ model, ask }: BoardSession): TemplateResult {
  const { undo, redo } = model.facts;
  const undoTitle = undo === null ? t('Nothing to undo') : t('Undo: {0}', undo);
  const redoTitle = redo === null ? t('Nothing to redo') : t('Redo: {0}', redo);
  return html`${historyButton('discard', undoTitle, undo === null, () => void ask({ kind: 'undo' }))}
  ${historyButton('redo', redoTitle, redo === null, () => void ask({ kind: 'redo' }))}`;
}

/** Not `disabled`, which would throw away the focus of who has just undone the last thing. */
function historyButton(icon: string, title: string, isIdle: boolean, run: () => void): TemplateResult {
  return html`<button
    class="icon-button"
    aria-label=${title}
    title=${title}
    aria-disabled=${isIdle}
    @click=${isIdle ? nothing : run}
  >
    <span class="codicon codicon-${icon}" aria-hidden="true"></span>
  </button>`;
}

function newButton(onNew: () => void): TemplateResult {
  return html`<vscode-button class="new" @click=${onNew}>
    <span slot="start" class="codicon codicon-add" aria-hidden="true"></span>${t('New')}
  </vscode-button>`;
}
