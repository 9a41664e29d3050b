import type { CellChange } from './ticketCells.js';

/** From where a person or an agent acts. */
export type Surface = 'cli' | 'editor';

/** Who acts. */
export interface Actor {
  /** Mail address or name, as `@me` means it. */
  readonly who: string;
  /** One of several windows, shells or agents of the same person. */
  readonly session: string;
  readonly surface: Surface;
}

/** What is done, as the journal tells it. */
export interface OperationInfo extends Actor {
  /** A verb for a person, such as `close` or `bulk tag`. */
  readonly action: string;
  /** Id of the operation that this one takes back. */
  readonly undoes?: string;
  /** Id of the undo that this one takes back. */
  readonly redoes?: string;
}

/** What an operation did to one ticket; `text` is the whole file, byte for byte. */
export type TicketRecord =
  | { readonly kind: 'create'; readonly ticket: string; readonly slug: string; readonly text: string }
  | { readonly kind: 'delete'; readonly ticket: string; readonly slug: string; readonly text: string }
  | {
      readonly kind: 'update';
      readonly ticket: string;
      readonly slug: string;
      readonly changes: readonly CellChange[];
    };

/** One entry of the journal: an operation of any process on this clone. */
export interface JournalEntry extends OperationInfo {
  readonly id: string;
  /** RFC 3339 */
  readonly at: string;
  readonly records: readonly TicketRecord[];
}
