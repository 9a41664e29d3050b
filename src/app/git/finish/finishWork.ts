import { TicketreeError } from '../../../domain/errors.js';
import { bringHome, messageOf } from './bringHome.js';
import { checkCommandOf, foreseenCheck } from './checkCommand.js';
import { checksOf } from './finishChecks.js';
import { lookAtFinish } from './finishFacts.js';
import type { FinishOutcome, FinishPlan, FinishRequest } from './finishTypes.js';
import { FlowFiles } from '../flows/flowFile.js';
import { outlastFlow } from '../flows/outlastFlow.js';
import { requireRepository, type GitContext } from '../gitContext.js';
import { conflictsOf } from './mergeWays.js';

/**
 * What {@link finishWork} would do. Nothing is changed, but by the check of the project, which is run where the request says
 * how.
 * @throws TicketreeError as {@link lookAtFinish}
 */
export async function planFinish(context: GitContext, id: string, request: FinishRequest): Promise<FinishPlan> {
  const facts = await lookAtFinish(context, id, request);
  const { ticket, way, branch, base, checkout, ahead } = facts;
  const ofCommand = await (request.runCheck ? checkCommandOf(context, facts, request) : foreseenCheck(context, facts));
  return {
    ...{ ticket, way, branch: branch.short, base: base.short },
    worktree: checkout === null || checkout.isMain ? null : checkout.path,
    commits: ahead.map(({ id: commit, subject, author }) => ({ id: commit, subject, author })),
    checks: [...checksOf(facts), ...ofCommand],
    conflicts: await conflictsOf(context, facts),
    message: await messageOf(context, facts, request),
  };
}

/**
 * Brings the work on a ticket home: into the base first, then the ticket is done, and at last its worktree and branch go.
 * @throws TicketreeError `finish_refused`, `base_in_the_way`, `branch_not_found`, `branch_changed`, and what git refuses
 */
export async function finishWork(context: GitContext, id: string, request: FinishRequest): Promise<FinishOutcome> {
  const { commonDir } = await requireRepository(context);
  const flows = new FlowFiles(commonDir);
  return flows.exclusively(id, 'finish', async () => {
    const flow = await flows.read(id);
    if (flow?.steps.kind === 'finish' && flow.steps.stage === 'resolving') throw waiting(flow.steps.worktree);
    if (flow !== null) await outlastFlow(flow);
    return bringHome(context, flows, id, request);
  });
}

function waiting(worktree: string | null): TicketreeError {
  return new TicketreeError(
    'finish_refused',
    `A finish of this ticket waits for its conflicts to be resolved${worktree === null ? '' : ` in ${worktree}`}.`,
    'Go on with `ticketree finish --continue`, or take it back with `ticketree finish --abort`.',
  );
}
