import { expect, onTestFinished, vi } from 'vitest';
import { TicketPlaces } from '../../../src/app/git/ticketPlaces.js';
import type { TicketWorkspace } from '../../../src/app/ticketWorkspace.js';
import { TicketreeError } from '../../../src/domain/errors.js';
import { BoardPanel } from '../../../src/extension/board/boardPanel.js';
import type { WorkChange } from '../../../src/extension/git/ticketWork.js';
import type { PlacesOfStore, SessionState } from '../../../src/extension/storeSession.js';
import type { BoardRequest, HostMessage } from '../../../src/protocol/boardMessages.js';
import { Emitter } from '../../../src/util/emitter.js';
import { redactingLogger } from '../../../src/util/logger.js';
import { emptyProject, openWorkspace } from '../../harness/tempStore.js';
import { BoardReader } from '../../unit/extension/feedEnds.js';

type EditorPanel = ConstructorParameters<typeof BoardPanel>[0];
type EditorWindow = ConstructorParameters<typeof BoardPanel>[1];

const fail = (error: unknown): never => {
  throw error;
};

/** A window with a board: the panel of the editor, the session, and a board that keeps what it is told. */
export class BoardWindow {
  readonly told: HostMessage[] = [];
  readonly reader = new BoardReader();
  readonly logged: string[] = [];
  readOnlyReason: string | null = null;
  visible = true;
  state: SessionState;
  private readonly states = new Emitter<SessionState>(fail);
  private readonly messages = new Emitter<unknown>(fail);
  private readonly views = new Emitter<undefined>(fail);
  private readonly workEmitter = new Emitter<WorkChange>(fail);
  private stopped: readonly string[] = [];
  private readonly placesEmitter = new Emitter<PlacesOfStore>(fail);
  private readonly places: TicketPlaces;
  private readonly kept = new Map<string, unknown>();
  private lastSeq = 0;
  readonly panel: BoardPanel;

  constructor(readonly workspace: TicketWorkspace) {
    this.state = { kind: 'ready', workspace, stores: [workspace] };
    this.places = new TicketPlaces(workspace.git.context);
    this.places.onDidChange((change) => {
      this.placesEmitter.fire({ workspace, change });
    });
    const memento = {
      get: (key: string) => this.kept.get(key),
      update: (key: string, value: unknown) => Promise.resolve(void this.kept.set(key, value)),
    };
    const logger = redactingLogger((_level, line) => this.logged.push(line));
    const work = { waitingIn: () => this.stopped, onDidChange: this.workEmitter.event };
    const window = { extensionUri: { path: '/ext' }, session: this.session(), work, memento, logger };
    this.panel = new BoardPanel(this.editorPanel() as EditorPanel, window as unknown as EditorWindow);
    onTestFinished(() => {
      this.panel.dispose();
      this.places.dispose();
    });
  }

  say(message: unknown): void {
    this.messages.fire(message);
  }

  /** Says that the board listens, and waits until it has been told all. */
  async ready(): Promise<void> {
    const from = this.told.length;
    this.say({ type: 'ready' });
    await this.until(() => this.told.slice(from).some(({ type }) => type === 'snapshot') && this.reader.isComplete);
  }

  async ask(request: BoardRequest): Promise<Extract<HostMessage, { type: 'reply' }>> {
    const seq = ++this.lastSeq;
    this.say({ type: 'request', seq, request });
    const isReply = (message: HostMessage): boolean => message.type === 'reply' && message.seq === seq;
    await this.until(() => this.told.some(isReply));
    return this.told.find(isReply) as Extract<HostMessage, { type: 'reply' }>;
  }

  until(condition: () => boolean): Promise<void> {
    return vi.waitFor(
      () => {
        expect(condition()).toBe(true);
      },
      { timeout: 10_000, interval: 5 },
    );
  }

  become(state: SessionState): void {
    this.state = state;
    this.states.fire(state);
  }

  /** Follows the worktrees of the clone from now on. */
  followPlaces(): void {
    this.places.follow();
  }

  /** Conflicts stop the finishes of these tickets, and of no others. */
  stopFinishes(...ids: readonly string[]): void {
    this.stopped = ids;
    this.workEmitter.fire({ store: this.workspace.root, ids });
  }

  setVisible(visible: boolean): void {
    this.visible = visible;
    this.views.fire(undefined);
  }

  titles(status: string): string {
    return [...this.reader.rows.values()]
      .filter((row) => row.status === status)
      .sort((a, b) => (a.rank < b.rank ? -1 : 1))
      .map(({ title }) => title)
      .join('');
  }

  private hear(message: HostMessage): void {
    this.told.push(message);
    if (['snapshot', 'rows', 'patch'].includes(message.type)) this.reader.read(message);
  }

  private editorPanel(): unknown {
    const isVisible = (): boolean => this.visible;
    return {
      get visible() {
        return isVisible();
      },
      onDidChangeViewState: this.views.event,
      webview: {
        cspSource: 'self',
        asWebviewUri: (uri: unknown) => uri,
        onDidReceiveMessage: this.messages.event,
        postMessage: (message: HostMessage) => {
          this.hear(JSON.parse(JSON.stringify(message)) as HostMessage);
          return Promise.resolve(true);
        },
      },
    };
  }

  private session(): unknown {
    const of = (): this => this;
    const requireWorkspace = (): TicketWorkspace => {
      if (this.state.kind === 'ready') return this.state.workspace;
      throw new TicketreeError('no_store', 'No store.', 'Make one.');
    };
    return {
      get state() {
        return of().state;
      },
      get workspace() {
        return of().state.kind === 'ready' ? of().workspace : undefined;
      },
      get readOnlyReason() {
        return of().readOnlyReason;
      },
      onDidChangeState: this.states.event,
      onDidChangeStore: this.workspace.store.onDidChange,
      placesOf: () => this.places,
      onDidChangePlaces: this.placesEmitter.event,
      requireWorkspace,
      requireWritable: () => {
        if (this.readOnlyReason !== null) throw new TicketreeError('untrusted', this.readOnlyReason, 'Trust it.');
        return requireWorkspace();
      },
    };
  }
}

/** A window on a store with tickets of these titles in todo, in this order, whose board knows all of them. */
export async function windowWith(...titles: string[]): Promise<{ window: BoardWindow; ids: string[] }> {
  const workspace = await openWorkspace(await emptyProject());
  const ids: string[] = [];
  for (const title of titles) ids.push((await workspace.tickets.create({ title })).id);
  await workspace.tickets.moveAll(ids, 'todo', { beforeId: null });
  const window = new BoardWindow(workspace);
  await window.ready();
  return { window, ids };
}
