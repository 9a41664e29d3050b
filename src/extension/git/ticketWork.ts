import type { TicketWorkspace } from '../../app/ticketWorkspace.js';
import { isOpen } from '../../domain/ticketRow.js';
import { type Disposable, DisposableStore } from '../../util/disposable.js';
import { Emitter } from '../../util/emitter.js';
import type { Logger } from '../../util/logger.js';
import type { StoreSession } from '../storeSession.js';
import type { WorkPlace } from '../tree/treeItems.js';
import type { GitStores } from './gitStores.js';

/** Where the work on some tickets of a store lives is another place than before. */
export interface WorkChange {
  /** Folder of the store. */
  readonly store: string;
  readonly ids: readonly string[];
}

/** Which finishes wait, for a surface that asks for nothing else. */
export type WaitingWork = Pick<TicketWork, 'waitingIn' | 'onDidChange'>;

/** Where the work on tickets lives in git, for the badges of the tree and the status bar. No git is run. */
export class TicketWork implements Disposable {
  private readonly parts = new DisposableStore();
  private readonly emitter: Emitter<WorkChange>;
  /** Ids of the tickets whose finish waits, by store. */
  private readonly waiting = new Map<string, ReadonlySet<string>>();
  /** Ids of the tickets whose finish can be taken back, by store. */
  private readonly finished = new Map<string, ReadonlySet<string>>();

  constructor(
    private readonly session: StoreSession,
    private readonly stores: GitStores,
    logger: Logger,
  ) {
    this.emitter = this.parts.add(
      new Emitter<WorkChange>((error) => {
        logger.error('a view failed to follow the branches of tickets', error);
      }),
    );
    this.parts.add(
      session.onDidChangePlaces(({ workspace, change }) => {
        const here = [change.wasHere?.ticketId, session.placesOf(workspace)?.here.ticketId];
        this.tell(workspace, [...change.ids, ...(change.wasHere ? here.filter((id) => id != null) : [])]);
      }),
    );
    this.parts.add(
      stores.onDidChange(({ store: { workspace, waiting, finished } }) => {
        this.followWaiting(workspace, new Set(waiting.map(({ ticket }) => ticket)));
        this.tell(workspace, note(this.finished, workspace.root, new Set(finished)));
      }),
    );
  }

  get onDidChange(): Emitter<WorkChange>['event'] {
    return this.emitter.event;
  }

  /** @param store folder of the store */
  of(store: string, id: string): WorkPlace | null {
    const workspace = this.session.stores.find(({ root }) => root === store);
    if (!workspace || !this.stores.of(workspace)) return null;
    const place = this.session.placesOf(workspace)?.get(id);
    const branch = place?.branch ?? this.branchOf(workspace, id);
    if (branch == null) return null;
    return { branch, worktree: place?.worktree ?? null, isWaiting: this.waiting.get(store)?.has(id) === true };
  }

  /** Whether the finish of a ticket can be taken back. @param store folder of the store */
  isFinished(store: string, id: string): boolean {
    return this.finished.get(store)?.has(id) === true;
  }

  /** The tickets whose finish waits, in the order of their ids. @param store folder of the store */
  waitingIn(store: string): readonly string[] {
    return [...(this.waiting.get(store) ?? [])].sort();
  }

  dispose(): void {
    this.parts.dispose();
  }

  /** Of a ticket without a worktree. A closed one says where it was worked on, which is over. */
  private branchOf(workspace: TicketWorkspace, id: string): string | null {
    const here = this.session.placesOf(workspace)?.here;
    if (here?.ticketId === id) return here.branch;
    const row = workspace.store.row(id);
    return row && isOpen(row) ? row.branch : null;
  }

  private followWaiting(workspace: TicketWorkspace, now: ReadonlySet<string>): void {
    const { root } = workspace;
    const known = this.stores.of(workspace) !== undefined && this.waiting.has(root);
    const changed = note(this.waiting, root, now);
    // A repository that has just been found gives badges to all whose branch is written down.
    const branched = known ? [] : workspace.store.rows.filter(({ branch }) => branch !== null).map(({ id }) => id);
    this.tell(workspace, [...changed, ...branched]);
  }

  private tell({ root }: TicketWorkspace, ids: readonly string[]): void {
    if (ids.length > 0) this.emitter.fire({ store: root, ids });
  }
}

/** Notes what is so in a store. @returns ids of the tickets of which something else was known */
function note(known: Map<string, ReadonlySet<string>>, store: string, now: ReadonlySet<string>): string[] {
  const before = known.get(store) ?? new Set<string>();
  known.set(store, now);
  return [...before, ...now].filter((id) => before.has(id) !== now.has(id));
}
