import { TicketreeError } from '../../../domain/errors.js';
import { takeBack } from '../../../git/fastForward.js';
import { isClean, readStatus } from '../../../git/worktreeStatus.js';
import type { FinishSteps } from '../flows/flowFile.js';
import type { GitContext } from '../gitContext.js';

/**
 * Puts the files of a worktree back where git was stopped while it brought the base into it: it ends when it wants to tell
 * of the conflicts and nobody listens, with the files written, and before it writes down that it is merging. The worktree
 * was clean before; what somebody has changed since stays.
 * @throws TicketreeError `merge_conflict` where the files are not as git has left them
 */
export async function takeHalfMergeBack(
  { runner }: GitContext,
  { base, worktree }: Pick<FinishSteps, 'base'> & { readonly worktree: string },
): Promise<void> {
  if (isClean(await readStatus(runner, worktree))) return;
  // Called as the merge is, the files get the same markers.
  const args = ['merge-tree', '--write-tree', '-z', '--name-only', '--no-messages', 'HEAD', `heads/${base}`];
  const [tree = ''] = (await runner.run(worktree, args, { accept: [1] })).stdout.split('\0');
  const head = await runner.text(worktree, ['rev-parse', '--verify', 'HEAD^{tree}']);
  const staged = await runner.text(worktree, ['write-tree']);
  if (staged !== head && staged !== tree) throw partsLeft(worktree);
  await runner.run(worktree, ['read-tree', tree]);
  // 1: some of the files differ.
  await runner.run(worktree, ['update-index', '-q', '--refresh'], { accept: [1] });
  await takeBack(runner, worktree, tree, head);
  if (isClean(await readStatus(runner, worktree))) return;
  await runner.run(worktree, ['read-tree', head]);
  throw partsLeft(worktree);
}

function partsLeft(worktree: string): TicketreeError {
  return new TicketreeError(
    'merge_conflict',
    `git was stopped while it brought the base into ${worktree}, where files hold parts of it.`,
    'Put them back with `git restore` there, delete those that are new, and try again.',
  );
}
