import * as vscode from 'vscode';
import type { PlacesChange, TicketPlaces } from '../app/git/ticketPlaces.js';
import type { TicketWorkspace, WorkspacePorts } from '../app/ticketWorkspace.js';
import { watchForStore } from '../app/watchForStore.js';
import type { StoreChanges } from '../domain/change.js';
import { TicketreeError } from '../domain/errors.js';
import type { InitOptions } from '../domain/initOptions.js';
import { type Disposable, DisposableStore } from '../util/disposable.js';
import { Emitter } from '../util/emitter.js';
import { setContextKey } from './contextKeys.js';

/** What there is to show in this window. */
export type SessionState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'noFolder' }
  | { readonly kind: 'noStore' }
  /** `workspace` is the one of the stores that the board, the status bar and the palette work on. */
  | { readonly kind: 'ready'; readonly workspace: TicketWorkspace; readonly stores: readonly TicketWorkspace[] }
  | { readonly kind: 'failed'; readonly error: unknown };

/** A change of one of the stores. */
export interface ChangeOfStore {
  readonly workspace: TicketWorkspace;
  readonly changes: StoreChanges;
}

/** A change of the worktrees and branches of one store's clone. */
export interface PlacesOfStore {
  readonly workspace: TicketWorkspace;
  readonly change: PlacesChange;
}

const chosenKey = 'ticketree.store';

/**
 * The stores of this window: those of all its folders. One of them is the chosen one, the first unless the person has
 * said otherwise. They come and go with the folders and with themselves; all views listen to it.
 */
export class StoreSession implements Disposable {
  private current: SessionState = { kind: 'loading' };
  private readonly parts = new DisposableStore();
  /** What belongs to the present set of folders. */
  private opened = new DisposableStore();
  private attempt = 0;
  private readonly stateEmitter: Emitter<SessionState>;
  private readonly changeEmitter: Emitter<StoreChanges>;
  private readonly anyChangeEmitter: Emitter<ChangeOfStore>;
  private readonly placesEmitter: Emitter<PlacesOfStore>;
  private readonly places = new WeakMap<TicketWorkspace, TicketPlaces>();

