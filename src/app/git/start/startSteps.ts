import { existsSync } from 'node:fs';
import { rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { TicketreeError } from '../../../domain/errors.js';
import type { GitRunner } from '../../../git/gitRunner.js';
import { branchRef } from '../../../git/refs.js';
import { updateRefs } from '../../../git/updateRefs.js';
import { readWorktreeFiles } from '../../../git/worktreeFiles.js';
import { halfMade } from '../../../git/worktreeList.js';
import { statIfThere } from '../../../store/files.js';
import { branchAt } from '../checkedOut.js';
import type { StartSteps } from '../flows/flowFile.js';
import type { GitContext, Repository } from '../gitContext.js';
import type { StartPlan } from './startPlan.js';
import { isInside } from './worktreePath.js';

/**
 * Makes branch and worktree, or goes to the branch here, as one call of git.
 * @returns notes for a person
 * @throws TicketreeError
 */
export async function takeSteps(context: GitContext, repository: Repository, plan: StartPlan): Promise<string[]> {
  const { steps, follows } = plan;
  const { branch, from, makesBranch, worktree, switches } = steps;
  if (worktree !== null) {
    try {
      await addWorktree(context.runner, repository.checkout, plan, worktree);
    } catch (error) {
      if (!TicketreeError.is(error, 'git_failed') || !(await isWhole(repository, steps))) throw error;
      return [saidAfterwards(error)];
    }
  } else if (switches !== null) {
    const making = [...tracking(follows), '-c', branch, follows ?? from];
    return goTo(context, switches, branch, makesBranch ? making : ['--no-guess', branch]);
  }
  return [];
}

function tracking(follows: string | null): string[] {
  return [follows === null ? '--no-track' : '--track'];
}

async function addWorktree(runner: GitRunner, checkout: string, plan: StartPlan, path: string): Promise<void> {
  const { steps, follows, replacesLost } = plan;
  const { branch, from, makesBranch } = steps;
  const command = ['worktree', 'add', ...(replacesLost ? ['--force'] : [])];
  const ofBranch = [...command, '--', path, branch];
  if (!makesBranch) {
    await runner.run(checkout, ofBranch);
    return;
  }
  const making = [...command, ...tracking(follows), '-b', branch, '--', path, follows ?? from];
  try {
    await runner.run(checkout, making, { once: true });
  } catch (error) {
    // git makes the branch before it looks at the other worktrees.
    const isBranchMade =
      TicketreeError.is(error, 'worktree_unfinished') && (await tipOf(runner, checkout, branch)) === from;
    if (!isBranchMade) throw error;
    await runner.run(checkout, ofBranch);
  }
}

async function tipOf(runner: GitRunner, folder: string, branch: string): Promise<string> {
  return runner.text(folder, ['rev-parse', '--verify', '--quiet', branchRef(branch)], { accept: [1] });
}

/**
 * `git switch`, with what to do where changed files are in the way.
 * @param branch short name of the branch that `args` lead to
 * @returns notes for a person
 * @throws TicketreeError where the checkout is not on the branch then
 */
export async function goTo(
  { runner }: GitContext,
  checkout: string,
  branch: string,
  args: readonly string[],
): Promise<string[]> {
  try {
    await runner.run(checkout, ['switch', '--quiet', ...args]);
    return [];
  } catch (error) {
    if (!TicketreeError.is(error, 'git_failed')) throw error;
    if ((await branchAt(checkout)) === branch) return [saidAfterwards(error)];
    const hint =
      'Commit or stash what may be in the way, or start the ticket in a worktree of its own with --worktree.';
    throw new TicketreeError('git_failed', error.message, `Nothing was changed. ${hint}`, { cause: error });
  }
}

/** Whether git has done all that it was asked for. */
export async function isWhole(
  { commonDir }: Repository,
  { worktree, switches, branch }: Pick<StartSteps, 'worktree' | 'switches' | 'branch'>,
): Promise<boolean> {
  if (worktree === null) return switches !== null && (await branchAt(switches)) === branch;
  const found = (await readWorktreeFiles(commonDir)).find(({ path }) => path === worktree);
  if (!found?.isThere || found.locked === halfMade) return false;
  // A repository that keeps its refs in another format tells no branch.
  const isOnBranch = found.branch === null || found.branch === branch;
  return isOnBranch && existsSync(join(commonDir, 'worktrees', found.name, 'index'));
}

/** A hook that runs after git's work makes it a failure, and takes nothing back (githooks(5), post-checkout). */
export function saidAfterwards({ message }: TicketreeError): string {
  return `All of it was done, and then a hook failed: ${message}`;
}

/**
 * Takes back what a start has made, as far as it has come; what was there before stays, and so does a branch on which
 * somebody has committed meanwhile.
 * @throws TicketreeError
 */
export async function undoSteps(context: GitContext, repository: Repository, steps: StartSteps): Promise<void> {
  const { branch, from, makesBranch, worktree, madeFolder, switches, before } = steps;
  const { runner } = context;
  // The checkout may be the one that is to go.
  const folder = repository.mainWorktree ?? repository.commonDir;
  if (switches !== null && before !== null) await goBack(context, switches, branch, before);
  if (worktree !== null) {
    const known = (await readWorktreeFiles(repository.commonDir)).find(({ path }) => path === worktree);
    // A folder that git does not know is somebody else's, put there when we had looked.
    if (known && (known.branch === null || known.branch === branch)) {
      await rm(worktree, { recursive: true, force: true });
      await runner.run(folder, ['worktree', 'remove', '--force', '--force', '--', worktree]);
    }
    if (madeFolder !== null) await removeEmpty(dirname(worktree), madeFolder);
  }
  if (!makesBranch) return;
  if ((await tipOf(runner, folder, branch)) !== from) return;
  await updateRefs(runner, folder, [{ kind: 'delete', ref: branchRef(branch), old: from }], 'ticketree: start undone');
  // What it followed; git says 5 where nothing is written down (git-config(1)) and 128 where there is no such section.
  await runner.run(folder, ['config', '--remove-section', `branch.${branch}`], { accept: [1, 5, 128] });
}

async function goBack(context: GitContext, checkout: string, branch: string, before: string): Promise<void> {
  if ((await branchAt(checkout)) !== branch || branch === before) return;
  const isCommit = /^[0-9a-f]{40,64}$/.test(before);
  try {
    await context.runner.run(checkout, ['switch', ...(isCommit ? ['--detach', before] : ['--no-guess', before])]);
  } catch (error) {
    // A hook that fails afterwards.
    if ((await branchAt(checkout)) === branch) throw error;
  }
}

async function removeEmpty(folder: string, top: string): Promise<void> {
  for (let each = folder; isInside(top, each); each = dirname(each)) {
    if (statIfThere(each) === null) continue;
    try {
      await rmdir(each);
    } catch {
      // Somebody has put something there.
      return;
    }
  }
}
