import type { MergeWay } from '../../../domain/gitSettings.js';
import { findRepository, type GitContext } from '../gitContext.js';
import { FlowFiles } from '../flows/flowFile.js';
import { ticketsWithFlow } from '../flows/flowFolder.js';

/** A finish that conflicts stopped. */
export interface WaitingFinish {
  /** Id of the ticket. */
  readonly ticket: string;
  readonly way: MergeWay;
  readonly branch: string;
  readonly base: string;
  /** Where the conflicts are resolved. */
  readonly worktree: string;
}

/** The finishes that wait for a person; no git is run. */
export async function waitingFinishes(context: GitContext): Promise<WaitingFinish[]> {
  const repository = await findRepository(context);
  if (!repository) return [];
  const flows = new FlowFiles(repository.commonDir);
  const found = await Promise.all(ticketsWithFlow(repository.commonDir).map((ticket) => flows.read(ticket)));
  return found.flatMap((flow) => {
    if (flow?.steps.kind !== 'finish' || flow.steps.stage !== 'resolving' || flow.steps.worktree === null) return [];
    const { way, branch, base, worktree } = flow.steps;
    return [{ ticket: flow.ticket, way, branch, base, worktree }];
  });
}
