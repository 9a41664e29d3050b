import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Priority } from '../../src/domain/ticket.js';
import type { BoardRow } from '../../src/protocol/boardMessages.js';
import { t } from '../shared/l10n.js';
import { SafeElement } from '../shared/safeElement.js';
import { cardLabel, daysInColumn, dueOf, initialsOf, priorityName } from './cardTexts.js';
import { makeCardDraggable } from './dragAndDrop.js';

const priorityIcons: Readonly<Record<Priority, string>> = {
  critical: 'chevron-up',
  high: 'arrow-up',
  medium: 'dash',
  low: 'arrow-down',
};

/** More tags than these are told as a number. */
const shownTags = 4;

/** One ticket on the board; its column gives it its role and its place in the tab order. */
@customElement('ticketree-card')
export class CardElement extends SafeElement {
  @property({ attribute: false }) row!: BoardRow;
  @property({ attribute: false }) now = 0;
  @property({ attribute: false }) readOnly = false;
  private stopDragging: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.stopDragging = makeCardDraggable(this, () => !this.readOnly);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopDragging?.();
  }

  /** Here and not in the column's template, so that a row which cannot be told spoils this card only. */
  protected override willUpdate(): void {
    this.ariaLabel = cardLabel(this.row, this.now);
  }

  protected override render(): TemplateResult {
    const { row } = this;
    return html`<div class="card-body" data-status=${row.status}>
      <div class="card-top">
        <span class="card-id">${row.shortId}</span>
        ${priorityMark(row.priority)}
      </div>
      <div class="card-title" dir="auto" title=${row.title}>${row.title}</div>
      ${tagPills(row.tags)} ${footOf(row, this.now)}
    </div>`;
  }
}

function priorityMark(priority: Priority): TemplateResult {
  const name = priorityName(priority);
  return html`<span
    class="priority priority-${priority} codicon codicon-${priorityIcons[priority]}"
    role="img"
    aria-label=${name}
    title=${name}
  ></span>`;
}

function tagPills(tags: readonly string[]): TemplateResult | typeof nothing {
  if (tags.length === 0) return nothing;
  const rest = tags.slice(shownTags);
  return html`<div class="tags">
    ${tags.slice(0, shownTags).map((tag) => html`<span class="tag" dir="auto">${tag}</span>`)}
    ${rest.length > 0 ? html`<span class="more-tags" title=${rest.join(', ')}>+${rest.length}</span>` : nothing}
  </div>`;
}

function footOf(row: BoardRow, now: number): TemplateResult | typeof nothing {
  const due = dueOf(row, now);
  const days = daysInColumn(row, now);
  if (row.tasksTotal === 0 && !due && days === null && row.assignee === null) return nothing;
  const complete = row.tasksCompleted >= row.tasksTotal;
  return html`<div class="card-foot">
    ${
      row.tasksTotal > 0
        ? html`<span class="mark ${complete ? 'complete' : ''}">
            <span class="codicon codicon-checklist" aria-hidden="true"></span>${row.tasksCompleted}/${row.tasksTotal}
          </span>`
        : nothing
    }
    ${
      due
        ? html`<span class="mark due-${due.urgency}">
            <span class="codicon codicon-calendar" aria-hidden="true"></span>${due.text}
          </span>`
        : nothing
    }
    ${days === null ? nothing : html`<span class="mark" title=${t('Days in this column')}>${t('{0}d', days)}</span>`}
    ${
      row.assignee === null
        ? nothing
        : html`<span class="assignee" role="img" aria-label=${row.assignee} title=${row.assignee}>
            ${initialsOf(row.assignee)}
          </span>`
    }
  </div>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'ticketree-card': CardElement;
  }
}
