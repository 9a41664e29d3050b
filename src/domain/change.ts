import type { Ticket } from './ticket.js';

/** A ticket file that cannot be read; it is shown with its reason and never overwritten. */
export interface BrokenFile {
  /** File name inside the tickets folder. */
  readonly file: string;
  /** 1-based line of the fault, or null when the file as a whole is at fault. */
  readonly line: number | null;
  /** Short, lower-case: "tags must be a list". */
  readonly reason: string;
}

/** One thing that became different in the store. */
export type StoreChange =
  | { readonly kind: 'created'; readonly ticket: Ticket }
  | { readonly kind: 'updated'; readonly ticket: Ticket; readonly previous: Ticket }
  | { readonly kind: 'deleted'; readonly ticket: Ticket }
  | { readonly kind: 'broken'; readonly broken: BrokenFile }
  | { readonly kind: 'mended'; readonly file: string }
  | { readonly kind: 'active'; readonly ids: readonly string[] }
  /** The store appeared or vanished as a whole; whoever shows it asks anew. */
  | { readonly kind: 'store'; readonly present: boolean };

/** What one operation, or one look at the disk, changed. Every view and index listens to this one stream. */
export interface StoreChanges {
  readonly operationId: string;
  /** `self`: this process did it. `disk`: somebody else did. */
  readonly origin: 'self' | 'disk';
  readonly entries: readonly StoreChange[];
}
