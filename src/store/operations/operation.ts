import type { JournalEntry, OperationInfo } from '../../domain/operation.js';
import type { Ticket } from '../../domain/ticket.js';
import type { TicketRow } from '../../domain/ticketRow.js';

/** What is to be done, as one operation: all of it or nothing, one entry in the journal, one event in the stream. */
export interface OperationRequest {
  readonly info: OperationInfo;
  /** Id that its entry in the journal gets, where somebody has to know it beforehand. */
  readonly id?: string;
  /** Ids of the tickets that the plan changes or rests upon; their files are locked. */
  readonly ids: readonly string[];
  /**
   * Whether the plan rests upon which tickets there are at all, or on how they hang together: then no other operation
   * of that sort runs meanwhile, and the plan gets the rows of all.
   */
  readonly alone?: boolean;
  /** Told how many of the files have been made ready. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** What becomes of one ticket. */
export type TicketWrite =
  /** A changed ticket, or a new one. */
  | { readonly kind: 'put'; readonly ticket: Ticket }
  | { readonly kind: 'delete'; readonly id: string }
  /** A ticket that was deleted, byte for byte. */
  | { readonly kind: 'restore'; readonly id: string; readonly text: string };

/**
 * Decides what to write; synchronous and without I/O.
 * @param tickets those of the request that there are, as they are on disk now
 * @param rows of all tickets, when the operation runs alone; else null
 * @throws PlanAgain
 */
export type OperationPlan = (
  tickets: ReadonlyMap<string, Ticket>,
  rows: readonly TicketRow[] | null,
) => readonly TicketWrite[];

/** Thrown by a plan that has found out that it needs other tickets too, or the rows of all. */
export class PlanAgain extends Error {
  constructor(
    readonly ids: readonly string[],
    readonly alone = false,
  ) {
    super('the operation needs to know more');
  }
}

export interface OperationResult {
  /** Null when nothing had to be written. */
  readonly entry: JournalEntry | null;
  /** The tickets that were put or restored, as they are now. */
  readonly tickets: readonly Ticket[];
}
