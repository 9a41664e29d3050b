import { randomUUID } from 'node:crypto';
import { basename, join } from 'node:path';
import type { BrokenFile, StoreChange, StoreChanges } from '../domain/change.js';
import { TicketreeError } from '../domain/errors.js';
import type { Ticket } from '../domain/ticket.js';
import type { Disposable } from '../util/disposable.js';
import { Emitter } from '../util/emitter.js';
import type { Logger } from '../util/logger.js';
import { readActiveTickets, updateActiveTickets } from './activeTickets.js';
import { makeFolder, writeFileAtomic } from './atomicFile.js';
import { encodeTicket } from './codec/encodeTicket.js';
import { patchTicket } from './codec/patchTicket.js';
import { systemCode } from './fileErrors.js';
import type { StoreLayout } from './layout.js';
import { withLock } from './lock/fileLock.js';
import { readChangedFiles, type ReadFile } from './readChangedFiles.js';
import { StoreWatcher, type DiskHint } from './storeWatcher.js';
import {
  brokenFileError,
  readTicketFile,
  type TicketFile,
  readTicketFileNow,
  readUnlessInWriting,
} from './ticketFile.js';
import { TicketIndex } from './ticketIndex.js';

/**
 * The tickets of one `.vibe-ticket` folder. Holds what the disk held at the last look; every change reads the file
 * again under its lock, and tells one stream. Nothing here knows what a status means.
 */
export class TicketStore implements Disposable {
  private readonly index = new TicketIndex();
  private active: readonly string[] = [];
  private readonly emitter: Emitter<StoreChanges>;
  private watcher: StoreWatcher | undefined;
  /** Our own writes that are under way. They tell of their files themselves. */
  private readonly writing = new Set<{ readonly path: string }>();
  /** Files that we wrote since the present look at the disk began, so that what it read of them is not believed. */
  private written = new Set<string>();
  private looking: Promise<unknown> = Promise.resolve();
  /** Files whose writers are being waited for. */
  private readonly following = new Map<string, Promise<void>>();
  private present: boolean | undefined;

  constructor(
    readonly layout: StoreLayout,
    private readonly logger: Logger,
  ) {
    this.emitter = new Emitter((error) => {
      logger.error('a listener of the store failed', error);
    });
  }

  /** One stream for the changes of this process and of all others; see {@link StoreChanges}. */
  get onDidChange(): Emitter<StoreChanges>['event'] {
    return this.emitter.event;
  }

  get tickets(): Ticket[] {
    return this.index.tickets;
  }

  get broken(): BrokenFile[] {
    return this.index.broken;
  }

  /** Ids of the active tickets, the first of them *the* active one. */
  get activeIds(): readonly string[] {
    return this.active;
  }

  get(id: string): Ticket | undefined {
    return this.index.get(id);
  }

  /** Absolute path of a ticket's file. @throws TicketreeError `ticket_not_found` for what can be no id, such as a path */
  fileOf(id: string): string {
    const name = this.index.fileNameOf(id);
    if (name === undefined && !/^[0-9a-f-]{36}$/.test(id)) throw ticketGone(id);
    return name === undefined ? this.layout.ticketFile(id) : join(this.layout.tickets, name);
  }

  /**
   * Looks at the disk, reads what differs from the last look, and tells the stream of it.
   * @throws TicketreeError `no_store` when the folder is gone
   */
  async refresh(hint: DiskHint = 'anything'): Promise<void> {
    const inWriting = await this.look(hint, readUnlessInWriting);
    await Promise.all(inWriting.map((name) => this.followWriting(name)));
  }

  /** Goes on telling the stream of what other processes change, until the store is disposed. */
  watch(): void {
    this.watcher ??= new StoreWatcher(
      this.layout,
      (hint) => {
        this.refresh(hint).catch((error: unknown) => {
          if (!TicketreeError.is(error, 'no_store')) this.logger.error('looking at the store failed', error);
        });
      },
      this.logger,
    );
  }

  /** Reads one ticket from the disk. @throws TicketreeError `ticket_not_found` or `ticket_broken` */
  async read(id: string): Promise<Ticket> {
    return ticketOf(await readTicketFile(this.fileOf(id)), id);
  }

  /**
   * Changes a ticket: lock, read again, `change`, write, unlock.
   * @param change synchronous and without I/O; gets the ticket as it is on disk now, returns it as it shall be
   * @throws TicketreeError `ticket_not_found`, `ticket_broken`, `ticket_locked`, `not_writable`, `disk_full`, and what
   * `change` throws; the file is as it was then
   */
  async update(id: string, change: (ticket: Ticket) => Ticket): Promise<Ticket> {
    const path = this.fileOf(id);
    return withLock(path, 'save_ticket', async (held) => {
      const source = await readTicketFile(path);
      const before = ticketOf(source, id);
      const after = change(before);
      const text = source === null ? '' : patchTicket(source.text, after);
      if (text === source?.text) return before;
      await held.assertHeld();
      await this.write(path, text, source);
      return after;
    }).catch((error: unknown) => {
      throw this.explainMissing(error, id);
    });
  }

