import { TicketreeError } from '../domain/errors.js';
import {
  findOverwritten,
  nextRedo,
  nextUndo,
  restoringRecords,
  type OverwrittenCell,
  type Scope,
} from '../domain/history.js';
import { applyChanges, reverseChanges } from '../domain/mergeTickets.js';
import type { Actor, JournalEntry, TicketRecord } from '../domain/operation.js';
import { sameValue } from '../domain/sameValue.js';
import type { Ticket } from '../domain/ticket.js';
import { cellName } from '../domain/ticketCells.js';
import { decode } from '../store/codec/ticketCodec.js';
import type { OperationRequest, TicketWrite } from '../store/operations/operation.js';
import { listTrash, removeFromTrash } from '../store/operations/trash.js';
import type { TicketStore } from '../store/ticketStore.js';
import { HistoryFollower } from './historyFollower.js';

/** What an undo, a redo or a restore could not set, because somebody has changed it since. */
interface LeftAlone {
  readonly ticket: string;
  readonly slug: string;
  /** Such as `title` or `task 1f2e…`; the ticket as a whole where that has come or gone. */
  readonly what: string;
}

export interface HistoryResult {
  /** The operation that was taken back or made again. */
  readonly operation: JournalEntry;
  /** What doing so wrote. */
  readonly entry: JournalEntry;
  readonly leftAlone: readonly LeftAlone[];
}

/** The journal as people use it: what was done, by whom, and how to take it back. */
export class HistoryService {
  constructor(
    private readonly store: TicketStore,
    private readonly actor: () => Promise<Actor>,
  ) {}

  /** All operations of this clone that the journal still holds, the oldest first. */
  async entries(): Promise<JournalEntry[]> {
    return this.store.journal.entries();
  }

  /** What undo and redo would do, and when tickets were edited, for a surface that shows it all the time. */
  follow(): HistoryFollower {
    return new HistoryFollower(this.store.journal, () => this.scope());
  }

  /**
   * Takes back an operation: sets old values where the new ones still stand.
   * @param id the operation; left out: the latest one of this user, in an editor of this window
   * @throws TicketreeError `nothing_to_undo`, or `undo_conflict` when nothing of it stands any more
   */
  async undo(id?: string): Promise<HistoryResult> {
    const entries = await this.entries();
    const operation = id === undefined ? nextUndo(entries, await this.scope()) : findEntry(entries, id);
    if (!operation) throw nothingTo('undo');
    return this.run(operation, operation.records.map(reverse), { action: 'undo', undoes: operation.id });
  }

  /** Makes again what the latest undo took back. @throws TicketreeError `nothing_to_undo`, `undo_conflict` */
  async redo(): Promise<HistoryResult> {
    const next = nextRedo(await this.entries(), await this.scope());
    if (!next) throw nothingTo('redo');
    return this.run(next.original, next.original.records, { action: 'redo', redoes: next.undo.id });
  }

  /** What writers that keep no journal have overwritten from an old copy, see {@link findOverwritten}. */
  async overwritten(): Promise<OverwrittenCell[]> {
    const entries = await this.entries();
    const ids = new Set(entries.flatMap(({ records }) => records.map(({ ticket }) => ticket)));
    const tickets = new Map<string, Ticket>();
    for (const id of ids) {
      const ticket = await this.store.read(id).catch((error: unknown) => {
        if (!TicketreeError.is(error, 'ticket_not_found', 'ticket_broken')) throw error;
        return null;
      });
      if (ticket) tickets.set(id, ticket);
    }
    return findOverwritten(entries, tickets);
  }

  /**
   * Sets again what an operation had set, where others have overwritten it or the values from before it stand again.
   * @throws TicketreeError `nothing_to_undo`, or `undo_conflict` when none of them does
   */
  async restore(id: string): Promise<HistoryResult> {
    const operation = findEntry(await this.entries(), id);
    return this.run(operation, restoringRecords(operation, await this.overwritten()), { action: 'restore' });
  }

