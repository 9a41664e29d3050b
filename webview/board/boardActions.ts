import type { Status } from '../../src/domain/ticket.js';
import { t } from '../shared/l10n.js';
import type { BoardDrag } from './boardDrag.js';
import type { BoardModel } from './boardModel.js';
import type { BoardSession } from './boardSession.js';
import type { CardFocus } from './cardFocus.js';
import type { ColumnElement } from './columnElement.js';
import type { Place, ShownColumns } from './places.js';
import type { Selection } from './selection.js';

/** The page, as far as actions need it. */
export interface ActionPage extends HTMLElement {
  readonly session: BoardSession;
  readonly cardFocus: CardFocus;
  readonly drag: BoardDrag;
  readonly updateComplete: Promise<boolean>;
  announce(text: string): void;
  columnElement(status: Status): ColumnElement | null;
  requestUpdate(): void;
}

/** What a person can do on the board, by whatever means: keys, pointer, menus, or a command of the editor. */
export class BoardActions {
  constructor(private readonly page: ActionPage) {}

  get session(): BoardSession {
    return this.page.session;
  }

  get focusedId(): string | null {
    return this.page.cardFocus.id;
  }

  get drag(): BoardDrag {
    return this.page.drag;
  }

  private get model(): BoardModel {
    return this.session.model;
  }

  /** Where focus and cards in the hand can go: collapsed columns show no cards. */
  get openColumns(): ShownColumns {
    const { columns, rows } = this.model;
    const { collapsed } = this.session.preferences;
    return { columns, shown: (status) => (collapsed.includes(status) ? [] : rows.shown(status)) };
  }

  /** The card to which keys go that come from nowhere: where somebody was, else the active ticket, else the first. */
  get entryId(): string | null {
    const { model, openColumns } = this;
    const isOpen = (id: string): boolean => openColumns.shown(model.rows.get(id)?.status ?? 'todo').length > 0;
    const known = [this.focusedId, model.facts.activeId].find((id) => id !== null && model.locate(id) && isOpen(id));
    const column = model.columns.find(({ status }) => openColumns.shown(status).length > 0);
    return known ?? (column ? (openColumns.shown(column.status)[0]?.id ?? null) : null);
  }

  goTo(id: string): void {
    void this.page.cardFocus.go(id);
  }

  /** Goes to a card wherever it is; one that the filter hides is opened beside the board. */
  show(id: string): void {
    const row = this.model.rows.get(id);
    if (!row) return;
    if (this.model.locate(id) === null) {
      this.openPane(id);
      return;
    }
    this.collapse(row.status, false);
    // An expanded column has no cards before it has been drawn.
    void this.page.updateComplete.then(() => {
      this.goTo(id);
    });
  }

  openPane(id: string): void {
    this.session.openPane(id);
    void this.page.updateComplete.then(() => {
      this.page.querySelector<HTMLElement>('.pane')?.focus();
    });
  }

  closePane(): void {
    this.page.querySelector('ticketree-ticket')?.flush();
    const { paneId } = this.session;
    this.session.openPane(null);
    const back = paneId !== null && this.model.locate(paneId) ? paneId : this.entryId;
    if (back !== null) this.goTo(back);
  }

  select(change: (selection: Selection) => void): void {
    const { selection } = this.session;
    change(selection);
    const { size } = selection.ids;
    this.page.announce(size === 1 ? t('1 selected') : t('{0} selected', size));
  }

  /** A plain click: nothing else is selected any more, and an open pane follows. */
  chooseOnly(id: string): void {
    const { selection, paneId } = this.session;
    if (selection.ids.size > 0) this.clearSelection();
    selection.setAnchor(id);
    if (paneId !== null) this.session.openPane(id);
  }

  extendSelection(from: string, to: string): void {
    const status = this.model.rows.get(to)?.status;
    const column = status === undefined ? [] : this.model.shown(status).map(({ id }) => id);
    this.select((selection) => {
      selection.extendTo(to, column, from);
    });
  }

  selectAll(status: Status): void {
    this.select((selection) => {
      selection.add(this.model.shown(status).map(({ id }) => id));
    });
  }

  selectColumnOf(id: string): void {
    const row = this.model.rows.get(id);
    if (row) this.selectAll(row.status);
  }

  clearSelection(): void {
    this.select((selection) => {
      selection.clear();
    });
    this.page.cardFocus.resume();
  }

  async doAll(kind: 'complete' | 'archive' | 'delete', ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const { error } = await this.session.ask({ kind, ids });
    if (!error && this.session.selection.ids.size > 0) this.clearSelection();
  }

  /** The cards that go along when one is dragged: all that are selected, if it is one of them. */
  draggedWith(id: string): readonly string[] {
    const { selection } = this.session;
    if (selection.ids.has(id)) return this.session.subjects(id);
    return this.model.rows.get(id) ? [id] : [];
  }

  lift(id: string): void {
    const row = this.model.rows.get(id);
    if (row && !this.session.isReadOnly) this.drag.lift(id, { status: row.status, beforeId: id });
  }

  drop(ids: readonly string[], place: Place): void {
    void this.session.move(ids, place);
  }

  startRename(id: string): void {
    const row = this.model.rows.get(id);
    if (!row || this.session.isReadOnly) return;
    this.session.setRename({ id, before: row.title, text: row.title });
  }

  typeTitle(text: string): void {
    const { rename } = this.session;
    if (rename) this.session.setRename({ ...rename, text });
  }

  async endRename(keep: boolean, refocus: boolean): Promise<void> {
    const id = this.session.rename?.id;
    if (keep) await this.session.commitRename();
    else this.session.setRename(null);
    if (refocus && id !== undefined && this.session.rename === null) this.goTo(id);
  }

  collapse(status: Status, isCollapsed: boolean): void {
    const { collapsed } = this.session.preferences;
    if (collapsed.includes(status) === isCollapsed) return;
    const others = collapsed.filter((other) => other !== status);
    this.session.prefer({ collapsed: isCollapsed ? [...others, status] : others });
    // The button that was pressed is gone.
    void this.page.updateComplete.then(async () => {
      const column = this.page.columnElement(status);
      await column?.updateComplete;
      if (document.activeElement === document.body) column?.querySelector('button')?.focus();
    });
  }

  /** In the column of the card that has the focus, else in the first that is open. */
  openQuickAdd(): void {
    const focused = this.focusedId === null ? undefined : this.model.rows.get(this.focusedId)?.status;
    const { collapsed } = this.session.preferences;
    const first = this.model.columns.find(({ status }) => !collapsed.includes(status))?.status;
    const status = focused !== undefined && !collapsed.includes(focused) ? focused : first;
    const column = status === undefined ? null : this.page.columnElement(status);
    const quickAdd = column?.querySelector('ticketree-quick-add');
    column?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    if (quickAdd) void quickAdd.open();
    else if (!this.session.isReadOnly && this.model.phase.kind === 'board') this.newTicket();
  }

  newTicket(): void {
    void this.session.ask({ kind: 'newTicket' });
  }

  focusFilter(): void {
    this.page.querySelector('ticketree-filter')?.focus();
  }

  leaveFilter(): void {
    const { entryId } = this;
    if (entryId !== null) this.goTo(entryId);
  }

  showKeys(): void {
    this.page.querySelector<HTMLDialogElement>('dialog.keys')?.showModal();
  }
}
