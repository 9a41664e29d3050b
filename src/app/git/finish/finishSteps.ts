import { quickUuid } from '../../../util/uuid.js';
import { isRemovable, type FinishFacts } from './finishFacts.js';
import type { FinishRequest } from './finishTypes.js';
import type { FinishSteps } from '../flows/flowFile.js';
import type { GitContext } from '../gitContext.js';

/** What is written down of a finish before the base moves. */
export async function stepsOf(
  context: GitContext,
  facts: FinishFacts,
  request: FinishRequest,
  { message, merged }: Pick<FinishSteps, 'message' | 'merged'>,
): Promise<FinishSteps> {
  const [said, active] = await Promise.all([
    context.settings.some(['git.remove_worktree', 'git.remove_branch', 'git.finished_status']),
    context.store.readActive(),
  ]);
  const { ticket, way, branch, base, checkout } = facts;
  return {
    ...{ kind: 'finish', stage: 'merging', way, message, merged },
    ...{ branch: branch.short, tip: branch.id, base: base.short, baseBefore: base.id },
    worktree: checkout === null || checkout.isMain ? null : checkout.path,
    keepWorktree: request.keepWorktree ?? !said['git.remove_worktree'],
    keepBranch: request.keepBranch ?? !said['git.remove_branch'],
    status: said['git.finished_status'],
    standsIn: checkout === null || isRemovable(context, checkout) ? null : checkout.path,
    operation: quickUuid(),
    wasActive: active.includes(ticket.id),
  };
}
