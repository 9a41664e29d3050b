import type { BrokenFile } from '../domain/change.js';
import type { TicketRow } from '../domain/ticketRow.js';

/** What a query needs to know beside the rows themselves. */
export interface QueryFacts {
  readonly now: Date;
  /** Who asks: the names that stand for `@me`, such as mail address and name. */
  readonly me: readonly string[];
  /** Whether work on it can begin: nothing that it waits for is open. */
  isReady(row: TicketRow): boolean;
  /** Whether it is blocked, by its status or by a ticket that it waits for. */
  isBlocked(row: TicketRow): boolean;
  isActive(row: TicketRow): boolean;
  /** When it was last edited; milliseconds since the epoch. */
  updated(row: TicketRow): number;
  /** The id of a ticket that a person named; null for none, or several. */
  resolve(reference: string): string | null;
}

export type RowTest = (row: TicketRow) => boolean;

/** What one value of a term asks of a ticket. */
export interface Condition {
  /** The test for one asking; whatever can be worked out before the first row is. */
  readonly bind: (facts: QueryFacts) => RowTest;
  /** The answer for a file that cannot be read; absent where nothing is known of it. */
  readonly broken?: (file: BrokenFile) => boolean;
  /** What is asked about beside the key of the term: `status` for `is:closed`. */
  readonly subjects?: readonly string[];
  /** The ticket that is named. */
  readonly reference?: string;
}

/** A condition that needs no facts. */
export function always(test: RowTest): Condition {
  return { bind: () => test };
}
