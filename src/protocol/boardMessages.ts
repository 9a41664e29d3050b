/**
 * What the extension host and the board tell each other.
 *
 * Rules: nothing is posted before `ready`; every `ready` is answered by a snapshot, whose rows come in parts, the first
 * of each column in front; patches carry consecutive revisions, and on a gap the board says `ready` again; a request is
 * answered by exactly one reply, after the patch that it caused. No message names a path or an editor command.
 */
import type { RowColumns } from '../domain/rowColumns.js';
import type { Priority, Status } from '../domain/ticket.js';
import type { TicketType } from '../domain/ticketMetadata.js';
import type { TicketRow } from '../domain/ticketRow.js';
import type { TicketCommits, TicketDetails, TicketRequest } from './ticketMessages.js';

export interface BoardColumn {
  readonly status: Status;
  /** Localised heading, or the team's own. */
  readonly title: string;
  /** How many cards the column should hold at most; null for any number. */
  readonly wipLimit: number | null;
}

/** What holds for the board as a whole, and changes seldom. */
export interface BoardFacts {
  /** The ticket that somebody is working on. */
  readonly activeId: string | null;
  /** Files that could not be read; the tree shows them with line and reason. */
  readonly brokenCount: number;
  /** A sentence that says why nothing can be changed, or null. */
  readonly readOnly: string | null;
  /** The names that stand for `@me` in a query. */
  readonly me: readonly string[];
  /** What undo and redo would do, in words; null where there is nothing. */
  readonly undo: string | null;
  readonly redo: string | null;
  /** Ids of the tickets that have a worktree in this clone, in their order. */
  readonly worktrees: readonly string[];
  /** Ids of the tickets whose finish waits for its conflicts to be resolved, in their order. */
  readonly conflicts: readonly string[];
}

export const boardSorts = ['manual', 'priority', 'due', 'updated', 'created', 'title'] as const;
export type BoardSort = (typeof boardSorts)[number];

/** How a person likes the board; kept for the workspace. */
export interface BoardPreferences {
  /** In the query language. */
  readonly filter: string;
  /** Every order but `manual` keeps cards from being put between others. */
  readonly sort: BoardSort;
  readonly compact: boolean;
  readonly collapsed: readonly Status[];
}

export type HostMessage =
  | {
      readonly type: 'snapshot';
      readonly revision: number;
      readonly columns: readonly BoardColumn[];
      readonly facts: BoardFacts;
      readonly preferences: BoardPreferences;
      /** How many rows there are in all; those that are not here yet follow in `rows`. */
      readonly total: number;
      readonly rows: RowColumns;
    }
  /** A further part of the snapshot of that revision; where a patch has brought or taken a row since, the patch holds. */
  | { readonly type: 'rows'; readonly revision: number; readonly rows: RowColumns }
  | {
      readonly type: 'patch';
      readonly revision: number;
      readonly upserts: readonly TicketRow[];
      readonly removes: readonly string[];
      /** Absent where they are as they were. */
      readonly facts?: BoardFacts;
    }
  /** The ticket in the pane, whenever it changes; null when it is gone. */
  | { readonly type: 'details'; readonly id: string; readonly details: TicketDetails | null }
  /** Said now and then while a request takes its time, so that nobody takes the host for gone. */
  | { readonly type: 'busy' }
  /** What a command of the editor asks the board to do. */
  | { readonly type: 'perform'; readonly action: 'filter' | 'quickAdd' | 'help' }
  | { readonly type: 'show'; readonly id: string }
  /** There is no store to show: none yet, gone, or unreadable. A later snapshot ends this state. */
  | { readonly type: 'unavailable'; readonly message: string; readonly hint: string }
  | {
      readonly type: 'reply';
      readonly seq: number;
      readonly error: ReplyError | null;
      /** Ids that a search found, the best first; the id of a new ticket. */
      readonly ids?: readonly string[];
      /** Of the ticket in the pane. */
      readonly commits?: TicketCommits;
    };

export interface ReplyError {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** What the filter says of a new card. */
export interface InheritedFields {
  readonly priority?: Priority;
  readonly type?: TicketType;
  readonly tags?: readonly string[];
  readonly assignee?: string;
  readonly parent?: string;
}

/** The editor's own pickers, for those who do not drag. */
export const boardPicks = ['status', 'priority', 'assignee', 'tags'] as const;
export type BoardPick = (typeof boardPicks)[number];

/** What a person asks for on the board. */
export type BoardRequest =
  /** Put cards, in this order, into a column before another card, or at the end where `beforeId` is null. */
  | {
      readonly kind: 'move';
      readonly ids: readonly string[];
      readonly status: Status;
      /** Absent where the order is not manual: then only the column changes. */
      readonly beforeId?: string | null;
    }
  | { readonly kind: 'create'; readonly title: string; readonly status: Status; readonly fields: InheritedFields }
  | { readonly kind: 'rename'; readonly id: string; readonly before: string; readonly title: string }
  | { readonly kind: 'pick'; readonly pick: BoardPick; readonly ids: readonly string[] }
  | { readonly kind: 'archive' | 'delete' | 'complete'; readonly ids: readonly string[] }
  | { readonly kind: 'undo' | 'redo' }
  /** The ticket in a tab of its own. */
  | { readonly kind: 'open'; readonly id: string }
  | { readonly kind: 'openYaml'; readonly id: string }
  /** Which ticket the pane shows; null when it is closed. */
  | { readonly kind: 'watch'; readonly id: string | null }
  /** What is done in the pane. */
  | { readonly kind: 'ticket'; readonly id: string; readonly request: TicketRequest }
  /** Full text; a later search makes an earlier one pointless. */
  | { readonly kind: 'search'; readonly text: string }
  | { readonly kind: 'prefer'; readonly preferences: BoardPreferences }
  /** The editor's own input for a new ticket. */
  | { readonly kind: 'newTicket' }
  /** The list of files that cannot be read. */
  | { readonly kind: 'showBroken' };

export type WebviewMessage =
  { readonly type: 'ready' } | { readonly type: 'request'; readonly seq: number; readonly request: BoardRequest };
