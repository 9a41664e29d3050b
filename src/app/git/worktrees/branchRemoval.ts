import { TicketreeError } from '../../../domain/errors.js';
import type { TicketRow } from '../../../domain/ticketRow.js';
import { mergeTree } from '../../../git/mergeTree.js';
import { branchRef, listRefs } from '../../../git/refs.js';
import { branchToTrash } from '../../../git/trashRefs.js';
import { updateRefs } from '../../../git/updateRefs.js';
import type { GitContext, Repository } from '../gitContext.js';
import { findBase } from './worktreeBase.js';
import { worktreesOf } from '../worktreesOf.js';

/** What became of a branch. */
export interface BranchRemoval {
  /** Ref that keeps its tip; null where the branch is still there. */
  readonly keptIn: string | null;
  /** One sentence for a person, where the branch stays. */
  readonly note: string | null;
}

/**
 * Deletes the branch of a ticket if all of it stands elsewhere too: in its base, as a squash also, or on a remote. Its
 * tip is kept in the trash all the same.
 * @param row its ticket; null where that is gone
 */
export async function removeMergedBranch(
  context: GitContext,
  repository: Repository,
  branch: string,
  row: TicketRow | null,
): Promise<BranchRemoval> {
  const { runner, clock } = context;
  const { commonDir } = repository;
  const refs = await listRefs(runner, commonDir, ['refs/heads/', 'refs/remotes/']);
  const ref = refs.find(({ name }) => name === branchRef(branch));
  if (ref === undefined) return { keptIn: null, note: null };
  const base = await findBase(context, repository, row, refs);
  const stays = (why: string): BranchRemoval => ({ keptIn: null, note: `The branch ${branch} stays: ${why}.` });
  if (base?.name === branch) return stays('others start from it');
  const where = base === null ? 'on no remote' : `neither in ${base.name} nor on a remote`;
  if (!(await standsElsewhere(context, repository, ref.id, base?.id ?? null))) return stays(`its commits are ${where}`);
  const other = (await worktreesOf(runner, repository)).find((each) => each.branch === branch);
  if (other) return stays(`it is checked out in ${other.path}`);
  const { ref: keptIn, updates } = branchToTrash(branch, ref.id, clock());
  try {
    await updateRefs(runner, commonDir, updates, `ticketree: branch ${branch} deleted`);
    return { keptIn, note: null };
  } catch (error) {
    if (!TicketreeError.is(error)) throw error;
    return stays('it has just been moved');
  }
}

/** Whether a base, or a remote, has all that a commit brings. @param base id of a commit */
async function standsElsewhere(
  context: GitContext,
  { commonDir }: Repository,
  tip: string,
  base: string | null,
): Promise<boolean> {
  const args = ['rev-list', '--max-count=1', tip, '--not', ...(base === null ? [] : [base]), '--remotes'];
  if ((await context.runner.text(commonDir, args)) === '') return true;
  return base !== null && (await bringsNothing(context, { commonDir }, tip, base));
}

/** Whether merging a commit into a base would change nothing, as after a squash. @param base id of a commit */
export async function bringsNothing(
  { runner }: GitContext,
  { commonDir }: Pick<Repository, 'commonDir'>,
  tip: string,
  base: string,
): Promise<boolean> {
  try {
    const merged = await mergeTree(runner, commonDir, base, tip);
    if (merged.kind === 'conflicts') return false;
    return merged.tree === (await runner.text(commonDir, ['rev-parse', '--verify', `${base}^{tree}`]));
  } catch (error) {
    // Histories that have nothing in common.
    if (TicketreeError.is(error, 'git_failed')) return false;
    throw error;
  }
}