  private async run(
    operation: JournalEntry,
    records: readonly TicketRecord[],
    info: { readonly action: string; readonly undoes?: string; readonly redoes?: string },
  ): Promise<HistoryResult> {
    const leftAlone: LeftAlone[] = [];
    const originals = await originalsOf(records);
    const request: OperationRequest = {
      info: { ...(await this.actor()), ...info },
      ids: records.map(({ ticket }) => ticket),
    };
    const { entry } = await this.store.operate(request, (tickets) => {
      leftAlone.length = 0;
      return records.flatMap((record) => applyRecord(record, tickets.get(record.ticket), originals, leftAlone));
    });
    if (!entry) throw nothingStands(operation, leftAlone);
    await this.emptyTrashOf(entry);
    return { operation, entry, leftAlone };
  }

  /** What has come back need not lie in the trash any more. */
  private async emptyTrashOf(entry: JournalEntry): Promise<void> {
    const texts = new Set(entry.records.flatMap((record) => (record.kind === 'create' ? [record.text] : [])));
    if (texts.size === 0) return;
    const items = await listTrash(this.store.layout);
    await removeFromTrash(
      this.store.layout,
      items.filter(({ text }) => texts.has(text)),
    );
  }

  private async scope(): Promise<Scope> {
    const { who, session, surface } = await this.actor();
    return surface === 'editor'
      ? (entry) => entry.surface === 'editor' && entry.session === session
      : (entry) => entry.who === who;
  }
}

/** The tickets as they were made, which are deleted again only while nobody has worked on them. */
async function originalsOf(records: readonly TicketRecord[]): Promise<Map<string, Ticket>> {
  const originals = new Map<string, Ticket>();
  for (const record of records) if (record.kind === 'delete') originals.set(record.ticket, await decode(record.text));
  return originals;
}

function applyRecord(
  record: TicketRecord,
  ticket: Ticket | undefined,
  originals: ReadonlyMap<string, Ticket>,
  leftAlone: LeftAlone[],
): TicketWrite[] {
  const leave = (what: string): TicketWrite[] => {
    leftAlone.push({ ticket: record.ticket, slug: record.slug, what });
    return [];
  };
  switch (record.kind) {
    case 'create':
      return ticket
        ? leave('the ticket is there already')
        : [{ kind: 'restore', id: record.ticket, text: record.text }];
    case 'delete':
      if (!ticket) return leave('the ticket is gone already');
      return sameValue(ticket, originals.get(ticket.id))
        ? [{ kind: 'delete', id: record.ticket }]
        : leave('the ticket was changed');
    case 'update': {
      if (!ticket) return leave('the ticket is gone');
      const { ticket: changed, conflicts } = applyChanges(ticket, record.changes);
      for (const { path } of conflicts) leave(cellName(path));
      return [{ kind: 'put', ticket: changed }];
    }
  }
}

function reverse(record: TicketRecord): TicketRecord {
  switch (record.kind) {
    case 'create':
      return { ...record, kind: 'delete' };
    case 'delete':
      return { ...record, kind: 'create' };
    case 'update':
      return { ...record, changes: reverseChanges(record.changes) };
  }
}

/** @throws TicketreeError `nothing_to_undo` */
function findEntry(entries: readonly JournalEntry[], reference: string): JournalEntry {
  const found = entries.filter(({ id }) => id.startsWith(reference.trim().toLowerCase()));
  if (found.length === 1 && found[0] && reference.trim().length >= 4) return found[0];
  throw new TicketreeError(
    'nothing_to_undo',
    `The journal has no one operation ${reference}.`,
    'Name it by the first four or more digits that `ticketree history` shows.',
  );
}

function nothingTo(what: 'undo' | 'redo'): TicketreeError {
  return new TicketreeError(
    'nothing_to_undo',
    `There is nothing to ${what}.`,
    'Only operations of your own are taken back by default; `ticketree history` shows all with their numbers.',
  );
}

function nothingStands(operation: JournalEntry, leftAlone: readonly LeftAlone[]): TicketreeError {
  const names = leftAlone.slice(0, 5).map(({ slug, what }) => `${slug} (${what})`);
  return new TicketreeError(
    'undo_conflict',
    `Nothing of "${operation.action}" can be set back: ${names.join(', ') || 'it stands as it was'}.`,
    'Somebody has changed the same since. Look at the tickets and edit them.',
  );
}
