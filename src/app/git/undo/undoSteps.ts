import { rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { TicketreeError } from '../../../domain/errors.js';
import { branchRef, listRefs } from '../../../git/refs.js';
import { isGitRunningWith, outlastGit } from '../../../git/runningGit.js';
import { listTrash, newTrashRef } from '../../../git/trashRefs.js';
import { updateRefs, type RefUpdate } from '../../../git/updateRefs.js';
import { halfMade } from '../../../git/worktreeList.js';
import { readWorktreeFiles } from '../../../git/worktreeFiles.js';
import { homeOf } from '../finish/finishFacts.js';
import type { CopiedFiles } from '../start/copyFiles.js';
import { isWhole, saidAfterwards } from '../start/startSteps.js';
import { furnishWorktree } from '../start/startWork.js';
import type { GitContext, Repository } from '../gitContext.js';
import type { FinishRecord } from './finishRecord.js';
import { goBackIn } from './undoCheckout.js';
import type { UndoStep } from './undoTypes.js';

type StepOf<Kind extends UndoStep['kind']> = Extract<UndoStep, { kind: Kind }>;

/** After so long a git that nobody can see has made its worktree, milliseconds. */
const patienceMillis = 5000;

/** Makes the branch again, and takes its tip out of the trash in the same transaction: from then on the branch holds it. */
export async function restoreBranch(
  { runner }: GitContext,
  repository: Repository,
  { branch, to }: StepOf<'branch'>,
): Promise<void> {
  const home = homeOf(repository);
  const trash = await listTrash(runner, home);
  const updates: RefUpdate[] = [
    { kind: 'create', ref: branchRef(branch), id: to },
    ...trash
      .filter(({ kind, name, id }) => kind === 'branch' && name === branch && id === to)
      .map(({ ref, id }): RefUpdate => ({ kind: 'delete', ref, old: id })),
  ];
  await updateUnlessDone({ runner }, home, updates, `ticketree finish --undo: ${branch}`);
}

/** Makes the worktree again. @returns notes for a person. @throws TicketreeError */
export async function restoreWorktree(
  { runner }: GitContext,
  repository: Repository,
  { path, branch }: StepOf<'worktree'>,
): Promise<string[]> {
  const home = homeOf(repository);
  const known = (await readWorktreeFiles(repository.commonDir)).find((each) => each.path === path);
  if (known?.locked === halfMade) {
    // Where nobody can tell whether it is still being made, it is likely to.
    if ((await outlastGit(() => isGitRunningWith(['worktree', 'add', path]))) === null) await delay(patienceMillis);
    await rm(path, { recursive: true, force: true });
    await runner.run(home, ['worktree', 'remove', '--force', '--force', '--', path]);
  }
  // git still knows one whose folder somebody has deleted.
  const force = known === undefined || known.locked === halfMade ? [] : ['--force'];
  try {
    await runner.run(home, ['worktree', 'add', ...force, '--', path, branch]);
    return [];
  } catch (error) {
    if (!TicketreeError.is(error, 'git_failed')) throw error;
    if (!(await isWhole(repository, { worktree: path, switches: null, branch }))) throw error;
    return [saidAfterwards(error)];
  }
}

/** Gives the worktree what git does not, as a start does; what is there already stays. */
export async function furnishAgain(
  context: GitContext,
  repository: Repository,
  { worktree, branch }: FinishRecord,
): Promise<CopiedFiles> {
  const linked = await readWorktreeFiles(repository.commonDir);
  const isThere = linked.some((each) => each.path === worktree && each.isThere && each.branch === branch);
  if (worktree === null || !isThere) return { copied: [], notes: [] };
  return furnishWorktree(context, repository, worktree, await context.settings.get('git.copy_files'));
}

/** Puts a checkout back on the branch; what is not committed there comes along. @throws TicketreeError */
export async function switchBack(context: GitContext, repository: Repository, step: StepOf<'switch'>): Promise<void> {
  const { checkout, branch, from, to } = step;
  await goBackIn(context, repository, step, checkout);
  try {
    await context.runner.run(checkout, ['symbolic-ref', '-m', 'ticketree finish --undo', 'HEAD', branchRef(branch)]);
  } catch (error) {
    await goBackIn(context, repository, { from: to, to: from }, checkout);
    throw error;
  }
}

/**
 * Takes the base back, if it still has what the finish gave it; that goes into the trash.
 * @returns the ref that keeps it; null where the branch holds it too
 * @throws TicketreeError `branch_changed`, `git_locked`, `git_failed`
 */
export async function moveBaseBack(
  context: GitContext,
  repository: Repository,
  { base, from, to, checkout }: StepOf<'base'>,
  tip: string,
): Promise<string | null> {
  const home = homeOf(repository);
  const ref = from === tip ? null : newTrashRef('branch', base, context.clock());
  const updates: RefUpdate[] = [{ kind: 'update', ref: branchRef(base), id: to, old: from }];
  if (ref !== null) updates.push({ kind: 'create', ref, id: from });
  // In a checkout nobody guards the branch and the files as one, so it is looked at once more.
  if ((await standsAt(context, home, base)) !== from) throw movedMeanwhile(base);
  if (checkout !== null) await goBackIn(context, repository, { from, to }, checkout);
  try {
    await updateUnlessDone(context, checkout ?? home, updates, `ticketree finish --undo: ${base}`);
  } catch (error) {
    if (checkout !== null) await goBackIn(context, repository, { from: to, to: from }, checkout);
    throw (await standsAt(context, home, base)) === from ? error : movedMeanwhile(base);
  }
  return ref;
}

/** Changes refs, or finds them changed by a git that has outlived its caller. */
async function updateUnlessDone(
  { runner }: Pick<GitContext, 'runner'>,
  folder: string,
  updates: readonly RefUpdate[],
  reason: string,
): Promise<void> {
  try {
    await updateRefs(runner, folder, updates, reason);
  } catch (error) {
    const [first] = updates;
    if (!TicketreeError.is(error) || first === undefined || first.kind === 'delete') throw error;
    if ((await listRefs(runner, folder, [first.ref]))[0]?.id !== first.id) throw error;
  }
}

async function standsAt({ runner }: GitContext, home: string, branch: string): Promise<string | undefined> {
  return (await listRefs(runner, home, [branchRef(branch)]))[0]?.id;
}

function movedMeanwhile(base: string): TicketreeError {
  return new TicketreeError(
    'branch_changed',
    `${base} moved while the finish was taken back.`,
    'It was left where it is. Look at what it has got, and try again.',
  );
}
