import type { Ticket } from '../../domain/ticket.js';
import type { GitContext } from './gitContext.js';

/** How a person wants to start a ticket; what is left out is as the settings say. */
export interface StartRequest {
  /** A worktree of its own, or the checkout that the person stands in. */
  readonly worktree?: boolean;
  /** False: git is left alone. */
  readonly git?: false;
  /** Short name of the branch, instead of the one that the settings make. */
  readonly branchName?: string;
  /** What the branch starts from: a branch, a tag, a commit. */
  readonly base?: string;
}

/** A started ticket, and where the work on it lives. */
export interface StartedWork {
  readonly ticket: Ticket;
  /** Null where git was left alone. */
  readonly place: WorkPlace | null;
  /** One sentence each, for a person: what was there already, what was not done and why. */
  readonly notes: readonly string[];
}

export interface WorkPlace {
  readonly branch: string;
  /** Short name of the branch that the work goes back to; null where it is not known. */
  readonly base: string | null;
  /** Path of the ticket's worktree; null where it has none. */
  readonly worktree: string | null;
  readonly madeBranch: boolean;
  readonly madeWorktree: boolean;
  /** Files that the new worktree got a copy of, relative to its root. */
  readonly copied: readonly string[];
  /** The command of the settings that is to be run in the new worktree; null for none. Who runs it asks for trust. */
  readonly setupCommand: string | null;
}

/**
 * Starts a ticket: a branch, a worktree, and only then the ticket itself, so that a failure leaves it as it was.
 * @throws TicketreeError
 */
export function startWork(context: GitContext, id: string, request: StartRequest): Promise<StartedWork> {
  throw new Error(`not yet: ${context.folder} ${id} ${String(request.git)}`);
}
