/**
 * What the extension host and the board tell each other.
 *
 * Rules: nothing is posted before `ready`; every `ready` is answered by a whole snapshot; patches after it carry
 * consecutive revisions, and on a gap the board says `ready` again; a request is answered by exactly one reply,
 * after the patch that it caused. No message names a path or an editor command.
 */
import type { Priority, Status, Timestamp } from '../domain/ticket.js';

/** A card, as little as it takes to draw and to order it. */
export interface BoardRow {
  readonly id: string;
  /** Shortest unique prefix of the id, at least four digits, without `#`. */
  readonly shortId: string;
  readonly title: string;
  readonly status: Status;
  readonly priority: Priority;
  readonly tags: readonly string[];
  readonly assignee: string | null;
  readonly tasksCompleted: number;
  readonly tasksTotal: number;
  /** Order key of the card; compared by code unit, ties broken by id. */
  readonly rank: string;
  /** When the ticket came into its status; null where no one knows. */
  readonly statusSince: Timestamp | null;
  /** Day in the form YYYY-MM-DD. */
  readonly due: string | null;
}

export interface BoardColumn {
  readonly status: Status;
  /** Localised heading. */
  readonly title: string;
}

export type HostMessage =
  | {
      readonly type: 'snapshot';
      readonly revision: number;
      readonly columns: readonly BoardColumn[];
      readonly rows: readonly BoardRow[];
      readonly activeId: string | null;
      /** Files that could not be read; the tree shows them with line and reason. */
      readonly brokenCount: number;
      /** A sentence that says why nothing can be changed, or null. */
      readonly readOnly: string | null;
    }
  | {
      readonly type: 'patch';
      readonly revision: number;
      readonly upserts: readonly BoardRow[];
      readonly removes: readonly string[];
      readonly activeId: string | null;
      readonly brokenCount: number;
    }
  /** There is no store to show: none yet, gone, or unreadable. A later snapshot ends this state. */
  | { readonly type: 'unavailable'; readonly message: string; readonly hint: string }
  | { readonly type: 'reply'; readonly seq: number; readonly error: ReplyError | null };

export interface ReplyError {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** What a person asks for on the board. */
export type BoardRequest =
  /** Put a card into a column before another card, or at the end where `beforeId` is null. */
  | { readonly kind: 'move'; readonly id: string; readonly status: Status; readonly beforeId: string | null }
  | { readonly kind: 'create'; readonly title: string; readonly status: Status }
  | { readonly kind: 'open'; readonly id: string }
  /** The editor's own picker for a new status, for those who do not drag. */
  | { readonly kind: 'pickStatus'; readonly id: string }
  /** The editor's own input for a new ticket. */
  | { readonly kind: 'newTicket' };

export type WebviewMessage =
  { readonly type: 'ready' } | { readonly type: 'request'; readonly seq: number; readonly request: BoardRequest };
