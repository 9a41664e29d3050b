import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { BrokenFile, StoreChange, StoreChanges } from '../domain/change.js';
import { TicketreeError } from '../domain/errors.js';
import type { Ticket } from '../domain/ticket.js';
import { minPrefixLength, shortIdOf } from '../domain/ticketRef.js';
import type { TicketRow } from '../domain/ticketRow.js';
import type { Clock } from '../util/clock.js';
import type { Disposable } from '../util/disposable.js';
import { Emitter } from '../util/emitter.js';
import type { Logger } from '../util/logger.js';
import { quickUuid } from '../util/uuid.js';
import { ActiveList } from './activeList.js';
import { systemCode } from './fileErrors.js';
import type { Journal } from './journal/journal.js';
import type { StoreLayout } from './layout.js';
import type { OperationPlan, OperationRequest, OperationResult } from './operations/operation.js';
import { Operator } from './operations/operator.js';
import { recoverOperations } from './operations/recoverOperations.js';
import { OwnWrites } from './ownWrites.js';
import { readChangedFiles, type ReadFile } from './readChangedFiles.js';
import { refuseNewerSchema } from './schemaVersion.js';
import { RowSnapshot, type StoreRows } from './snapshot/rowSnapshot.js';
import { StoreWatcher, type DiskHint } from './storeWatcher.js';
import { sweepTempFilesSeen } from './sweepTempFiles.js';
import {
  brokenFileError,
  outwaitWriter,
  readTicketFile,
  readTicketFileNow,
  readUnlessInWriting,
  type KnownFile,
} from './ticketFile.js';
import { isId, ownFileName, ticketGone } from './ticketFileName.js';
import { listTicketFiles, storeGoneError } from './ticketFolder.js';
import { TicketIndex } from './ticketIndex.js';

/**
 * The tickets of one `.vibe-ticket` folder. Holds what the disk held at the last look; every change reads the files
 * again under their locks, and tells one stream. Nothing here knows what a status means.
 */
export class TicketStore implements Disposable {
  private readonly operator: Operator;
  private readonly index = new TicketIndex();
  /** Whether the index holds all tickets. A command line that needs only rows never fills it. */
  private loaded = false;
  private readonly emitter: Emitter<StoreChanges>;
  private watcher: StoreWatcher | undefined;
  private readonly active: ActiveList;
  private readonly ownWrites = new OwnWrites((paths) => {
    this.refreshLater({ files: new Set(paths.map((path) => basename(path))) });
  });
  private looking: Promise<unknown> = Promise.resolve();
  /** Files whose writers are being waited for. */
  private readonly following = new Map<string, Promise<void>>();
  private present: boolean | undefined;
  private snapshot: RowSnapshot | undefined;

  constructor(
    readonly layout: StoreLayout,
    private readonly logger: Logger,
    clock: Clock,
    readonly journal: Journal,
  ) {
    this.emitter = new Emitter((error) => {
      logger.error('a listener of the store failed', error);
    });
    this.active = new ActiveList(layout, this.ownWrites);
    this.operator = new Operator(
      {
        layout,
        fileNameFor: (id) => this.fileNameFor(id),
        readRows: async () => (await this.readRows()).rows,
        recover: () => this.recover(),
        beginWrite: (files) => this.ownWrites.begin(files.map((file) => join(layout.tickets, file))),
        believe: (origin, operationId, read) => {
          this.tell(origin, this.index.apply(read), operationId);
        },
      },
      this.journal,
      clock,
    );
  }

  /** One stream for the changes of this process and of all others; see {@link StoreChanges}. */
  get onDidChange(): Emitter<StoreChanges>['event'] {
    return this.emitter.event;
  }

  get tickets(): Ticket[] {
    return this.index.tickets;
  }

  /** The rows of {@link tickets}; a ticket that did not change has the same row still. */
  get rows(): TicketRow[] {
    return this.index.rows;
  }

  get broken(): BrokenFile[] {
    return this.index.broken;
  }

  /** Ids of the active tickets, the first of them *the* active one. */
  get activeIds(): readonly string[] {
    return this.active.ids;
  }

  get(id: string): Ticket | undefined {
    return this.index.get(id);
  }

  row(id: string): TicketRow | undefined {
    return this.index.row(id);
  }

  /** Absolute path of a ticket's file. @throws TicketreeError `ticket_not_found` for what can be no id, such as a path */
  fileOf(id: string): string {
    return join(this.layout.tickets, this.index.fileNameOf(id) ?? ownFileName(id));
  }

  /**
   * Looks at the disk, reads what differs from the last look, and tells the stream of it.
   * @throws TicketreeError `no_store` when the folder is gone
   */
  async refresh(hint: DiskHint = 'anything'): Promise<void> {
    const inWriting = await this.look(hint, readUnlessInWriting);
    await Promise.all(inWriting.map((name) => this.followWriting(name)));
  }

  /**
   * Rows of all tickets as they are on disk now, from the index where that is filled, else from the cache on disk.
   * @throws TicketreeError `no_store`
   */
  async readRows(): Promise<StoreRows> {
    if (this.loaded) {
      await this.refresh();
      return { rows: this.index.rows, broken: this.broken, located: this.index.located };
    }
    this.snapshot = await RowSnapshot.load(this.layout);
    return this.snapshot;
  }

