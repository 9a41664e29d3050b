/**
 * What the ticket editor and the extension host tell each other; the same for the pane on the board, which saves each
 * field when it loses the focus, and for the tab, which is dirty until saved.
 */
import type { Status, Ticket } from '../domain/ticket.js';
import type { TicketAction } from '../domain/ticketRequests.js';
import type { ReplyError } from './boardMessages.js';

/** Another ticket, as much as a link to it shows. */
export interface RelatedTicket {
  readonly id: string;
  readonly shortId: string;
  readonly title: string;
  readonly status: Status;
}

/** One line of what was done to a ticket. */
export interface ActivityEntry {
  /** RFC 3339 */
  readonly at: string;
  readonly who: string;
  /** In words: what was done, and to which fields. */
  readonly text: string;
}

/** A field that was changed here and elsewhere; the person says which holds. */
export interface FieldConflict {
  /** The path of the cell, see ticketCells.ts. */
  readonly path: readonly string[];
  /** Its name in words. */
  readonly name: string;
  readonly mine: string;
  readonly theirs: string;
}

/** Where the work on a ticket lives in git. */
export interface TicketGit {
  readonly branch: string | null;
  /** The branch that it goes back to. */
  readonly base: string | null;
  /** Its worktree in this clone, by the name of its folder; null for none. */
  readonly worktree: { readonly name: string; readonly isThere: boolean } | null;
  /** Web address of its pull request. */
  readonly pullRequest: string | null;
  /** Whether conflicts have stopped its finish, which waits for somebody to resolve them. */
  readonly hasConflicts: boolean;
  /** Whether this is a clone in which something can be done about it. */
  readonly isRepository: boolean;
}

/** A commit of a ticket. */
export interface TicketCommit {
  /** Abbreviated, for a person to read. */
  readonly shortId: string;
  readonly subject: string;
  readonly author: string;
  /** RFC 3339 */
  readonly at: string;
  /** `branch`: made on the branch of the ticket. `mention`: elsewhere, and its message names the ticket. */
  readonly where: 'branch' | 'mention';
}

/** Those of a ticket: of its branch first, each part with the latest first. */
export interface TicketCommits {
  readonly commits: readonly TicketCommit[];
  /** Whether there are more. */
  readonly truncated: boolean;
}

/** All that the editor shows. */
export interface TicketDetails {
  readonly ticket: Ticket;
  readonly shortId: string;
  readonly parent: RelatedTicket | null;
  readonly children: readonly RelatedTicket[];
  readonly dependsOn: readonly RelatedTicket[];
  readonly dependents: readonly RelatedTicket[];
  /** The latest first. */
  readonly activity: readonly ActivityEntry[];
  /** Names that tickets of this store know, for completion. */
  readonly people: readonly string[];
  readonly tags: readonly string[];
  /** A sentence that says why nothing can be changed, or null. */
  readonly readOnly: string | null;
  readonly conflicts: readonly FieldConflict[];
  /** Null for a ticket without a branch where there is no repository either. */
  readonly git: TicketGit | null;
  /** What a person should know of the file, such as that it was deleted while it was open. */
  readonly notice?: string;
}

/** What may be done about a ticket's branch; the host has a command of the editor for each. */
export const workActions = [
  'start',
  'openWorktree',
  'showChanges',
  'createPullRequest',
  'finish',
  'resolveConflicts',
  'continueFinish',
  'abortFinish',
] as const;
export type WorkAction = (typeof workActions)[number];

/** What a person asks for in the editor. */
export type TicketRequest =
  | TicketAction
  /** Opens the editor's own picker for another ticket. */
  | { readonly kind: 'pickRelation'; readonly relation: 'parent' | 'dependsOn' }
  | { readonly kind: 'removeRelation'; readonly relation: 'parent' | 'dependsOn'; readonly other: string }
  | { readonly kind: 'openRelated'; readonly other: string }
  | { readonly kind: 'resolveConflict'; readonly path: readonly string[]; readonly keep: 'mine' | 'theirs' }
  | { readonly kind: 'openYaml' }
  | { readonly kind: 'copyLink' }
  | { readonly kind: 'work'; readonly action: WorkAction }
  /** The reply has them. Runs git, and so is asked for by the person and not by the page. */
  | { readonly kind: 'listCommits' };

/** To a tab that holds a ticket. */
export type EditorHostMessage =
  | { readonly type: 'details'; readonly details: TicketDetails }
  | { readonly type: 'unavailable'; readonly message: string; readonly hint: string }
  | {
      readonly type: 'reply';
      readonly seq: number;
      readonly error: ReplyError | null;
      readonly commits?: TicketCommits;
    };

export type EditorWebviewMessage =
  { readonly type: 'ready' } | { readonly type: 'request'; readonly seq: number; readonly request: TicketRequest };
