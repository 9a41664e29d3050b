import { html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { ref } from 'lit/directives/ref.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Status } from '../../src/domain/ticket.js';
import type { BoardRequest, ReplyError } from '../../src/protocol/boardMessages.js';
import { t } from '../shared/l10n.js';
import { SafeElement } from '../shared/safeElement.js';
import { BoardDrag } from './boardDrag.js';
import type { Board, BoardState, PendingMove, StateMessage } from './boardModel.js';
import { movedElsewhere, receive, setRefusal, settleMove, startMove } from './boardModel.js';
import { animateCards } from './cardFlight.js';
import { findCard, focusCard, focusedCardId, keepCardFocus } from './cardFocus.js';
import './columnElement.js';
import type { Column, Place } from './columns.js';
import { columnsOf, locate } from './columns.js';
import { autoScrollColumns } from './dragAndDrop.js';
import type { BoardPort } from './hostClient.js';
import { HostClient } from './hostClient.js';
import type { KeyAction } from './keyboard.js';
import { keyAction, step } from './keyboard.js';
import { readNavigation, restoreScroll } from './navigationState.js';
import { barView, emptyView, loadingView, refusalView, unavailableView } from './views.js';

/** Ages and due days are drawn anew this often, in milliseconds. */
const clockStep = 10 * 60_000;

/** A scroll is saved when it has rested this long, in milliseconds. */
const saveDelay = 100;

/** The whole board: holds its state, hears the host, and turns what a person does into requests. */
@customElement('ticketree-board')
export class BoardElement extends SafeElement {
  /** As shown, with cards that wait for the host's answer where they were dropped. */
  columns: readonly Column[] = [];
  @state() private board: BoardState = { kind: 'loading' };
  @state() private focusedId: string | null = null;
  @state() private announcement = '';
  @state() private now = Date.now();
  private readonly drafts = new Map<Status, string>();
  private readonly drag = new BoardDrag(this);
  private port!: BoardPort;
  private client!: HostClient;
  private saveTimer: ReturnType<typeof setTimeout> | undefined;
  private stopAutoScroll: (() => void) | undefined;

  /** Begins the talk with the host; it lasts as long as the page. */
  start(port: BoardPort): void {
    this.port = port;
    this.client = new HostClient(port);
    this.client.start((message) => {
      this.hear(message);
    });
    this.listen();
    setInterval(() => (this.now = Date.now()), clockStep);
  }

  private listen(): void {
    // On the document: after a click beside the cards, or when the editor has just shown the board, the body has the keys.
    document.addEventListener('keydown', (event) => {
      const action = keyAction(event);
      if (action !== null && this.perform(action)) event.preventDefault();
    });
    this.addEventListener('dblclick', (event) => {
      const card = event.target instanceof Element ? event.target.closest('ticketree-card') : null;
      if (card) void this.ask({ kind: 'open', id: card.row.id });
    });
    this.addEventListener('focusin', () => {
      this.focusedId = focusedCardId() ?? this.focusedId;
      this.saveSoon();
    });
    // The editor gives the keys back to the page, not to the card that had them before a picker or another view did.
    window.addEventListener('focus', () =>
      requestAnimationFrame(() => {
        this.refocus();
      }),
    );
    const saveSoon = (): void => {
      this.saveSoon();
    };
    this.addEventListener('scroll', saveSoon, { capture: true, passive: true });
  }

  private refocus(): void {
    if (document.activeElement !== document.body || this.focusedId === null) return;
    findCard(this, this.focusedId)?.focus({ preventScroll: true });
  }

  /** Says something to those who do not see the board. */
  announce(text: string): void {
    this.announcement = text;
  }

  /** Puts a card where it was dropped; the host's refusal takes it back. */
  move(id: string, place: Place): void {
    if (this.board.kind !== 'board') return;
    const move: PendingMove = { id, ...place };
    this.change(startMove(this.board, move));
    void this.client.request({ kind: 'move', ...move }).then((error) => {
      const next = settleMove(this.board, move, error);
      if (error && next !== this.board) {
        animateCards(this, [id]);
        this.announce(`${error.message} ${error.hint}`);
      }
      this.change(next);
    });
  }

  private hear(message: StateMessage): void {
    const before = this.board;
    const next = receive(before, message);
    animateCards(this, movedElsewhere(before, next));
    if (next !== before && next.kind === 'board' && next.stale) this.client.askForSnapshot();
    this.change(next);
    if (before.kind !== 'board' && next.kind === 'board') this.restoreNavigation();
  }

  private change(next: BoardState): void {
    keepCardFocus(this);
    this.board = next;
  }

  private async ask(request: BoardRequest): Promise<void> {
    const error = await this.client.request(request);
    if (error) this.change(setRefusal(this.board, error));
  }

  private readonly newTicket = (): void => {
    void this.ask({ kind: 'newTicket' });
  };

  private readonly create = async (title: string, status: Status): Promise<ReplyError | null> => {
    const error = await this.client.request({ kind: 'create', title, status });
    if (error) return error;
    this.announce(t('Created {0}.', title));
    // The new card is the last of its column.
    requestAnimationFrame(() => {
      const list = this.columnElement(status)?.querySelector('.cards');
      list?.scrollTo({ top: list.scrollHeight });
    });
    return null;
  };

  private perform(action: KeyAction): boolean {
    const id = focusedCardId();
    if (action === 'quickAdd') return this.openQuickAdd(id);
    if (action === 'open' || action === 'pickStatus') {
      if (id === null || (action === 'pickStatus' && this.isReadOnly)) return false;
      void this.ask({ kind: action, id });
      return true;
    }
    const next = id === null ? this.tabStopId : step(this.columns, id, action);
    if (next !== null) focusCard(this, next);
    return next !== null;
  }

  private openQuickAdd(id: string | null): boolean {
    const at = id === null ? null : locate(this.columns, id);
    const column = this.columns[at?.column ?? 0];
    const quickAdd = column && this.columnElement(column.status)?.querySelector('ticketree-quick-add');
    if (quickAdd) void quickAdd.open();
    else if (!this.isReadOnly && this.board.kind === 'board') this.newTicket();
    return true;
  }

  private columnElement(status: Status): Element | null {
    return this.querySelector(`ticketree-column[data-status="${status}"]`);
  }

  private get isReadOnly(): boolean {
    return this.board.kind === 'board' && this.board.readOnly !== null;
  }

  /** The one card that Tab reaches: where somebody was, else the active ticket, else the first. */
  private get tabStopId(): string | null {
    const activeId = this.board.kind === 'board' ? this.board.activeId : null;
    const first = this.columns.find(({ rows }) => rows.length > 0)?.rows[0]?.id ?? null;
    return [this.focusedId, activeId].find((id) => id !== null && locate(this.columns, id)) ?? first;
  }

  private saveSoon(): void {
    clearTimeout(this.saveTimer);
    this.saveTimer = setTimeout(() => {
      if (this.board.kind === 'board') this.port.setState(readNavigation(this, this.focusedId));
    }, saveDelay);
  }

  private restoreNavigation(): void {
    const saved = this.port.getState();
    if (!saved) return;
    this.focusedId = saved.focusedId;
    requestAnimationFrame(() => {
      restoreScroll(this, saved);
      const isFree = document.hasFocus() && document.activeElement === document.body;
      if (isFree && saved.focusedId !== null) findCard(this, saved.focusedId)?.focus({ preventScroll: true });
    });
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('board')) return;
    this.columns = this.board.kind === 'board' ? columnsOf(this.board) : [];
    this.drag.endIfGone();
  }

  protected override render(): TemplateResult {
    return html`${this.content()}
      <div class="sr-only" role="status" aria-live="polite">${this.announcement}</div>`;
  }

  private content(): TemplateResult {
    const { board } = this;
    if (board.kind === 'loading') return loadingView();
    if (board.kind === 'unavailable') return unavailableView(board.message, board.hint);
    return this.boardView(board);
  }

  private boardView(board: Board): TemplateResult {
    const { brokenCount, readOnly, refusal, rows } = board;
    const isEmpty = rows.size === 0 && ![...this.drafts.values()].some(Boolean);
    const onNew = readOnly === null ? this.newTicket : null;
    const dismiss = (): void => {
      this.change(setRefusal(this.board, null));
    };
    return html`${barView({ count: rows.size, brokenCount, readOnly, onNew: isEmpty ? null : onNew })}
    ${refusal ? refusalView(refusal, dismiss) : nothing}
    ${isEmpty ? emptyView(onNew) : html`<main class="columns" ${ref(this.onColumns)}>${this.columnViews(board)}</main>`}`;
  }

  private columnViews(board: Board): unknown {
    const { tabStopId } = this;
    return repeat(
      this.columns,
      ({ status }) => status,
      (column) =>
        html`<ticketree-column
          data-status=${column.status}
          .column=${column}
          .drag=${this.drag.current}
          .activeId=${board.activeId}
          .tabStopId=${tabStopId}
          .readOnly=${board.readOnly !== null}
          .now=${this.now}
          .drafts=${this.drafts}
          .create=${this.create}
        ></ticketree-column>`,
    );
  }

  private readonly onColumns = (row?: Element): void => {
    this.stopAutoScroll?.();
    this.stopAutoScroll = row instanceof HTMLElement ? autoScrollColumns(row) : undefined;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'ticketree-board': BoardElement;
  }
}
