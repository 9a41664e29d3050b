import { realpath } from 'node:fs/promises';
import type { InitOptions } from '../domain/initOptions.js';
import { initStore } from '../store/initStore.js';
import { requireStore, type FoundStore } from '../store/locateStore.js';
import { TicketStore } from '../store/ticketStore.js';
import type { Clock } from '../util/clock.js';
import type { Disposable } from '../util/disposable.js';
import type { Logger } from '../util/logger.js';
import { TicketService } from './ticketService.js';

/** What a front end hands to the core. */
export interface WorkspacePorts {
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * One store and the use cases that every surface shares. A front end makes one for each store, keyed by
 * {@link TicketWorkspace.root}, and disposes it.
 */
export class TicketWorkspace implements Disposable {
  readonly store: TicketStore;
  readonly tickets: TicketService;

  private constructor(
    private readonly found: FoundStore,
    ports: WorkspacePorts,
  ) {
    ports.logger.debug(
      `the store is ${found.layout.root}${found.via === 'mainWorktree' ? ', of the main worktree' : ''}`,
    );
    this.store = new TicketStore(found.layout, ports.logger);
    this.tickets = new TicketService(this.store, ports.clock);
  }

  /**
   * Opens the store of a folder; nothing of it is read yet.
   * @throws TicketreeError `no_store`
   */
  static async open(folder: string, ports: WorkspacePorts): Promise<TicketWorkspace> {
    return new TicketWorkspace(await requireStore(folder), ports);
  }

  /** Makes a store in a project's folder and opens it. @throws TicketreeError `store_exists`, `not_writable` */
  static async init(project: string, options: InitOptions, ports: WorkspacePorts): Promise<TicketWorkspace> {
    const layout = await initStore(await realpath(project), options, ports.clock());
    return new TicketWorkspace({ layout, via: 'folder' }, ports);
  }

  /** Absolute, real path of the `.vibe-ticket` folder. */
  get root(): string {
    return this.found.layout.root;
  }

  /** Whether the folder is a linked git worktree that shows the tickets of the main one. */
  get isFromMainWorktree(): boolean {
    return this.found.via === 'mainWorktree';
  }

  dispose(): void {
    this.store.dispose();
  }
}