  constructor(
    private readonly ports: WorkspacePorts,
    private readonly memento: vscode.Memento,
  ) {
    const onError = (error: unknown): void => {
      ports.logger.error('a view failed to follow the store', error);
    };
    this.stateEmitter = this.parts.add(new Emitter<SessionState>(onError));
    this.changeEmitter = this.parts.add(new Emitter<StoreChanges>(onError));
    this.anyChangeEmitter = this.parts.add(new Emitter<ChangeOfStore>(onError));
    this.placesEmitter = this.parts.add(new Emitter<PlacesOfStore>(onError));
    this.parts.add(
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.start();
      }),
    );
    this.parts.add(
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        for (const workspace of this.stores) this.recover(workspace);
      }),
    );
  }

  get onDidChangeState(): Emitter<SessionState>['event'] {
    return this.stateEmitter.event;
  }

  /** The changes of the chosen store. */
  get onDidChangeStore(): Emitter<StoreChanges>['event'] {
    return this.changeEmitter.event;
  }

  /** The changes of every store. */
  get onDidChangeAnyStore(): Emitter<ChangeOfStore>['event'] {
    return this.anyChangeEmitter.event;
  }

  /** The worktrees and the checked out branch of any store's clone have changed. */
  get onDidChangePlaces(): Emitter<PlacesOfStore>['event'] {
    return this.placesEmitter.event;
  }

  get state(): SessionState {
    return this.current;
  }

  get workspace(): TicketWorkspace | undefined {
    return this.current.kind === 'ready' ? this.current.workspace : undefined;
  }

  get stores(): readonly TicketWorkspace[] {
    return this.current.kind === 'ready' ? this.current.stores : [];
  }

  /** Where the tickets of an open store have their worktrees; empty until the files have been read. */
  placesOf(workspace: TicketWorkspace): TicketPlaces | undefined {
    return this.places.get(workspace);
  }

  /** Why nothing may be changed, or null. */
  get readOnlyReason(): string | null {
    return vscode.workspace.isTrusted
      ? null
      : vscode.l10n.t('This folder is not trusted, so its tickets are read only.');
  }

  /**
   * An open store.
   * @param root that of the folder; left out: the chosen one
   * @throws TicketreeError `no_store`
   */
  requireWorkspace(root?: string): TicketWorkspace {
    const workspace = root === undefined ? this.workspace : this.stores.find((each) => each.root === root);
    if (workspace) return workspace;
    throw new TicketreeError(
      'no_store',
      vscode.l10n.t('There is no ticket store in this window.'),
      vscode.l10n.t('Open a folder and run "Ticketree: Initialize Ticket Store".'),
    );
  }

  /** As {@link requireWorkspace}, to change it. @throws TicketreeError `no_store` or `untrusted` */
  requireWritable(root?: string): TicketWorkspace {
    const workspace = this.requireWorkspace(root);
    if (this.readOnlyReason === null) return workspace;
    throw new TicketreeError(
      'untrusted',
      this.readOnlyReason,
      vscode.l10n.t('Trust the folder with "Workspaces: Manage Workspace Trust".'),
    );
  }

  /** Begins to look for a store in the present folders; returns at once. */
  start(): void {
    void this.open();
  }

  /** Chooses one of the open stores, and remembers it for this workspace. */
  async choose(workspace: TicketWorkspace): Promise<void> {
    await this.memento.update(chosenKey, workspace.root);
    if (this.stores.includes(workspace)) this.setState({ kind: 'ready', workspace, stores: this.stores });
  }

  /** Makes a store in a folder and shows it. @throws TicketreeError */
  async init(folder: string, options: InitOptions): Promise<void> {
    const { TicketWorkspace } = await import('../app/ticketWorkspace.js');
    const made = await TicketWorkspace.init(folder, options, this.ports);
    made.dispose();
    await this.open();
  }

  dispose(): void {
    this.attempt++;
    this.opened.dispose();
    this.parts.dispose();
  }

  private async open(): Promise<void> {
    const attempt = ++this.attempt;
    this.opened.dispose();
    const opened = (this.opened = new DisposableStore());
    this.setState({ kind: 'loading' });
    const state = await this.find(opened).catch((error: unknown): SessionState => ({ kind: 'failed', error }));
    // Folders may have changed while the disk was read.
    if (attempt === this.attempt) this.setState(state);
  }

  private async find(opened: DisposableStore): Promise<SessionState> {
    const folders = (vscode.workspace.workspaceFolders ?? []).filter((folder) => folder.uri.scheme === 'file');
    const stores: TicketWorkspace[] = [];
    const served = new Set<vscode.WorkspaceFolder>();
    for (const folder of folders) {
      // Listened to before looking, so that a store which appears meanwhile is not missed.
      opened.add(
        watchForStore(folder.uri.fsPath, () => {
          if (!served.has(folder)) this.start();
        }),
      );
      const workspace = await this.tryOpen(folder.uri.fsPath);
      // Wherever that store is; should it go, it says itself when it is back.
      if (workspace) served.add(folder);
      // Two folders of one clone have one store.
      if (!workspace || stores.some(({ root }) => root === workspace.root)) workspace?.dispose();
      else stores.push(await this.follow(workspace, opened));
    }
    const chosen = stores.find(({ root }) => root === this.memento.get(chosenKey)) ?? stores[0];
    if (chosen) return { kind: 'ready', workspace: chosen, stores };
    return folders.length === 0 ? { kind: 'noFolder' } : { kind: 'noStore' };
  }

  /** Reads a store, and goes on telling of it. */
  private async follow(workspace: TicketWorkspace, opened: DisposableStore): Promise<TicketWorkspace> {
    opened.add(workspace);
    opened.add(
      workspace.store.onDidChange((changes) => {
        this.hear(workspace, changes);
      }),
    );
    // Watched first, so that nothing is missed that changes while all is read.
    workspace.store.watch();
    await workspace.store.refresh();
    this.recover(workspace);
    await this.followPlaces(workspace, opened);
    return workspace;
  }

  /** Nobody waits for the files of git: badges come when they have been read. */
  private async followPlaces(workspace: TicketWorkspace, opened: DisposableStore): Promise<void> {
    const { TicketPlaces } = await import('../app/git/ticketPlaces.js');
    const places = opened.add(new TicketPlaces(workspace.git.context));
    places.onDidChange((change) => {
      this.placesEmitter.fire({ workspace, change });
    });
    this.places.set(workspace, places);
    places.follow();
  }

  /** Finishes what a process that died has left half done; in a folder that is not trusted nothing is written. */
  private recover(workspace: TicketWorkspace): void {
    if (!vscode.workspace.isTrusted) return;
    const recover = async (): Promise<void> => {
      await workspace.store.recover();
      await workspace.git.recover();
    };
    recover().catch((error: unknown) => {
      this.ports.logger.error('what a process left half done cannot be finished', error);
    });
  }

  private async tryOpen(folder: string): Promise<TicketWorkspace | null> {
    // The store and its libraries are evaluated now, not while the editor starts.
    const { TicketWorkspace } = await import('../app/ticketWorkspace.js');
    try {
      return await TicketWorkspace.open(folder, this.ports);
    } catch (error) {
      if (TicketreeError.is(error, 'no_store')) return null;
      throw error;
    }
  }

  private hear(workspace: TicketWorkspace, changes: StoreChanges): void {
    const presence = changes.entries.findLast((entry) => entry.kind === 'store');
    // The store goes on watching for its folder while that is gone, and says when it is back.
    if (presence) this.setPresence(workspace, presence.present);
    else if (this.stores.includes(workspace)) {
      this.anyChangeEmitter.fire({ workspace, changes });
      if (this.workspace === workspace) this.changeEmitter.fire(changes);
    }
  }

  private setPresence(workspace: TicketWorkspace, isPresent: boolean): void {
    const others = this.stores.filter((each) => each !== workspace);
    const stores = isPresent ? [...others, workspace] : others;
    const [first] = stores;
    const chosen = isPresent && others.length === 0 ? workspace : (this.workspace ?? first);
    const next = chosen && stores.includes(chosen) ? chosen : first;
    this.setState(next ? { kind: 'ready', workspace: next, stores } : { kind: 'noStore' });
  }

  private setState(state: SessionState): void {
    this.current = state;
    setContextKey('ticketree.hasSeveralStores', this.stores.length > 1);
    if (state.kind === 'failed') this.ports.logger.error('the store cannot be opened', state.error);
    this.stateEmitter.fire(state);
  }
}
