import { unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { MergeWay } from '../../../domain/gitSettings.js';
import { makeFolder, writeFileAtomic } from '../../../store/atomicFile.js';
import { systemCode } from '../../../store/fileErrors.js';
import { readTextIfThere } from '../../../store/files.js';
import { withLock } from '../../../store/lock/fileLock.js';
import { isHolderDead, isOfThisHost, ownMark, type ProcessMark } from '../../../store/lock/lockRecord.js';
import { flowFolder, flowPath } from './flowFolder.js';

/**
 * What a process is doing to git and to a ticket at once, written down before each step that another process could not
 * guess, so that whoever comes after its death can complete it or take it back. It lies in git's own folder, where
 * nothing comes with a clone.
 */
export interface Flow<Steps extends FlowSteps = FlowSteps> {
  readonly process: ProcessMark;
  /** RFC 3339 */
  readonly at: string;
  /** Id of the ticket; it has one flow at a time. */
  readonly ticket: string;
  readonly steps: Steps;
}

export type FlowSteps = StartSteps | FinishSteps | UndoSteps;

/** A start on its way: until the ticket says so, all of it can be taken back. */
export interface StartSteps {
  readonly kind: 'start';
  readonly branch: string;
  /** Short name of the base; null for a commit. */
  readonly base: string | null;
  /** Id of the commit that the branch starts at. */
  readonly from: string;
  readonly makesBranch: boolean;
  /** Path of the worktree that is made; null where none is. */
  readonly worktree: string | null;
  /** The outermost folder that is made for it; null where it stands in one that was there. */
  readonly madeFolder: string | null;
  /** Root of the checkout that is switched to the branch; null where none is. */
  readonly switches: string | null;
  /** What was checked out there before: a branch, or the id of a commit. */
  readonly before: string | null;
}

/** A finish on its way. Until `merged` is in the base, nothing has happened; from then on it is completed. */
export interface FinishSteps {
  readonly kind: 'finish';
  /** `resolving`: conflicts wait for a person in `worktree`; no process is at work. */
  readonly stage: 'resolving' | 'merging';
  readonly way: MergeWay;
  readonly branch: string;
  /** Id of the branch's commit that is brought home. */
  readonly tip: string;
  readonly base: string;
  /** Id of the base's commit before. */
  readonly baseBefore: string;
  /** Id of the commit that the base gets, or has where there is nothing to merge; null while conflicts are resolved. */
  readonly merged: string | null;
  /** Path of the ticket's worktree; null where it has none. */
  readonly worktree: string | null;
  /** Root of the checkout that has the branch and stays, on the base, when the work is done; null where there is none. */
  readonly standsIn: string | null;
  /** Whether git is just bringing the conflicts into `worktree`, or was stopped while it did. */
  readonly bringing?: boolean;
  /** Whether a person has given it up: git may have been stopped while it took back what it had brought into `worktree`. */
  readonly givenUp?: boolean;
  /** Files that conflicted when the finish stopped, relative to the worktree. */
  readonly conflicts?: readonly string[];
  readonly message: string | null;
  readonly keepWorktree: boolean;
  readonly keepBranch: boolean;
  readonly status: 'done' | 'review';
  /** Id that the change of the ticket gets in the journal. */
  readonly operation: string;
  /** Whether the ticket was an active one. */
  readonly wasActive: boolean;
  /** The ticket's own file, where it is committed too. */
  readonly staged?: StagedTicket;
}

/** A finish that is being taken back; what it did stands in its record, and each step is done only where it is left to do. */
interface UndoSteps {
  readonly kind: 'undo';
}

/** The ticket's file in the index of a checkout, put there so that git leaves the live file alone. */
export interface StagedTicket {
  /** Root of the checkout. */
  readonly worktree: string;
  /** Relative to it, with `/`. */
  readonly path: string;
  /** Id of what the commit has. */
  readonly id: string;
  /** Id of what the index had; null for nothing. */
  readonly before: string | null;
}

/** The flows of one repository. */
export class FlowFiles {
  private readonly folder: string;

  /** @param commonDir the folder that all worktrees of the repository share */
  constructor(private readonly commonDir: string) {
    this.folder = flowFolder(commonDir);
  }

  /**
   * Runs `work` while no other process does something to git for the same ticket.
   * @throws TicketreeError `ticket_locked`
   */
  async exclusively<T>(ticket: string, operation: string, work: () => Promise<T>): Promise<T> {
    await makeFolder(this.folder);
    return withLock(join(this.folder, ticket), operation, work);
  }

  /** Writes down what this process is about to do, durably. @returns the flow */
  async write<Steps extends FlowSteps>(ticket: string, steps: Steps, now: Date): Promise<Flow<Steps>> {
    await makeFolder(this.folder);
    const flow = { process: ownMark(), at: now.toISOString(), ticket, steps };
    await writeFileAtomic(this.pathOf(ticket), JSON.stringify(flow));
    return flow;
  }

  /** The flow of a ticket; null where there is none that we can read. */
  async read(ticket: string): Promise<Flow | null> {
    const text = await readTextIfThere(this.pathOf(ticket));
    try {
      const flow = text === null ? null : (JSON.parse(text) as Flow);
      return flow !== null && flow.ticket === ticket && typeof flow.process.pid === 'number' ? flow : null;
    } catch {
      return null;
    }
  }

  async remove(ticket: string): Promise<void> {
    await unlink(this.pathOf(ticket)).catch((error: unknown) => {
      if (systemCode(error) !== 'ENOENT') throw error;
    });
  }

  private pathOf(ticket: string): string {
    return flowPath(this.commonDir, ticket);
  }
}

/** Whether the process of a flow has died, and nobody is meant to go on with it by hand. */
export function isAbandoned({ process: mark, steps }: Flow): boolean {
  if (steps.kind === 'finish' && steps.stage === 'resolving') return false;
  const own = ownMark();
  const isOurs = mark.pid === own.pid && mark.process_start === own.process_start;
  return isOfThisHost(mark) && !isOurs && isHolderDead(mark);
}

/** What somebody was in the middle of, with its article. */
export function nameOfFlow({ steps }: Flow): string {
  return steps.kind === 'undo' ? 'an undo of a finish' : `a ${steps.kind}`;
}
