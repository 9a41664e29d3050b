import { realpath } from 'node:fs/promises';
import type { TicketreeError } from '../domain/errors.js';
import type { InitOptions } from '../domain/initOptions.js';
import type { Actor, Surface } from '../domain/operation.js';
import { Journal } from '../store/journal/journal.js';
import { requireStore, type FoundStore } from '../store/locateStore.js';
import { TicketStore } from '../store/ticketStore.js';
import type { Clock } from '../util/clock.js';
import type { Disposable } from '../util/disposable.js';
import type { Logger } from '../util/logger.js';
import { GitRunner } from '../git/gitRunner.js';
import { BulkService } from './bulkService.js';
import { GitWork } from './git/gitWork.js';
import { HistoryService } from './historyService.js';
import { QueryService } from './queryService.js';
import { SettingsReader } from './settingsReader.js';
import { TicketFinder } from './ticketFinder.js';
import { TicketService } from './ticketService.js';
import { TicketWriter } from './ticketWriter.js';
import { TrashService } from './trashService.js';
import { WorkService } from './workService.js';

/** What a front end hands to the core. */
export interface WorkspacePorts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly surface: Surface;
  /** One of several windows, shells or agents of the same person. */
  readonly session: string;
  /** Why git may not be run here, as in a folder that is not trusted; left out where it always may. */
  readonly refusesGit?: () => TicketreeError | null;
  /** Whether a person sits at a terminal, whom git may ask for a password; otherwise it fails rather than waits. */
  readonly canPrompt?: () => boolean;
}

/**
 * One store and the use cases that every surface shares. A front end makes one for each store, keyed by
 * {@link TicketWorkspace.root}, and disposes it.
 */
export class TicketWorkspace implements Disposable {
  readonly store: TicketStore;
  readonly settings: SettingsReader;
  readonly finder: TicketFinder;
  readonly writer: TicketWriter;
  readonly tickets: TicketService;
  readonly work: WorkService;
  readonly queries: QueryService;
  readonly bulk: BulkService;
  readonly history: HistoryService;
  readonly trash: TrashService;
  readonly git: GitWork;

  private constructor(
    private readonly found: FoundStore,
    private readonly ports: WorkspacePorts,
    folder: string,
  ) {
    const { clock, logger } = ports;
    logger.debug(`the store is ${found.layout.root}${found.via === 'mainWorktree' ? ', of the main worktree' : ''}`);
    const actor = (): Promise<Actor> => this.actor();
    const settings = new SettingsReader(found.layout);
    this.settings = settings;
    const journal = new Journal(found.layout, logger, () => settings.get('journal.max_megabytes'));
    this.store = new TicketStore(found.layout, logger, clock, journal);
    this.finder = new TicketFinder(this.store);
    this.writer = new TicketWriter(this.store, clock, actor, this.settings, (ids) => this.git.cleanUpClosed(ids));
    this.tickets = new TicketService(this.store, this.writer, this.settings, clock);
    this.work = new WorkService(this.store, this.writer, this.settings, clock);
    this.queries = new QueryService(this.store, this.settings, clock);
    this.bulk = new BulkService(this.queries, this.writer);
    this.history = new HistoryService(this.store, actor);
    this.trash = new TrashService(this.store, actor);
    const { layout } = found;
    const { refusesGit = () => null, canPrompt = () => false } = ports;
    const runner = new GitRunner({ logger, env: process.env, refusal: refusesGit, canPrompt });
    const { store, writer, tickets } = this;
    this.git = new GitWork({ layout, store, writer, tickets, settings, clock, logger, runner, folder });
  }

  /**
   * Opens the store of a folder; nothing of it is read yet.
   * @throws TicketreeError `no_store`
   */
  static async open(folder: string, ports: WorkspacePorts): Promise<TicketWorkspace> {
    return new TicketWorkspace(await requireStore(folder), ports, await realpath(folder));
  }

  /** Makes a store in a project's folder and opens it. @throws TicketreeError `store_exists`, `not_writable` */
  static async init(project: string, options: InitOptions, ports: WorkspacePorts): Promise<TicketWorkspace> {
    // Only here, since it needs what no other start should wait for.
    const { initStore } = await import('../store/initStore.js');
    const folder = await realpath(project);
    const layout = await initStore(folder, options, ports.clock());
    return new TicketWorkspace({ layout, via: 'folder' }, ports, folder);
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

  /** Who acts here: `@me`, from this window or shell. */
  private async actor(): Promise<Actor> {
    const { surface, session } = this.ports;
    return { who: await this.settings.me(), session, surface };
  }
}
