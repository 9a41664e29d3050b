import type { MergeWay } from '../../../domain/gitSettings.js';
import type { Ticket } from '../../../domain/ticket.js';

/** How a person wants the work on a ticket to be brought home; what is left out is as the settings say. */
export interface FinishRequest {
  readonly way?: MergeWay;
  /** Short name of the branch that it is brought into. */
  readonly into?: string;
  readonly keepWorktree?: boolean;
  readonly keepBranch?: boolean;
  /** Message of the commit, instead of the one that the template makes. */
  readonly message?: string;
  /** Whether checks that a person may overrule are overruled. */
  readonly force?: boolean;
  /** Runs the check command in a folder, once it is known to be trusted. @returns whether it succeeded */
  readonly runCheck?: (command: string, folder: string, branch: string) => Promise<boolean>;
}

/** What may be said anew when a finish goes on. */
export type ContinueRequest = Pick<FinishRequest, 'force' | 'message' | 'runCheck'>;

/** One thing that was looked at before the merge. */
export interface FinishCheck {
  readonly kind:
    | 'dirty'
    | 'away'
    | 'unpushed'
    | 'behindUpstream'
    | 'openTasks'
    | 'checkCommand'
    | 'behindBase'
    | 'baseBehind'
    | 'baseBusy'
    | 'nothing';
  /** `note`: worth knowing. `ask`: in the way, unless the person overrules it. `stop`: in the way. */
  readonly level: 'note' | 'ask' | 'stop';
  /** One sentence for a person. */
  readonly says: string;
}

/** What a finish would do, found out without changing anything. */
export interface FinishPlan {
  readonly ticket: Ticket;
  readonly way: MergeWay;
  readonly branch: string;
  readonly base: string;
  /** Path of the ticket's worktree; null where it has none. */
  readonly worktree: string | null;
  /** Commits that the branch has and the base has not, the latest first. */
  readonly commits: readonly { readonly id: string; readonly subject: string; readonly author: string }[];
  readonly checks: readonly FinishCheck[];
  /** Files that conflict, relative to the root. */
  readonly conflicts: readonly string[];
  /** Of the commit to be made; null where none is. */
  readonly message: string | null;
}

export type FinishOutcome =
  | {
      readonly kind: 'finished';
      readonly ticket: Ticket;
      readonly way: MergeWay;
      readonly branch: string;
      readonly base: string;
      /** Id of the commit that the base has now; null where nothing was merged. */
      readonly merged: string | null;
      readonly removedWorktree: string | null;
      /** Ref that keeps the tip of the deleted branch; null where the branch is still there. */
      readonly keptIn: string | null;
      readonly notes: readonly string[];
    }
  | {
      readonly kind: 'conflicts';
      readonly ticket: Ticket;
      readonly branch: string;
      readonly base: string;
      /** Where they wait to be resolved. */
      readonly worktree: string;
      readonly files: readonly string[];
    }
  | {
      readonly kind: 'pullRequest';
      readonly ticket: Ticket;
      readonly branch: string;
      readonly base: string;
      /** The pull request, or the page on which to open one; null where the remote has none that we know. */
      readonly url: string | null;
      readonly isOpen: boolean;
      readonly notes: readonly string[];
    };
