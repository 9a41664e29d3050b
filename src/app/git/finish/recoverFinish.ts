import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { takeBack } from '../../../git/fastForward.js';
import { mergeTree } from '../../../git/mergeTree.js';
import { branchRef, listRefs } from '../../../git/refs.js';
import { treeWithFile } from '../../../git/treeWithFile.js';
import { completeFinish } from './completeFinish.js';
import { checkoutOf, homeOf } from './finishFacts.js';
import { FlowFiles, isAbandoned, type FinishSteps, type Flow } from '../flows/flowFile.js';
import { ownIndexPath } from '../flows/flowFolder.js';
import { outlastFlow } from '../flows/outlastFlow.js';
import { requireRepository, type GitContext, type Repository } from '../gitContext.js';
import { unstageTicket } from './ticketCommit.js';
import { worktreesOf } from '../worktreesOf.js';

/** How long after the start of the merge a git may still be at work on it, milliseconds. */
const orphanMillis = 2000;

/**
 * Completes a finish whose process has died, if the base has the work; else nothing has happened, and the flow is
 * forgotten. What waits for a person to resolve conflicts is left alone. May be called as often as one likes.
 * @throws TicketreeError where something is in the way; the next call tries again
 */
export async function recoverFinish(context: GitContext, { ticket }: Flow): Promise<void> {
  const repository = await requireRepository(context);
  const { commonDir } = repository;
  const flows = new FlowFiles(commonDir);
  await flows.exclusively(ticket, 'finish', async () => {
    const flow = await flows.read(ticket);
    if (flow === null || !isFinish(flow) || !isAbandoned(flow)) return;
    await outlastFlow(flow);
    const home = homeOf(repository);
    const { way, merged, base, tip, staged } = flow.steps;
    if (merged === null || !(await arrives(context, home, flow, merged))) {
      if (merged !== null) await takeFilesBack(context, repository, flow, merged);
      if (staged !== undefined && existsSync(staged.worktree)) await unstageTicket(context.runner, staged);
      await flows.remove(ticket);
      return;
    }
    const worktrees = await worktreesOf(context.runner, repository);
    const isMerged = way !== 'none' || (await isIn(context, home, tip, base));
    const known = new Set([tip, merged, flow.steps.baseBefore]);
    await completeFinish(context, { flow, repository, worktrees, isMerged, known });
  });
}

/** git may have died when it had taken the base's files forward, and not yet the base itself. */
async function takeFilesBack(
  { runner }: GitContext,
  repository: Repository,
  { steps: { base, baseBefore, staged } }: Flow<FinishSteps>,
  merged: string,
): Promise<void> {
  const home = homeOf(repository);
  const checkout = checkoutOf(await worktreesOf(runner, repository), base);
  if (checkout?.head == null) return;
  const { head, path } = checkout;
  // Another finish may have moved the base meanwhile, beside these files.
  const both = head === baseBefore ? null : await mergeTree(runner, home, head, merged);
  if (both?.kind === 'conflicts') return;
  const index = ownIndexPath(repository.commonDir);
  const before = staged === undefined ? head : await treeWithFile(runner, home, head, staged, index);
  await takeBack(runner, path, both?.tree ?? merged, before);
}

function isFinish(flow: Flow): flow is Flow<FinishSteps> {
  return flow.steps.kind === 'finish';
}

/** Whether the base has the work, or gets it from a git that has outlived the process which had called it. */
async function arrives(context: GitContext, home: string, flow: Flow<FinishSteps>, merged: string): Promise<boolean> {
  const deadline = Date.parse(flow.at) + orphanMillis;
  for (;;) {
    if (await isIn(context, home, merged, flow.steps.base)) return true;
    const left = deadline - context.clock().getTime();
    // A clock that was set back must keep nobody waiting.
    if (left <= 0 || left > orphanMillis) return false;
    await delay(Math.min(left, 100));
  }
}

/** Whether a branch has a commit. */
async function isIn({ runner }: GitContext, home: string, commit: string, branch: string): Promise<boolean> {
  if ((await listRefs(runner, home, [branchRef(branch)])).length === 0) return false;
  const args = ['merge-base', '--is-ancestor', commit, branchRef(branch)];
  return (await runner.run(home, args, { accept: [1, 128] })).code === 0;
}
