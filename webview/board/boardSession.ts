import type { Status } from '../../src/domain/ticket.js';
import { resolveTicket } from '../../src/domain/ticketRef.js';
import type {
  BoardPick,
  BoardPreferences,
  BoardRequest,
  HostMessage,
  ReplyError,
} from '../../src/protocol/boardMessages.js';
import type { TicketDetails, TicketRequest } from '../../src/protocol/ticketMessages.js';
import { inheritedFields } from '../filter/inheritedFields.js';
import { t } from '../shared/l10n.js';
import type { CommitsAnswer } from '../ticket/ticketContext.js';
import { BoardFiltering } from './boardFiltering.js';
import { BoardModel } from './boardModel.js';
import { HostClient, type Answer, type BoardPort, type StateMessage } from './hostClient.js';
import type { PendingMove } from './pendingMoves.js';
import type { Place } from './places.js';
import { readSaved, type Drafts, type TitleEdit } from './savedState.js';
import { Selection } from './selection.js';
import type { SessionView } from './sessionView.js';

/** The filter is kept for the workspace when nobody has typed for so long, in milliseconds. */
const keepFilterAfter = 400;

/** What happens on the board, without the page: hears the host, and turns what a person wants into requests. */
export class BoardSession {
  readonly model = new BoardModel();
  readonly selection = new Selection();
  readonly client: HostClient;
  readonly filtering: BoardFiltering;
  preferences: BoardPreferences = { filter: '', sort: 'manual', compact: false, collapsed: [] };
  /** Whether the host has fallen silent. */
  isSilent = false;
  now = Date.now();
  paneId: string | null = null;
  details: TicketDetails | null = null;
  readonly quickAddDrafts: Map<Status, string>;
  rename: TitleEdit | null;
  private filterDraft: string | null;
  private filterTimer: ReturnType<typeof setTimeout> | undefined;
  private shownLater: string | null = null;

  constructor(
    port: BoardPort,
    private readonly view: SessionView,
  ) {
    const { drafts, paneId } = readSaved(port.getState());
    this.quickAddDrafts = new Map(Object.entries(drafts.quickAdd) as [Status, string][]);
    this.rename = drafts.rename;
    this.filterDraft = drafts.filter;
    this.paneId = paneId;
    this.client = new HostClient(port, (isSilent) => {
      this.isSilent = isSilent;
      view.changed();
    });
    this.filtering = new BoardFiltering(this.model, (words) => this.search(words), view.changed.bind(view));
  }

  get drafts(): Drafts {
    return {
      quickAdd: Object.fromEntries(this.quickAddDrafts),
      rename: this.rename,
      filter: this.filterDraft,
    };
  }

  get isReadOnly(): boolean {
    return this.model.facts.readOnly !== null;
  }

  start(): void {
    this.client.start((message) => {
      this.hear(message);
    });
  }

  /** How many are selected, those left out that the filter hides: nobody should change what he does not see. */
  get selectedCount(): number {
    return [...this.selection.ids].filter((id) => this.model.rows.isShown(id)).length;
  }

  /** The cards that a command is about: the selected ones, else the one that has the focus; in the board's order. */
  subjects(focusedId: string | null): readonly string[] {
    const { selection, model } = this;
    if (this.selectedCount === 0) return focusedId === null || !model.rows.get(focusedId) ? [] : [focusedId];
    return model.columns
      .flatMap(({ status }) => model.shown(status))
      .flatMap(({ id }) => (selection.ids.has(id) ? [id] : []));
  }

  /** Asks, and shows why where it is refused. */
  readonly ask = async (request: BoardRequest): Promise<Answer> => {
    const answer = await this.client.request(request);
    if (answer.error) this.setRefusal(answer.error);
    return answer;
  };

  pick(pick: BoardPick, ids: readonly string[]): void {
    if (ids.length > 0 && !this.isReadOnly) void this.ask({ kind: 'pick', pick, ids });
  }

  /** Puts cards where they were dropped; the host's refusal takes them back. */
  async move(ids: readonly string[], place: Place): Promise<void> {
    const move: PendingMove = { ids, place };
    const { status, beforeId } = place;
    this.model.startMove(move);
    this.rowsChanged();
    const request = { kind: 'move', ids, status } as const;
    const { error } = await this.client.request(beforeId === undefined ? request : { ...request, beforeId });
    const returned = this.model.settleMove(move, error);
    if (error && returned.length > 0) {
      this.view.cardsMoved(returned);
      this.view.announce(`${error.message} ${error.hint}`);
    }
    this.rowsChanged();
  }

  readonly create = async (title: string, status: Status): Promise<ReplyError | null> => {
    const { facts, rows } = this.model;
    const fields = inheritedFields(this.filtering.text, facts.me, (reference) => this.idOf(reference));
    const { error, ids } = await this.client.request({ kind: 'create', title, status, fields });
    if (error) return error;
    const id = ids?.[0] ?? null;
    const isHidden = id !== null && rows.get(id) !== undefined && !rows.isShown(id);
    this.view.announce(isHidden ? t('Created {0}; the filter hides it.', title) : t('Created {0}.', title));
    if (id !== null) this.view.revealCard(id);
    return null;
  };

