import * as vscode from 'vscode';
import type { TicketWorkspace, WorkspacePorts } from '../app/ticketWorkspace.js';
import { watchForStore } from '../app/watchForStore.js';
import type { StoreChanges } from '../domain/change.js';
import { TicketreeError } from '../domain/errors.js';
import type { InitOptions } from '../domain/initOptions.js';
import { type Disposable, DisposableStore } from '../util/disposable.js';
import { Emitter } from '../util/emitter.js';

/** What there is to show in this window. */
export type SessionState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'noFolder' }
  | { readonly kind: 'noStore' }
  | { readonly kind: 'ready'; readonly workspace: TicketWorkspace }
  | { readonly kind: 'failed'; readonly error: unknown };

/**
 * The store that this window shows: that of the first folder which has one. Comes and goes with the folders and with
 * the store itself; all views listen to it.
 */
export class StoreSession implements Disposable {
  private current: SessionState = { kind: 'loading' };
  private readonly parts = new DisposableStore();
  /** What belongs to the present set of folders. */
  private opened = new DisposableStore();
  private attempt = 0;
  private readonly stateEmitter: Emitter<SessionState>;
  private readonly changeEmitter: Emitter<StoreChanges>;

  constructor(private readonly ports: WorkspacePorts) {
    const onError = (error: unknown): void => {
      ports.logger.error('a view failed to follow the store', error);
    };
    this.stateEmitter = this.parts.add(new Emitter<SessionState>(onError));
    this.changeEmitter = this.parts.add(new Emitter<StoreChanges>(onError));
    this.parts.add(
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.start();
      }),
    );
  }

  get onDidChangeState(): Emitter<SessionState>['event'] {
    return this.stateEmitter.event;
  }

  /** The changes of whatever store is open. */
  get onDidChangeStore(): Emitter<StoreChanges>['event'] {
    return this.changeEmitter.event;
  }

  get state(): SessionState {
    return this.current;
  }

  get workspace(): TicketWorkspace | undefined {
    return this.current.kind === 'ready' ? this.current.workspace : undefined;
  }

  /** Why nothing may be changed, or null. */
  get readOnlyReason(): string | null {
    return vscode.workspace.isTrusted
      ? null
      : vscode.l10n.t('This folder is not trusted, so its tickets are read only.');
  }

  /** The open store. @throws TicketreeError `no_store` */
  requireWorkspace(): TicketWorkspace {
    if (this.workspace) return this.workspace;
    throw new TicketreeError(
      'no_store',
      vscode.l10n.t('There is no ticket store in this window.'),
      vscode.l10n.t('Open a folder and run "Ticketree: Initialize Ticket Store".'),
    );
  }

  /** The open store, to change it. @throws TicketreeError `no_store` or `untrusted` */
  requireWritable(): TicketWorkspace {
    const workspace = this.requireWorkspace();
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
    for (const folder of folders) {
      // Listened to before looking, so that a store which appears meanwhile is not missed.
      opened.add(
        watchForStore(folder.uri.fsPath, () => {
          if (this.current.kind !== 'ready') this.start();
        }),
      );
      const workspace = await this.tryOpen(folder.uri.fsPath);
      if (!workspace) continue;
      opened.add(workspace);
      opened.add(
        workspace.store.onDidChange((changes) => {
          this.follow(workspace, changes);
        }),
      );
      // Watched first, so that nothing is missed that changes while all is read.
      workspace.store.watch();
      await workspace.store.refresh();
      return { kind: 'ready', workspace };
    }
    return folders.length === 0 ? { kind: 'noFolder' } : { kind: 'noStore' };
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

  private follow(workspace: TicketWorkspace, changes: StoreChanges): void {
    const presence = changes.entries.findLast((entry) => entry.kind === 'store');
    // The store goes on watching for its folder while that is gone, and says when it is back.
    if (presence) this.setState(presence.present ? { kind: 'ready', workspace } : { kind: 'noStore' });
    else if (this.workspace === workspace) this.changeEmitter.fire(changes);
  }

  private setState(state: SessionState): void {
    this.current = state;
    if (state.kind === 'failed') this.ports.logger.error('the store cannot be opened', state.error);
    this.stateEmitter.fire(state);
  }
}
