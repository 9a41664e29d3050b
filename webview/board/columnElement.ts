import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import { ref } from 'lit/directives/ref.js';
import type { VirtualItem } from '@tanstack/virtual-core';
import type { BoardColumn } from '../../src/protocol/boardMessages.js';
import type { TicketRow } from '../../src/domain/ticketRow.js';
import { SafeElement } from '../shared/safeElement.js';
import { cardFacts } from './cardFacts.js';
import { CardElements, type CardView } from './cardElements.js';
import { shownBranch } from './cardTexts.js';
import { collapsedView, headerView } from './columnHeader.js';
import { ColumnList } from './columnList.js';
import { autoScrollCards, makeColumnDropTarget } from './dragAndDrop.js';
import type { Place } from './places.js';
import './quickAddElement.js';
import type { BoardScene } from './scene.js';

/** One column: heading, the cards in sight, and a foot that adds tickets. */
@customElement('ticketree-column')
export class ColumnElement extends SafeElement {
  @property({ attribute: false }) column!: BoardColumn;
  @property({ attribute: false }) scene!: BoardScene;
  private readonly list = new ColumnList(this);
  private readonly cards = new CardElements();
  private stopTakingDrops: (() => void) | undefined;
  private stopScrolling: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.stopTakingDrops = makeColumnDropTarget(this, (clientY) => this.placeAt(clientY));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopTakingDrops?.();
  }

  /** Brings a card into sight, drawing it if it was not. */
  async reveal(id: string): Promise<void> {
    await this.updateComplete;
    this.list.pin(id);
    this.list.reveal(id);
    this.requestUpdate();
    await this.updateComplete;
  }

  /** Brings the place before a card into sight, or the end. */
  revealPlace({ beforeId }: Place): void {
    if (beforeId == null) this.list.revealEnd();
    else this.list.reveal(beforeId);
  }

  protected override willUpdate(changed: PropertyValues): void {
    const { rows, preferences, arrangement, focusedId, drag, rename } = this.scene;
    const { status } = this.column;
    if (!changed.has('scene')) return;
    this.list.setContent({
      rows: rows.shown(status),
      version: `${status} ${rows.version(status)}`,
      arrangement,
      isCompact: preferences.compact,
      pinned: [focusedId, rename?.id, ...(drag?.ids.slice(0, 1) ?? [])].filter((id) => id != null),
      indexOf: (id) => (rows.get(id)?.status === status ? rows.indexOf(id) : -1),
    });
  }

  protected override updated(): void {
    const list = this.querySelector<HTMLElement>('.cards');
    this.cards.draw(list?.querySelector<HTMLElement>('.sizer') ?? null, list ? this.cardViews() : [], this.scene);
    this.list.drawn(list);
  }

  protected override render(): TemplateResult {
    const { column, scene } = this;
    return scene.preferences.collapsed.includes(column.status) ? collapsedView(column, scene) : this.openView();
  }

  private openView(): TemplateResult {
    const { column, scene } = this;
    const { status, title } = column;
    const isEmpty = scene.rows.shown(status).length === 0;
    const classes = {
      column: true,
      'drop-column': this.dropsHere && scene.drag?.place?.beforeId === undefined,
    };
    return html`<section class=${classMap(classes)} aria-labelledby="column-${status}">
      ${headerView(column, scene, () => void this.querySelector('ticketree-quick-add')?.open())}
      <div class=${classMap({ cards: true, 'drop-here': isEmpty && this.dropsBetween })} ${ref(this.onList)}>
        <div class="sizer" role="list" aria-labelledby="column-${status}" style="height: ${this.list.height}px"></div>
      </div>
      ${
        scene.isReadOnly
          ? nothing
          : html`<ticketree-quick-add
              .status=${status}
              .columnTitle=${title}
              .drafts=${scene.quickAddDrafts}
              .create=${scene.create}
              .onDraft=${scene.saveDrafts}
            ></ticketree-quick-add>`
      }
    </section>`;
  }

  private cardViews(): readonly CardView[] {
    const rows = this.scene.rows.shown(this.column.status);
    const shown = this.list.items.flatMap((item) => {
      const row = rows[item.index];
      return row ? [{ row, item }] : [];
    });
    const tabStop = this.tabStop(shown.map(({ row }) => row));
    return shown.map(({ row, item }) => this.cardView(row, item, rows.length, row.id === tabStop));
  }

  /** The one card of the column that Tab reaches: where somebody was, else the active ticket, else the first in sight. */
  private tabStop(rows: readonly TicketRow[]): string | undefined {
    const { focusedId, activeId } = this.scene;
    const ids = rows.map(({ id }) => id);
    return [focusedId, activeId].find((id) => id !== null && ids.includes(id)) ?? ids[0];
  }

  private cardView(row: TicketRow, { index, start }: VirtualItem, count: number, isTabStop: boolean): CardView {
    const { scene } = this;
    const isActive = row.id === scene.activeId;
    const isSelected = scene.selected.has(row.id);
    return {
      row,
      facts: cardFacts(scene, row, isSelected),
      rename: scene.rename?.id === row.id ? scene.rename : null,
      classes: this.cardClasses(row.id, index === count - 1),
      attributes: {
        role: 'listitem',
        tabindex: isTabStop ? '0' : '-1',
        'aria-posinset': String(index + 1),
        'aria-setsize': String(count),
        'aria-current': isActive ? 'true' : null,
        'data-index': String(index),
        'data-ticket-id': row.id,
        'data-vscode-context': menuContext(row, isActive, scene),
      },
      top: start,
    };
  }

  private cardClasses(id: string, isLast: boolean): string {
    const { activeId, openId, selected, drag } = this.scene;
    const classes = {
      active: id === activeId,
      open: id === openId,
      selected: selected.has(id),
      dragged: drag?.ids.includes(id) ?? false,
      'drop-before': this.dropsBetween && drag?.place?.beforeId === id,
      'drop-after': this.dropsBetween && drag?.place?.beforeId === null && isLast,
    };
    return Object.entries(classes)
      .flatMap(([name, isOn]) => (isOn ? [name] : []))
      .join(' ');
  }

  private get dropsHere(): boolean {
    return this.scene.drag?.place?.status === this.column.status;
  }

  private get dropsBetween(): boolean {
    return this.dropsHere && this.scene.drag?.place?.beforeId !== undefined;
  }

  private readonly onList = (list?: Element): void => {
    this.stopScrolling?.();
    this.stopScrolling = list instanceof HTMLElement ? autoScrollCards(list) : undefined;
  };

  private placeAt(clientY: number): Place {
    const { status } = this.column;
    if (!this.scene.isManual) return { status };
    const carried = new Set(this.scene.drag?.ids);
    return { status, beforeId: this.list.cardBelow(clientY, (id) => carried.has(id)) };
  }
}

/** What the editor's own menu of a card goes by. */
function menuContext(row: TicketRow, isActive: boolean, scene: BoardScene): string {
  const { selected, worktrees, conflicts } = scene;
  const hasWorktree = worktrees.has(row.id);
  return JSON.stringify({
    webviewSection: 'card',
    ticketId: row.id,
    ticketStatus: row.status,
    ticketActive: isActive,
    ticketBranch: hasWorktree || shownBranch(row, hasWorktree) !== null,
    ticketWorktree: hasWorktree,
    ticketWaiting: conflicts.has(row.id),
    // Those of the whole selection stand on the board, once for all cards.
    ...(selected.size > 0 && !selected.has(row.id) && { ticketIds: [row.id] }),
    preventDefaultContextMenuItems: true,
  });
}

declare global {
  interface HTMLElementTagNameMap {
    'ticketree-column': ColumnElement;
  }
}