  /** The ids by which files are named, as far as they are named by ids; nothing is read for them. */
  fileIds(prefix = ''): string[] {
    const names = listTicketFiles(this.layout)?.filter((name) => name.startsWith(prefix)) ?? [];
    return names.map((name) => name.slice(0, -'.yaml'.length)).filter((name) => isId(name));
  }

  /** What a person may call a ticket: the digits of its id that it shares with no other. */
  shortIdOf(id: string): string {
    return shortIdOf(id, this.fileIds(id.slice(0, minPrefixLength)));
  }

  /** Keeps what was read for the next process; to be called when the work is done. */
  async saveSnapshot(): Promise<void> {
    await this.snapshot?.save();
  }

  /** Finishes what processes that died have left half done. Writes, so that it is not for a store that is read only. */
  async recover(): Promise<void> {
    await recoverOperations(this.layout, this.journal, this.logger);
  }

  /** Goes on telling the stream of what other processes change, until the store is disposed. */
  watch(): void {
    this.watcher ??= new StoreWatcher(
      this.layout,
      (hint) => {
        this.refreshLater(hint);
      },
      this.logger,
    );
  }

  /** Reads one ticket from the disk. @throws TicketreeError `ticket_not_found` or `ticket_broken` */
  async read(id: string): Promise<Ticket> {
    const file = await this.readFile(id);
    if (file === null) throw ticketGone(id);
    if (file.kind === 'broken') throw brokenFileError(file.broken);
    return file.ticket;
  }

  /** As {@link read}, for who goes on without the ticket. @returns null where it is gone */
  async readFile(id: string): Promise<KnownFile | null> {
    const file = await readTicketFile(join(this.layout.tickets, await this.fileNameFor(id)));
    // Somebody may have put another ticket into the file since we looked.
    return file?.kind === 'ticket' && file.ticket.id !== id ? null : file;
  }

  /**
   * Changes tickets: lock, read again, plan, compare, write, journal, unlock; all of them or none.
   * @throws TicketreeError `ticket_broken`, `ticket_locked`, `not_writable`, `disk_full`, `store_newer`, and what `plan`
   * throws; the files are as they were then
   */
  async operate(request: OperationRequest, plan: OperationPlan): Promise<OperationResult> {
    await refuseNewerSchema(this.layout);
    // Beside the work, which does not wait for it.
    const swept = sweepTempFilesSeen(this.layout);
    try {
      return await this.operator.run(request, plan);
    } catch (error) {
      // A lock could not be made because its folder is gone.
      throw systemCode(error) === 'ENOENT' ? storeGoneError(this.layout, error) : error;
    } finally {
      await swept;
    }
  }

  /** Changes the list of active tickets. @throws TicketreeError as {@link ActiveList.update} */
  async updateActive(change: (ids: readonly string[]) => readonly string[]): Promise<void> {
    await this.active.update(change, (changes) => {
      this.tell('self', changes);
    });
  }

  /** Reads which tickets are active. */
  async readActive(): Promise<readonly string[]> {
    return this.active.read();
  }

  dispose(): void {
    this.watcher?.dispose();
    this.emitter.dispose();
  }

  /** A ticket's file is named after it, unless a person or another tool has named it. */
  private async fileNameFor(id: string): Promise<string> {
    const own = ownFileName(id);
    const known = this.index.fileNameOf(id);
    if (known !== undefined || this.loaded) return known ?? own;
    if (existsSync(join(this.layout.tickets, own))) return own;
    this.snapshot ??= await RowSnapshot.load(this.layout);
    return this.snapshot.fileNameOf(id) ?? own;
  }

  private refreshLater(hint: DiskHint): void {
    this.refresh(hint).catch((error: unknown) => {
      if (!TicketreeError.is(error, 'no_store')) this.logger.error('looking at the store failed', error);
    });
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
      const hint = { files: new Set([name]) };
      await outwaitWriter(async (isLast) => {
        const inWriting = await this.look(hint, isLast ? readTicketFileNow : readUnlessInWriting);
        return inWriting.length > 0 ? 'inWriting' : null;
      }).finally(() => this.following.delete(name));
    };
    const followed = this.following.get(name) ?? follow();
    this.following.set(name, followed);
    return followed;
  }

  /** @returns names of files that somebody is writing, which have been left out */
  private async lookAtDisk(hint: DiskHint, readFile: ReadFile): Promise<string[]> {
    this.ownWrites.beginLook();
    const activeChanges = await this.active.look();
    const { isPresent, read, inWriting } = await readChangedFiles(this.layout, this.index, hint, readFile);
    const own = [...read.keys()].filter((name) => this.ownWrites.isOwn(join(this.layout.tickets, name)));
    for (const name of own) read.delete(name);
    this.tell('disk', [
      // Who names files has seen only those.
      ...(hint === 'anything' ? this.notePresence(isPresent) : []),
      ...this.index.apply(read),
      ...activeChanges(),
    ]);
    this.ownWrites.endLook(own.map((name) => join(this.layout.tickets, name)));
    if (!isPresent) throw storeGoneError(this.layout, null);
    this.loaded ||= hint === 'anything';
    return inWriting;
  }

  private notePresence(present: boolean): StoreChange[] {
    const changed = this.present !== undefined && this.present !== present;
    this.present = present;
    return changed ? [{ kind: 'store', present }] : [];
  }

  private tell(
    origin: StoreChanges['origin'],
    entries: readonly StoreChange[],
    operationId: string = quickUuid(),
  ): void {
    if (entries.length > 0) this.emitter.fire({ operationId, origin, entries });
  }
}
