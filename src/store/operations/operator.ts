import { join } from 'node:path';
import { TicketreeError } from '../../domain/errors.js';
import type { JournalEntry, TicketRecord } from '../../domain/operation.js';
import type { Ticket } from '../../domain/ticket.js';
import { diffTickets } from '../../domain/ticketCells.js';
import type { TicketRow } from '../../domain/ticketRow.js';
import { formatTimestamp } from '../../domain/timestamp.js';
import type { Clock } from '../../util/clock.js';
import { quickUuid } from '../../util/uuid.js';
import { makeFolder } from '../atomicFile.js';
import { encodeTicket } from '../codec/encodeTicket.js';
import { decode, patch } from '../codec/ticketCodec.js';
import { readTextIfThere } from '../files.js';
import type { Journal } from '../journal/journal.js';
import type { StoreLayout } from '../layout.js';
import { withLocks, type HeldLock } from '../lock/fileLock.js';
import { brokenFileError, readTicketFile, type TicketFile } from '../ticketFile.js';
import { commitFiles } from './commitFiles.js';
import type { FileChange } from './fileChange.js';
import { isHalfDone } from './recoverOperations.js';
import { ChangedMeanwhile } from './replacedFile.js';
import {
  PlanAgain,
  type OperationPlan,
  type OperationRequest,
  type OperationResult,
  type TicketWrite,
} from './operation.js';

/** What the operator needs of the store that it writes for. */
export interface OperatorHost {
  readonly layout: StoreLayout;
  /** Name of the file that holds a ticket, or shall hold it. */
  fileNameFor(id: string): Promise<string>;
  /** Rows of all tickets as they are on disk now. */
  readRows(): Promise<readonly TicketRow[]>;
  /** Finishes what processes that died have left half done. */
  recover(): Promise<void>;
  /** Says that files are being written by us. @returns what to call when that is over */
  beginWrite(files: readonly string[]): () => void;
  /** Told of what files held when they were locked, and hold when they were written. */
  believe(origin: 'self' | 'disk', operationId: string, read: ReadonlyMap<string, TicketFile | null>): void;
}

/** A file that was locked and read for an operation. */
interface Source {
  readonly file: string;
  readonly read: TicketFile | null;
  /** The ticket that was meant; null where the file holds none, or another one. */
  readonly ticket: Ticket | null;
}

/** One write with all that the journal and the disk need to know of it. */
interface Step {
  readonly change: FileChange;
  readonly record: TicketRecord;
  readonly after: Ticket | null;
}

/** How often an operation begins anew because somebody who keeps no locks wrote in between. */
const mostAttempts = 10;
/** How many of them wait for an operation to be finished that another process has left half done. */
const patientAttempts = 3;

/** Runs operations: lock, read again, plan, compare, write, journal, tell. */
export class Operator {
  constructor(
    private readonly host: OperatorHost,
    private readonly journal: Journal,
    private readonly clock: Clock,
  ) {}

  /** @throws TicketreeError `ticket_broken`, `ticket_locked`, `not_writable`, `disk_full`, and what `plan` throws */
  async run(request: OperationRequest, plan: OperationPlan): Promise<OperationResult> {
    let { ids, alone = false } = request;
    for (let attempt = 1; ; attempt++) {
      await this.host.recover();
      try {
        return await this.runOnce({ ...request, ids, alone }, plan, attempt);
      } catch (error) {
        if (error instanceof PlanAgain) {
          ids = [...ids, ...error.ids];
          alone ||= error.alone;
        } else if (!(error instanceof ChangedMeanwhile)) throw error;
        if (attempt === mostAttempts) throw restless(error);
      }
    }
  }

  private async runOnce(request: OperationRequest, plan: OperationPlan, attempt: number): Promise<OperationResult> {
    const { layout } = this.host;
    const files = new Map<string, string>();
    for (const id of request.ids) files.set(id, await this.host.fileNameFor(id));
    const locked = [...files.values()].map((file) => join(layout.tickets, file));
    if (request.alone === true) locked.push(layout.creation);
    return withLocks(locked, 'save_ticket', async (held) => {
      // Its process has died since we looked, or while it had our locks. What cannot be finished hinders nobody for long.
      if (attempt <= patientAttempts && (await isHalfDone(layout, [...files.values()]))) throw new ChangedMeanwhile();
      const sources = await this.readSources(files);
      const rows = request.alone === true ? await this.host.readRows() : null;
      const writes = plan(ticketsOf(sources), rows);
      const steps: Step[] = [];
      for (const write of writes) {
        const step = await this.stepOf(write, sources);
        if (step) steps.push(step);
      }
      const entry = steps.length === 0 ? null : this.entryOf(request, steps);
      if (entry) await this.commit(entry, steps, sources, held, request.onProgress);
      return { entry, tickets: writes.flatMap((write) => writtenTicket(write, steps)) };
    });
  }

