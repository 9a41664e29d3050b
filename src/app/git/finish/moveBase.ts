import { TicketreeError } from '../../../domain/errors.js';
import { fastForward, filesInTheWay, takeBack } from '../../../git/fastForward.js';
import { gitFailed } from '../../../git/gitFailures.js';
import { listRefs } from '../../../git/refs.js';
import { updateRefs } from '../../../git/updateRefs.js';
import { namedFiles } from './finishChecks.js';
import { checkoutOf, type FinishFacts } from './finishFacts.js';
import { isCheckedOut, isOn } from '../checkedOut.js';
import type { StagedTicket } from '../flows/flowFile.js';
import type { GitContext } from '../gitContext.js';

/** What the base gets. */
export interface BaseMove {
  /** Id of the commit. */
  readonly commit: string;
  /** The ticket's own file, which is in nobody's way. */
  readonly staged: StagedTicket | null;
  /** The tree that its checkout's index has now, asked for where git has moved the files but may not move the base. */
  readonly before: () => Promise<string>;
}

/**
 * Moves the base to a commit that follows it, if it still stands where it was seen. In the worktree that has it checked
 * out git itself does that, which harms no file that is changed there.
 * @returns false where somebody else has moved the base meanwhile
 * @throws TicketreeError `base_in_the_way`, `git_locked`, `git_failed`
 */
export async function moveBase(context: GitContext, facts: FinishFacts, move: BaseMove): Promise<boolean> {
  const { base, worktrees, branch, repository } = facts;
  const { commit } = move;
  const checkout = checkoutOf(worktrees, base.short);
  try {
    if (checkout !== null) return await forward(context, facts, checkout.path, move);
    // Its files would stay behind.
    if (await isCheckedOut(repository, base.short)) return false;
    const update = { kind: 'update', ref: base.name, id: commit, old: base.id } as const;
    await updateRefs(context.runner, facts.home, [update], `ticketree finish: ${branch.short}`);
    return true;
  } catch (error) {
    if (!TicketreeError.is(error, 'git_failed', 'git_locked', 'branch_changed')) throw error;
    const now = await standsAt(context, facts);
    if (now === base.id) throw error;
    return now === commit;
  }
}

/** @returns false where somebody has gone to another branch there, which git would move instead of the base */
async function forward(
  context: GitContext,
  facts: FinishFacts,
  worktree: string,
  { commit, staged, before }: BaseMove,
): Promise<boolean> {
  const { runner } = context;
  const isStillOn = (): Promise<boolean> => isOn(runner, worktree, facts.base.short);
  if (!(await isStillOn())) return false;
  const result = await fastForward(runner, worktree, commit);
  if (!(await isStillOn())) return (await standsAt(context, facts)) === commit;
  if (result.code === 0) return true;
  if ((await standsAt(context, facts)) !== facts.base.id) throw gitFailed(result, worktree, ['merge']);
  await takeBack(runner, worktree, commit, await before());
  const found = await filesInTheWay(runner, worktree, facts.base.id, commit);
  const files = found.filter((path) => path !== staged?.path);
  const failure = gitFailed(result, worktree, ['merge']);
  if (failure.code === 'disk_full' && files.length > 0) throw halfWritten(worktree, files);
  if (files.length === 0) throw failure;
  throw inTheWay(worktree, files);
}

/** @param files relative to the worktree's root */
function inTheWay(worktree: string, files: readonly string[]): TicketreeError {
  return new TicketreeError(
    'base_in_the_way',
    `The merge would overwrite what is not committed in ${worktree}: ${namedFiles(files)}.`,
    'Nothing was changed. Commit, stash or move these files there, and finish again.',
  );
}

/** git has no way back from that, and what it wrote cannot be told from what somebody else wrote. */
function halfWritten(worktree: string, files: readonly string[]): TicketreeError {
  return new TicketreeError(
    'disk_full',
    `git found no space left in ${worktree}, and has written some files in part: ${namedFiles(files)}.`,
    'Nothing was merged. Free some space, put these files back with `git restore`, delete those that are new, and finish again.',
  );
}

async function standsAt({ runner }: GitContext, { home, base }: FinishFacts): Promise<string | undefined> {
  return (await listRefs(runner, home, [base.name]))[0]?.id;
}
