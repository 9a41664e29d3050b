import type { Repository } from '../../app/git/gitContext.js';
import type { RepositoryHint } from '../../app/git/repositoryWatcher.js';
import type { WaitingFinish } from '../../app/git/finish/waitingFinishes.js';
import type { TicketWorkspace } from '../../app/ticketWorkspace.js';
import { type Disposable, DisposableStore } from '../../util/disposable.js';
import { Emitter } from '../../util/emitter.js';
import type { Logger } from '../../util/logger.js';
import { Turns } from '../../util/turns.js';
import { setContextKey } from '../contextKeys.js';
import type { StoreSession } from '../storeSession.js';

/** A store that lies in a git repository. */
export interface GitStore {
  readonly workspace: TicketWorkspace;
  readonly repository: Repository;
  /** The finishes that conflicts stopped. */
  readonly waiting: readonly WaitingFinish[];
  /** Ids of the tickets whose finish can be taken back. */
  readonly finished: readonly string[];
}

/** Something in a repository may have changed. */
export interface RepositoryChange {
  readonly store: GitStore;
  /** What its files told; null where it was first looked at. */
  readonly hint: RepositoryHint | null;
}

/**
 * The stores of this window that may use git: those in a repository whose settings do not forbid it. It follows the
 * files of the repositories and never runs git.
 */
export class GitStores implements Disposable {
  private readonly parts = new DisposableStore();
  private readonly emitter: Emitter<RepositoryChange>;
  private readonly stores = new Map<TicketWorkspace, GitStore>();
  private readonly turns = new Turns();
  private watched = new DisposableStore();
  private disposed = false;

  constructor(
    private readonly session: StoreSession,
    private readonly logger: Logger,
  ) {
    this.emitter = this.parts.add(
      new Emitter<RepositoryChange>((error) => {
        logger.error('a view failed to follow the repository', error);
      }),
    );
    this.parts.add(
      session.onDidChangeState(() => {
        void this.refresh();
      }),
    );
  }

  /** Also fired for each store that is found. */
  get onDidChange(): Emitter<RepositoryChange>['event'] {
    return this.emitter.event;
  }

  get all(): readonly GitStore[] {
    return [...this.stores.values()];
  }

  of(workspace: TicketWorkspace | undefined): GitStore | undefined {
    return workspace && this.stores.get(workspace);
  }

  /** Looks at all stores anew, such as after somebody ran `git init`. */
  refresh(): Promise<void> {
    return this.turns.run(() => this.open());
  }

  dispose(): void {
    this.disposed = true;
    this.watched.dispose();
    this.parts.dispose();
  }

  private async open(): Promise<void> {
    this.watched.dispose();
    const watched = (this.watched = new DisposableStore());
    if (this.disposed) watched.dispose();
    this.stores.clear();
    for (const workspace of this.session.stores) {
      const repository = await this.repositoryOf(workspace);
      if (!repository) continue;
      const { git } = workspace;
      const onHint = (hint: RepositoryHint): void => void this.turns.run(() => this.look(workspace, repository, hint));
      watched.add(await git.watch(repository, onHint));
      await this.look(workspace, repository, null);
    }
    this.tellKeys();
  }

  private async look(workspace: TicketWorkspace, repository: Repository, hint: RepositoryHint | null): Promise<void> {
    // The window may show other folders by now.
    if (this.disposed || !this.session.stores.includes(workspace)) return;
    const before = this.stores.get(workspace);
    const flows = hint === null || hint.list || !before ? await this.finishesIn(workspace) : before;
    const store = { workspace, repository, waiting: flows.waiting, finished: flows.finished };
    this.stores.set(workspace, store);
    this.tellKeys();
    this.emitter.fire({ store, hint });
  }

  private async repositoryOf({ git, settings }: TicketWorkspace): Promise<Repository | null> {
    try {
      return (await settings.get('git.enabled')) ? await git.repository() : null;
    } catch (error) {
      this.logger.error('the repository of a store cannot be looked at', error);
      return null;
    }
  }

  private async finishesIn({ git }: TicketWorkspace): Promise<Pick<GitStore, 'waiting' | 'finished'>> {
    try {
      const [waiting, finished] = await Promise.all([git.waitingFinishes(), git.undo.tickets()]);
      return { waiting, finished };
    } catch (error) {
      this.logger.error('what is known of finishes cannot be read', error);
      return { waiting: [], finished: [] };
    }
  }

  private tellKeys(): void {
    setContextKey('ticketree.inRepository', this.stores.size > 0);
    setContextKey(
      'ticketree.finishWaits',
      this.all.some(({ waiting }) => waiting.length > 0),
    );
  }
}
