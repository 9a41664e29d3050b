import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import { ref } from 'lit/directives/ref.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Status } from '../../src/domain/ticket.js';
import type { BoardRow } from '../../src/protocol/boardMessages.js';
import { SafeElement } from '../shared/safeElement.js';
import type { Drag } from './boardDrag.js';
import './cardElement.js';
import type { Column } from './columns.js';
import { makeColumnDropTarget } from './dragAndDrop.js';
import './quickAddElement.js';
import type { CreateTicket } from './quickAddElement.js';
import { countText } from './views.js';

const statusIcons: Readonly<Record<Status, string>> = {
  todo: 'circle-large',
  doing: 'play-circle',
  review: 'eye',
  blocked: 'circle-slash',
  done: 'pass-filled',
};

/** One column: heading, cards, and a foot that adds tickets. */
@customElement('ticketree-column')
export class ColumnElement extends SafeElement {
  @property({ attribute: false }) column!: Column;
  @property({ attribute: false }) drag: Drag | null = null;
  @property({ attribute: false }) activeId: string | null = null;
  /** The one card of the board that Tab reaches. */
  @property({ attribute: false }) tabStopId: string | null = null;
  @property({ attribute: false }) readOnly = false;
  @property({ attribute: false }) now = 0;
  @property({ attribute: false }) drafts!: Map<Status, string>;
  @property({ attribute: false }) create!: CreateTicket;
  private stopTakingDrops: (() => void) | undefined;

  protected override render(): TemplateResult {
    const { status, title, rows } = this.column;
    const heading = `column-${status}`;
    return html`<section class="column" aria-labelledby=${heading}>
      <header class="column-header">
        <span class="codicon codicon-${statusIcons[status]}" aria-hidden="true"></span>
        <h2 id=${heading}>${title}</h2>
        <span class="count" aria-hidden="true">${rows.length}</span>
        <span class="sr-only">${countText(rows.length)}</span>
      </header>
      <div
        class=${classMap({ cards: true, 'drop-here': rows.length === 0 && this.dropsHere })}
        role="list"
        aria-labelledby=${heading}
        ${ref(this.onList)}
      >
        ${repeat(
          rows,
          (row) => row.id,
          (row, index) => this.card(row, index === rows.length - 1),
        )}
      </div>
      ${
        this.readOnly
          ? nothing
          : html`<ticketree-quick-add
              .status=${status}
              .columnTitle=${title}
              .drafts=${this.drafts}
              .create=${this.create}
            ></ticketree-quick-add>`
      }
    </section>`;
  }

  private card(row: BoardRow, isLast: boolean): TemplateResult {
    const isActive = row.id === this.activeId;
    const classes = {
      active: isActive,
      dragged: row.id === this.drag?.id,
      'drop-before': this.dropsHere && this.drag?.place?.beforeId === row.id,
      'drop-after': this.dropsHere && this.drag?.place?.beforeId === null && isLast,
    };
    const menu = {
      webviewSection: 'card',
      ticketId: row.id,
      ticketStatus: row.status,
      ticketActive: isActive,
      preventDefaultContextMenuItems: true,
    };
    return html`<ticketree-card
      class=${classMap(classes)}
      role="listitem"
      tabindex=${row.id === this.tabStopId ? 0 : -1}
      aria-current=${isActive ? 'true' : nothing}
      data-ticket-id=${row.id}
      data-vscode-context=${JSON.stringify(menu)}
      .row=${row}
      .now=${this.now}
      .readOnly=${this.readOnly}
    ></ticketree-card>`;
  }

  private get dropsHere(): boolean {
    return this.drag?.place?.status === this.column.status;
  }

  private readonly onList = (list?: Element): void => {
    this.stopTakingDrops?.();
    const isList = list instanceof HTMLElement;
    this.stopTakingDrops = isList ? makeColumnDropTarget(this, list, this.column.status) : undefined;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'ticketree-column': ColumnElement;
  }
}
