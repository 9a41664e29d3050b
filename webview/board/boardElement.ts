import { html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { Status } from '../../src/domain/ticket.js';
import { draftsInState, type DraftStorage } from '../shared/drafts.js';
import { t } from '../shared/l10n.js';
import { SafeElement } from '../shared/safeElement.js';
import { sortName } from './barView.js';
import { BoardActions } from './boardActions.js';
import { BoardDrag } from './boardDrag.js';
import { BoardKeys } from './boardKeys.js';
import type { BoardModel } from './boardModel.js';
import { boardView } from './boardView.js';
import { listenToPointer } from './boardPointer.js';
import { BoardSession } from './boardSession.js';
import { CardFlights } from './cardFlight.js';
import { CardFocus, focusedCardId } from './cardFocus.js';
import './columnElement.js';
import type { ColumnElement } from './columnElement.js';
import { autoScrollColumns } from './dragAndDrop.js';
import type { BoardPort } from './hostClient.js';
import { keyAction } from './keyboard.js';
import type { Place, ShownColumns } from './places.js';
import { readSaved, type SavedState } from './savedState.js';
import { readScroll, restoreScroll } from './scrollPlaces.js';
import type { SessionView } from './sessionView.js';
import { loadingView } from './views.js';

/** Ages, due days and leases are drawn anew this often, in milliseconds. */
const clockStep = 60_000;

/** A scroll is saved when it has rested this long, in milliseconds. */
const saveDelay = 100;

/** In percent. */
const usualPaneShare = 42;

/** The whole board: draws what the session knows, and hears keys, pointer and scroll. */
@customElement('ticketree-board')
export class BoardElement extends SafeElement implements SessionView {
  session!: BoardSession;
  cardFocus!: CardFocus;
  readonly actions = new BoardActions(this);
  readonly drag = new BoardDrag(this);
  private readonly keys = new BoardKeys(this.actions);
  private readonly flights = new CardFlights(this);
  private port!: BoardPort;
  ticketDrafts!: DraftStorage;
  private announcement = '';
  /** In percent. */
  paneShare = usualPaneShare;
  private saveTimer: ReturnType<typeof setTimeout> | undefined;
  private stopAutoScroll: (() => void) | undefined;
  /** Where the columns were when the page was left; until all rows are there. */
  private leftAt: SavedState | null = null;

  /** Begins the talk with the host; it lasts as long as the page. */
  start(port: BoardPort): void {
    const saved = readSaved(port.getState());
    this.port = port;
    this.ticketDrafts = draftsInState(port);
    this.leftAt = saved;
    this.paneShare = saved.paneShare ?? usualPaneShare;
    this.session = new BoardSession(port, this);
    this.cardFocus = new CardFocus(this, saved.focusedId);
    this.listen();
    setInterval(() => {
      this.session.tick(Date.now());
    }, clockStep);
    this.session.start();
    this.requestUpdate();
  }

  private listen(): void {
    // On the document: after a click beside the cards, or when the editor has just shown the board, the body has the keys.
    document.addEventListener('keydown', (event) => {
      const action = keyAction(event);
      if (action === null || !this.keys.perform(action)) return;
      event.preventDefault();
      // The editor, which listens on the window, would do its own as well: its undo takes back what a field was told.
      event.stopPropagation();
    });
    listenToPointer(this, this.actions);
    this.addEventListener('focusin', () => {
      const id = focusedCardId();
      if (id !== null) this.cardFocus.note(id);
      this.saveSoon();
    });
    // The editor gives the keys back to the page, not to the card that had them before a picker or another view did.
    window.addEventListener('focus', () =>
      requestAnimationFrame(() => {
        this.cardFocus.resume();
      }),
    );
    const saveSoon = (): void => {
      this.saveSoon();
    };
    this.addEventListener('scroll', saveSoon, { capture: true, passive: true });
  }

  get model(): BoardModel {
    return this.session.model;
  }

  columnElement(status: Status): ColumnElement | null {
    return this.querySelector<ColumnElement>(`ticketree-column[data-status="${status}"]`);
  }

  // What the session asks of the page

  changed(): void {
    this.requestUpdate();
  }

  cardsMoved(ids: readonly string[]): void {
    this.flights.note(ids);
  }

  announce(text: string): void {
    this.announcement = text;
    this.requestUpdate();
  }

  perform(action: 'filter' | 'quickAdd' | 'help'): void {
    if (action === 'filter') this.actions.focusFilter();
    else if (action === 'help') this.actions.showKeys();
    else this.actions.openQuickAdd();
  }

  show(id: string): void {
    this.actions.show(id);
  }

  revealCard(id: string): void {
    const row = this.model.rows.get(id);
    if (row) void this.columnElement(row.status)?.reveal(id);
  }

  save(): void {
    clearTimeout(this.saveTimer);
    if (this.model.phase.kind !== 'board') return;
    const { drafts, paneId } = this.session;
    const scroll = this.leftAt ?? readScroll(this);
    const { scrollLeft, scrollTops } = scroll;
    const { paneShare } = this;
    const state: SavedState = { scrollLeft, scrollTops, focusedId: this.cardFocus.id, drafts, paneId, paneShare };
    // Other parts of the page keep what is theirs beside it.
    this.port.setState({ ...this.port.getState(), ...state });
  }

  setPaneShare(share: number): void {
    this.paneShare = share;
    this.saveSoon();
    this.requestUpdate();
  }

  private saveSoon(): void {
    clearTimeout(this.saveTimer);
    this.saveTimer = setTimeout(() => {
      this.save();
    }, saveDelay);
  }

  // What a drag asks of the page

  get board(): ShownColumns {
    return this.model;
  }

  get fixedOrder(): string | null {
    const { filtering, preferences } = this.session;
    if (filtering.isManual) return null;
    if (preferences.sort === 'manual') return t('The filter orders the cards; none can be put between others.');
    return t('The order is by {0}; no card can be put between others.', sortName(preferences.sort));
  }

  titleOf(id: string): string | null {
    return this.model.rows.get(id)?.title ?? null;
  }

  draggedWith(id: string): readonly string[] {
    return this.actions.draggedWith(id);
  }

  drop(ids: readonly string[], place: Place): void {
    this.actions.drop(ids, place);
  }

  followCarry(place: Place): void {
    const column = this.columnElement(place.status);
    column?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    column?.revealPlace(place);
  }

  // Drawing

  /** Once a frame at most, however many messages come. */
  protected override async scheduleUpdate(): Promise<void> {
    await new Promise(requestAnimationFrame);
    await super.scheduleUpdate();
  }

  protected override willUpdate(): void {
    if (!this.isStarted) return;
    this.session.settle();
    this.drag.endIfGone();
    this.cardFocus.beforeDrawing();
  }

  protected override updated(): void {
    if (this.isStarted) void this.finishDrawing();
  }

  private async finishDrawing(): Promise<void> {
    await Promise.all([...this.querySelectorAll('ticketree-column')].map((column) => column.updateComplete));
    if (this.leftAt && this.model.phase.kind === 'board') {
      restoreScroll(this, this.leftAt);
      if (this.model.isComplete) this.leftAt = null;
      if (document.hasFocus()) this.cardFocus.resume();
    }
    this.cardFocus.afterDrawing();
    await this.flights.begin();
  }

  private get isStarted(): boolean {
    return (this.session as BoardSession | undefined) !== undefined;
  }

  protected override render(): TemplateResult {
    return html`${this.isStarted ? boardView(this) : loadingView()}
      <div class="announcement sr-only" role="status" aria-live="polite">${this.announcement}</div>`;
  }

  readonly onColumns = (row?: Element): void => {
    this.stopAutoScroll?.();
    this.stopAutoScroll = row instanceof HTMLElement ? autoScrollColumns(row) : undefined;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'ticketree-board': BoardElement;
  }
}
