import { filesInTheWay } from '../../../git/fastForward.js';
import { moveCheckout, type CheckoutMove } from '../../../git/moveCheckout.js';
import { gitDirOf, unfinishedIn } from '../../../git/worktreeAdmin.js';
import { ownIndexPath } from '../flows/flowFolder.js';
import type { GitContext, Repository } from '../gitContext.js';
import { isInside } from '../start/worktreePath.js';
import { inTheMiddle, inTheWay } from './undoRefusals.js';

/** From which commit to which a checkout goes. */
type Way = Pick<CheckoutMove, 'from' | 'to'>;

/**
 * Sees to it that a checkout can go from one commit to another without harm to what is not committed there.
 * @throws TicketreeError `undo_refused`, `base_in_the_way`
 */
export async function refuseInTheWay(
  context: GitContext,
  repository: Repository,
  { from, to }: Way,
  checkout: string,
): Promise<void> {
  const gitDir = await gitDirOf(checkout);
  const pending = gitDir === null ? null : await unfinishedIn(gitDir);
  if (pending !== null) throw inTheMiddle(checkout, pending);
  const keep = keptFolder(context, repository, checkout);
  const found = await filesInTheWay(context.runner, checkout, from, to);
  const files = found.filter((path) => keep === null || !path.startsWith(`${keep}/`));
  if (files.length === 0) return;
  // What a process that died has brought back already is as it shall be.
  const args = ['diff-index', '-z', '--name-only', to, '--', ...files.map((path) => `:(literal,top)${path}`)];
  const differing = new Set((await context.runner.run(checkout, args)).stdout.split('\0'));
  const left = files.filter((path) => differing.has(path));
  if (left.length > 0) throw inTheWay(checkout, left);
}

/** Gives a checkout the files of another commit, but for the live store's. @throws TicketreeError `git_failed` */
export async function goBackIn(
  context: GitContext,
  repository: Repository,
  { from, to }: Way,
  checkout: string,
): Promise<void> {
  const keep = keptFolder(context, repository, checkout);
  const index = ownIndexPath(repository.commonDir);
  await moveCheckout(context.runner, checkout, { from, to, keep, index });
}

/** The store's folder where the checkout holds the live one: no git may change the tickets that people work with. */
function keptFolder({ layout }: GitContext, { storePath }: Repository, checkout: string): string | null {
  return isInside(checkout, layout.project) ? storePath : null;
}
