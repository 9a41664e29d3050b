import { TicketreeError } from '../../../domain/errors.js';
import { readWorktreeFiles } from '../../../git/worktreeFiles.js';
import { namedFiles } from './finishChecks.js';
import type { FinishFacts } from './finishFacts.js';
import type { GitContext } from '../gitContext.js';
import { furnishWorktree } from '../start/startWork.js';
import { refuseTakenPath, worktreePathOf } from '../start/worktreePath.js';

/**
 * Where conflicts are resolved: where the ticket's branch is checked out, else in a worktree that is made for it.
 * @param files that conflict, for the case that there is no room for them
 * @returns the path of a worktree
 * @throws TicketreeError `merge_conflict`
 */
export async function placeForConflicts(
  context: GitContext,
  { repository, home, ticket, branch, checkout }: FinishFacts,
  files: readonly string[],
): Promise<string> {
  if (checkout !== null) return checkout.path;
  try {
    const settings = await context.settings.read();
    const path = await worktreePathOf(context, settings, ticket);
    refuseTakenPath(path, repository, await readWorktreeFiles(repository.commonDir));
    await context.runner.run(home, ['worktree', 'add', '--', path, branch.short]);
    await furnishWorktree(context, repository, path, settings.get('git.copy_files'));
    return path;
  } catch (error) {
    if (!TicketreeError.is(error)) throw error;
    throw new TicketreeError(
      'merge_conflict',
      `The merge conflicts in ${namedFiles(files)}, and there is no worktree to resolve that in: ${error.message}`,
      `Nothing was merged. Check out ${branch.short} somewhere and finish again.`,
      { cause: error },
    );
  }
}