  setRename(rename: TitleEdit | null): void {
    this.rename = rename;
    this.view.save();
    this.view.changed();
  }

  /** Sends the title; it stays in its field until the host has it. */
  async commitRename(): Promise<void> {
    const sent = this.rename;
    if (!sent) return;
    const title = sent.text.trim();
    if (title !== '' && title !== sent.before) {
      const { error } = await this.ask({ kind: 'rename', id: sent.id, before: sent.before, title });
      if (error) return;
    }
    if (this.rename === sent) this.setRename(null);
  }

  setFilter(text: string): void {
    this.filtering.setText(text);
    this.filterDraft = text;
    this.view.save();
    clearTimeout(this.filterTimer);
    this.filterTimer = setTimeout(() => {
      this.filterDraft = null;
      this.prefer({ filter: text });
    }, keepFilterAfter);
    this.view.changed();
  }

  prefer(changes: Partial<BoardPreferences>): void {
    const { sort } = this.preferences;
    this.preferences = { ...this.preferences, ...changes };
    if (this.preferences.sort !== sort) this.filtering.setSort(this.preferences.sort, this.now);
    void this.ask({ kind: 'prefer', preferences: this.preferences });
    this.view.changed();
  }

  openPane(id: string | null): void {
    if (this.paneId === id) return;
    this.paneId = id;
    this.details = null;
    this.watch();
    this.view.save();
    this.view.changed();
  }

  readonly requestOfPane = async (request: TicketRequest): Promise<ReplyError | null> =>
    (await this.askOfPane(request)).error;

  readonly commitsOfPane = (): Promise<CommitsAnswer> => this.askOfPane({ kind: 'listCommits' });

  setRefusal(refusal: ReplyError | null): void {
    this.model.refusal = refusal;
    this.view.changed();
  }

  /** Call before the board is drawn: what has been noted since the last time takes effect at once. */
  settle(): void {
    this.filtering.settle(this.now);
  }

  /** Ages, due days and leases go by the clock. */
  tick(now: number): void {
    this.now = now;
    this.filtering.apply(now);
    this.view.changed();
  }

  private async askOfPane(request: TicketRequest): Promise<Answer> {
    if (this.paneId === null) return { error: null };
    return this.client.request({ kind: 'ticket', id: this.paneId, request });
  }

  private watch(): void {
    void this.client.request({ kind: 'watch', id: this.paneId });
  }

  private idOf(reference: string): string | null {
    try {
      return resolveTicket(reference, this.model.rows).id;
    } catch {
      return null;
    }
  }

  private async search(words: string): Promise<readonly string[] | null> {
    const { error, ids } = await this.client.request({ kind: 'search', text: words });
    return error ? null : (ids ?? []);
  }

  private hear(message: StateMessage): void {
    switch (message.type) {
      case 'snapshot':
        this.takeSnapshot(message);
        break;
      case 'rows':
        this.model.applyRows(message);
        break;
      case 'patch':
        this.takePatch(message);
        break;
      case 'unavailable':
        this.model.becomeUnavailable(message.message, message.hint);
        break;
      case 'details':
        this.takeDetails(message.id, message.details);
        break;
      case 'perform':
        this.view.perform(message.action);
        break;
      case 'show':
        this.shownLater = message.id;
    }
    this.rowsChanged();
    this.showLater();
  }

  private takeSnapshot(snapshot: Extract<HostMessage, { type: 'snapshot' }>): void {
    const isFirst = this.model.phase.kind !== 'board';
    this.model.applySnapshot(snapshot);
    if (isFirst) {
      this.preferences = { ...snapshot.preferences, filter: this.filterDraft ?? snapshot.preferences.filter };
      this.filtering.setSort(this.preferences.sort, this.now);
      this.filtering.setText(this.preferences.filter);
    }
    // A host that starts anew does not know what the pane shows.
    if (this.paneId !== null) this.watch();
  }

  private takePatch(patch: Extract<HostMessage, { type: 'patch' }>): void {
    const wasStale = this.model.isStale;
    const { facts } = this.model;
    const moved = this.model.applyPatch(patch);
    if (this.model.isStale && !wasStale) this.client.askForSnapshot();
    if (moved.length > 0) this.view.cardsMoved(moved);
    const { activeId, me } = this.model.facts;
    if (activeId !== facts.activeId || me.join('\n') !== facts.me.join('\n')) this.filtering.apply(this.now);
  }

  private takeDetails(id: string, details: TicketDetails | null): void {
    if (id !== this.paneId) return;
    this.details = details;
    if (details) return;
    this.view.announce(t('The ticket in the pane has been deleted.'));
    this.openPane(null);
  }

  private rowsChanged(): void {
    this.filtering.noteRows();
    if (this.model.isComplete) this.selection.keep((id) => this.model.rows.get(id) !== undefined);
    this.view.changed();
  }

  private showLater(): void {
    const id = this.shownLater;
    if (id === null || (!this.model.rows.get(id) && !this.model.isComplete)) return;
    this.shownLater = null;
    this.view.show(id);
  }
}
