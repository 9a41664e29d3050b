import type { MergeWay } from '../../domain/gitSettings.js';
import type { Ticket } from '../../domain/ticket.js';
import type { GitContext } from './gitContext.js';

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
  readonly runCheck?: (command: string, folder: string) => Promise<boolean>;
}

/** One thing that was looked at before the merge. */
export interface FinishCheck {
  readonly kind: 'dirty' | 'unpushed' | 'behindUpstream' | 'openTasks' | 'checkCommand' | 'behindBase' | 'nothing';
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

/** @throws TicketreeError */
export function planFinish(context: GitContext, id: string, request: FinishRequest): Promise<FinishPlan> {
  throw new Error(`not yet: ${context.folder} ${id} ${String(request.way)}`);
}

/** @throws TicketreeError */
export function finishWork(context: GitContext, id: string, request: FinishRequest): Promise<FinishOutcome> {
  throw new Error(`not yet: ${context.folder} ${id} ${String(request.way)}`);
}

/** Goes on where conflicts stopped a finish. @throws TicketreeError `nothing_to_continue`, `merge_conflict` */
export function continueFinish(context: GitContext, id: string): Promise<FinishOutcome> {
  throw new Error(`not yet: ${context.folder} ${id}`);
}

/** Takes back a finish that conflicts stopped. @throws TicketreeError `nothing_to_continue` */
export function abortFinish(context: GitContext, id: string): Promise<Ticket> {
  throw new Error(`not yet: ${context.folder} ${id}`);
}