  /**
   * Adds a ticket, alone among all processes, so that its slug can be checked against all others.
   * @param make synchronous and without I/O; gets the tickets that there are
   */
  async create(make: (existing: readonly Ticket[]) => Ticket): Promise<Ticket> {
    return withLock(this.layout.creation, 'create_ticket', async (held) => {
      await this.refresh();
      const ticket = make(this.tickets);
      await held.assertHeld();
      await makeFolder(this.layout.tickets);
      await this.write(this.layout.ticketFile(ticket.id), encodeTicket(ticket), null);
      return ticket;
    }).catch((error: unknown) => {
      throw systemCode(error) === 'ENOENT' ? this.gone(error) : error;
    });
  }

  /** Changes the list of active tickets. @throws TicketreeError `ticket_locked`, `not_writable`, `disk_full` */
  async updateActive(change: (ids: readonly string[]) => readonly string[]): Promise<void> {
    const path = this.layout.activeTickets;
    let done = (): void => undefined;
    try {
      const ids = await updateActiveTickets(this.layout, (before) => {
        done = this.beginWrite(path);
        return change(before);
      });
      this.tell('self', this.noteActive(ids));
    } finally {
      done();
    }
  }

  dispose(): void {
    this.watcher?.dispose();
    this.emitter.dispose();
  }

  /** Writes a ticket's file and believes the disk then; what others wrote just before is told as theirs. */
  private async write(path: string, text: string, before: TicketFile | null): Promise<void> {
    const name = basename(path);
    const done = this.beginWrite(path);
    try {
      if (before) this.tell('disk', this.index.apply(new Map([[name, before]])));
      await writeFileAtomic(path, text);
      this.logger.debug(`wrote ${path}`);
      this.tell('self', this.index.apply(new Map([[name, await readTicketFile(path)]])));
    } finally {
      done();
    }
  }

  /** @returns what to call when the write is over */
  private beginWrite(path: string): () => void {
    const write = { path };
    this.writing.add(write);
    this.written.add(path);
    return () => this.writing.delete(write);
  }

  /** Looks at the disk when those who asked before have had their look. */
  private async look(hint: DiskHint, readFile: ReadFile): Promise<string[]> {
    const turn = this.looking.then(() => this.lookAtDisk(hint, readFile));
    this.looking = turn.catch(() => undefined);
    return turn;
  }

  /** Waits for the writer of a file, while others have their look, and then believes what it holds. */
  private followWriting(name: string): Promise<void> {
    const follow = async (): Promise<void> => {
      await readTicketFile(join(this.layout.tickets, name)).finally(() => this.following.delete(name));
      await this.look({ files: new Set([name]) }, readTicketFileNow);
    };
    const followed = this.following.get(name) ?? follow();
    this.following.set(name, followed);
    return followed;
  }

  /** @returns names of files that somebody is writing, which have been left out */
  private async lookAtDisk(hint: DiskHint, readFile: ReadFile): Promise<string[]> {
    this.written = new Set([...this.writing].map(({ path }) => path));
    const activeIds = await readActiveTickets(this.layout);
    const { isPresent, read, inWriting } = await readChangedFiles(this.layout, this.index, hint, readFile);
    for (const path of this.written) read.delete(basename(path));
    this.tell('disk', [
      // Who names files has seen only those.
      ...(hint === 'anything' ? this.notePresence(isPresent) : []),
      ...this.index.apply(read),
      ...(this.written.has(this.layout.activeTickets) ? [] : this.noteActive(activeIds)),
    ]);
    if (!isPresent) throw this.gone(null);
    return inWriting;
  }

  private notePresence(present: boolean): StoreChange[] {
    const changed = this.present !== undefined && this.present !== present;
    this.present = present;
    return changed ? [{ kind: 'store', present }] : [];
  }

  private noteActive(ids: readonly string[]): StoreChange[] {
    if (ids.join() === this.active.join()) return [];
    this.active = ids;
    return [{ kind: 'active', ids }];
  }

  private tell(origin: StoreChanges['origin'], entries: readonly StoreChange[]): void {
    if (entries.length > 0) this.emitter.fire({ operationId: randomUUID(), origin, entries });
  }

  private explainMissing(error: unknown, id: string): unknown {
    // The lock could not be made because its folder is gone.
    return systemCode(error) === 'ENOENT' ? ticketGone(id) : error;
  }

  private gone(cause: unknown): TicketreeError {
    return new TicketreeError(
      'no_store',
      `The store ${this.layout.root} is gone.`,
      'Restore the folder from git or a backup, or run `ticketree init`.',
      { cause },
    );
  }
}

function ticketOf(file: TicketFile | null, id: string): Ticket {
  if (file === null) throw ticketGone(id);
  if (file.kind === 'ticket') {
    // Somebody may have put another ticket into the file since we looked.
    if (file.ticket.id !== id) throw ticketGone(id);
    return file.ticket;
  }
  throw brokenFileError(file.broken);
}

function ticketGone(id: string): TicketreeError {
  return new TicketreeError('ticket_not_found', `There is no ticket ${id} any more.`, 'Somebody has deleted its file.');
}