  private async readSources(files: ReadonlyMap<string, string>): Promise<Map<string, Source>> {
    const sources = new Map<string, Source>();
    for (const [id, file] of files) {
      const read = await readTicketFile(join(this.host.layout.tickets, file));
      if (read?.kind === 'broken') throw brokenFileError(read.broken);
      // Somebody may have put another ticket into the file since we looked.
      sources.set(id, { file, read, ticket: read?.ticket.id === id ? read.ticket : null });
    }
    return sources;
  }

  private async stepOf(write: TicketWrite, sources: ReadonlyMap<string, Source>): Promise<Step | null> {
    const id = write.kind === 'put' ? write.ticket.id : write.id;
    const source = sources.get(id);
    if (source?.ticket && source.read) return changeStep(write, source.file, source.read.text, source.ticket);
    if (write.kind === 'delete') return null;
    const file = source?.file ?? (await this.host.fileNameFor(id));
    if (source?.read) throw placeTaken(file);
    return write.kind === 'put'
      ? newStep(file, write.ticket, encodeTicket(write.ticket))
      : newStep(file, await decode(write.text), write.text);
  }

  private entryOf({ info, id = quickUuid() }: OperationRequest, steps: readonly Step[]): JournalEntry {
    return {
      id,
      at: formatTimestamp(this.clock()),
      ...info,
      records: steps.map(({ record }) => record),
    };
  }

  private async commit(
    entry: JournalEntry,
    steps: readonly Step[],
    sources: ReadonlyMap<string, Source>,
    held: HeldLock,
    onProgress: OperationRequest['onProgress'] = () => undefined,
  ): Promise<void> {
    const { layout } = this.host;
    const changes = steps.map(({ change }) => change);
    const done = this.host.beginWrite(changes.map(({ file }) => file));
    try {
      this.host.believe('disk', entry.id, new Map([...sources.values()].map(({ file, read }) => [file, read])));
      await makeFolder(layout.tickets);
      const check = async (): Promise<void> => {
        held.assertHeld();
        // A single file is compared when its place is taken.
        if (changes.length > 1) await compare(layout, changes);
      };
      await commitFiles(layout, entry, changes, { check, done: () => this.journal.append(entry), onProgress });
      const read = new Map<string, TicketFile | null>();
      for (const { file } of changes) read.set(file, await readTicketFile(join(layout.tickets, file)));
      this.host.believe('self', entry.id, read);
    } finally {
      done();
    }
  }
}

function restless(cause: Error): TicketreeError {
  return new TicketreeError(
    'ticket_changed',
    'Somebody goes on changing the same tickets.',
    'Nothing was changed. Wait until they are done and try again.',
    { cause },
  );
}

/** Last look before the first of several files is replaced. @throws ChangedMeanwhile */
async function compare(layout: StoreLayout, changes: readonly FileChange[]): Promise<void> {
  for (const { file, before } of changes) {
    const now = await readTextIfThere(join(layout.tickets, file));
    if (now !== before) throw new ChangedMeanwhile(`${file} was changed by somebody who keeps no locks`);
  }
}

function newStep(file: string, after: Ticket, text: string): Step {
  const record = { kind: 'create', ticket: after.id, slug: after.slug, text } as const;
  return { change: { file, before: null, after: text }, record, after };
}

async function changeStep(write: TicketWrite, file: string, text: string, before: Ticket): Promise<Step | null> {
  const { id, slug } = before;
  if (write.kind === 'restore') throw placeTaken(file);
  if (write.kind === 'delete') {
    return {
      change: { file, before: text, after: null },
      record: { kind: 'delete', ticket: id, slug, text },
      after: null,
    };
  }
  const next = await patch(text, write.ticket);
  if (next === text) return null;
  const record = { kind: 'update', ticket: id, slug, changes: diffTickets(before, write.ticket) } as const;
  return { change: { file, before: text, after: next }, record, after: write.ticket };
}

function placeTaken(file: string): TicketreeError {
  return new TicketreeError(
    'ticket_exists',
    `There is a file ${file} among the tickets already.`,
    'Nothing was changed. Look at what it holds; it was never overwritten.',
  );
}

function ticketsOf(sources: ReadonlyMap<string, Source>): Map<string, Ticket> {
  const tickets = new Map<string, Ticket>();
  for (const [id, { ticket }] of sources) if (ticket) tickets.set(id, ticket);
  return tickets;
}

function writtenTicket(write: TicketWrite, steps: readonly Step[]): Ticket[] {
  if (write.kind === 'delete') return [];
  if (write.kind === 'put') return [write.ticket];
  const after = steps.find(({ record }) => record.ticket === write.id)?.after;
  return after ? [after] : [];
}
