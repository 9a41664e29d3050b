import type { MergeWay } from '../../../domain/gitSettings.js';
import type { Ticket } from '../../../domain/ticket.js';

/** How a finish is to be taken back. */
export interface UndoRequest {
  /** Whether the base goes back although a remote has the merge already. */
  readonly force?: boolean;
}

/** One thing that is left to do. Ids are those of commits. */
export type UndoStep =
  /** The deleted branch comes back at its tip. */
  | { readonly kind: 'branch'; readonly branch: string; readonly to: string }
  /** The removed worktree is made again. */
  | { readonly kind: 'worktree'; readonly path: string; readonly branch: string }
  /** A checkout goes from the base to the branch. */
  | {
      readonly kind: 'switch';
      readonly checkout: string;
      readonly branch: string;
      readonly from: string;
      readonly to: string;
    }
  /** The base goes back to where it was; `checkout` is the root of the checkout that has it, null where none has. */
  | {
      readonly kind: 'base';
      readonly base: string;
      readonly checkout: string | null;
      readonly from: string;
      readonly to: string;
    }
  /** The ticket gets back what the finish has changed in it. */
  | { readonly kind: 'ticket' };

/** What taking a finish back would do, found out without changing anything. */
export interface UndoPlan {
  readonly ticket: Ticket;
  readonly way: MergeWay;
  readonly branch: string;
  readonly base: string;
  /** In the order in which they are taken. */
  readonly steps: readonly UndoStep[];
  /** One sentence each, for a person: what stays as it is and why. */
  readonly notes: readonly string[];
}

/** What was done. */
export interface UndoOutcome extends UndoPlan {
  /** Ref that keeps what the base had got; null where the branch has it, or nothing was merged. */
  readonly keptIn: string | null;
  /** Path of the worktree that was made again; null for none. */
  readonly worktree: string | null;
  /** Files that the worktree got a copy of, relative to its root. */
  readonly copied: readonly string[];
  /** The command of the settings that is to be run in the worktree; null for none. Who runs it asks for trust. */
  readonly setupCommand: string | null;
}
