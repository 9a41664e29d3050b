import type { FinishFacts } from './finishFacts.js';
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
  const said = await context.settings.some(['git.remove_worktree', 'git.remove_branch', 'git.finished_status']);
  const { way, branch, base, checkout } = facts;
  return {
    ...{ kind: 'finish', stage: 'merging', way, message, merged },
    ...{ branch: branch.short, tip: branch.id, base: base.short, baseBefore: base.id },
    worktree: checkout === null || checkout.isMain ? null : checkout.path,
    keepWorktree: request.keepWorktree ?? !said['git.remove_worktree'],
    keepBranch: request.keepBranch ?? !said['git.remove_branch'],
    status: said['git.finished_status'],
  };
}
