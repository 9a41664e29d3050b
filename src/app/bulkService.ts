import type { ChildrenPolicy } from '../domain/dependents.js';
import { archiveTicket, closeTicket } from '../domain/lifecycle.js';
import { applyEdit, type TicketEdit } from '../domain/edit.js';
import { TicketreeError } from '../domain/errors.js';
import type { JournalEntry } from '../domain/operation.js';
import type { TicketRow } from '../domain/ticketRow.js';
import type { QueryService } from './queryService.js';
import type { TicketChange, TicketWriter } from './ticketWriter.js';

/** What is done to all tickets that a query finds. */
export type BulkAction =
  | { readonly kind: 'update' | 'tag'; readonly edit: TicketEdit }
  | { readonly kind: 'close'; readonly message?: string; readonly archive: boolean }
  | { readonly kind: 'archive' }
  | { readonly kind: 'delete' };

export interface BulkOptions {
  readonly dryRun: boolean;
  readonly children?: ChildrenPolicy;
  /** Each ticket by itself: what fails is told, the others go on. Else all or none. */
  readonly keepGoing: boolean;
  /** Told when a ticket has been seen to, with {@link keepGoing}. */
  readonly onProgress?: (done: number, total: number) => void;
}

export interface BulkResult {
  /** What the query found, and the action means. */
  readonly rows: readonly TicketRow[];
  readonly entries: readonly JournalEntry[];
  readonly failures: readonly { readonly row: TicketRow; readonly error: TicketreeError }[];
}

/** Actions on everything that a query finds. What is hidden in lists, such as archived tickets, is found here. */
export class BulkService {
  constructor(
    private readonly queries: QueryService,
    private readonly writer: TicketWriter,
  ) {}

  /** @throws TicketreeError `invalid_query`, and, unless it keeps going, what a single one of the changes throws */
  async run(query: string, action: BulkAction, options: BulkOptions): Promise<BulkResult> {
    const { rows } = await this.queries.select(query, (row) => isMeant(row, action));
    if (options.dryRun || rows.length === 0) return { rows, entries: [], failures: [] };
    if (options.keepGoing) return this.runEach(rows, action, options);
    const ids = rows.map(({ id }) => id);
    return { rows, entries: [await this.act(ids, action, options)].filter(isEntry), failures: [] };
  }

  private async runEach(rows: readonly TicketRow[], action: BulkAction, options: BulkOptions): Promise<BulkResult> {
    const entries: JournalEntry[] = [];
    const failures: { row: TicketRow; error: TicketreeError }[] = [];
    for (const [index, row] of rows.entries()) {
      try {
        const entry = await this.act([row.id], action, { ...options, onProgress: () => undefined });
        if (entry) entries.push(entry);
      } catch (error) {
        if (!TicketreeError.is(error)) throw error;
        failures.push({ row, error });
      }
      options.onProgress?.(index + 1, rows.length);
    }
    return { rows, entries, failures };
  }

  private async act(ids: readonly string[], action: BulkAction, options: BulkOptions): Promise<JournalEntry | null> {
    const result =
      action.kind === 'delete'
        ? await this.writer.delete(ids, options)
        : await this.writer.changeAll(ids, `bulk ${action.kind}`, changeOf(action), options);
    return result.entry;
  }
}

/** What an action does to one ticket; one that somebody has closed meanwhile stays as it is. */
function changeOf(action: Exclude<BulkAction, { kind: 'delete' }>): TicketChange {
  switch (action.kind) {
    case 'update':
    case 'tag':
      return (ticket, now) => applyEdit(ticket, action.edit, now);
    case 'close':
      return (ticket, now) =>
        ticket.status === 'done' ? ticket : closeTicket(ticket, action.message, action.archive, now);
    case 'archive':
      return archiveTicket;
  }
}

/** What is done or archived already is not asked for. */
function isMeant(row: TicketRow, { kind }: BulkAction): boolean {
  if (kind === 'close') return row.status !== 'done';
  return kind !== 'archive' || !row.archived;
}

function isEntry(entry: JournalEntry | null): entry is JournalEntry {
  return entry !== null;
}
