import { TicketreeError } from '../../../domain/errors.js';
import { commitsNamedIn } from '../../../git/looseCommits.js';
import { gitDirOf } from '../../../git/worktreeAdmin.js';
import type { Worktree } from '../../../git/worktreeList.js';
import type { GitContext, Repository } from '../gitContext.js';

/** What became of the worktree of a finished ticket. */
export type RemovalEnd =
  | { readonly kind: 'removed'; readonly notes: readonly string[] }
  /** Why it stays: a sentence. */
  | { readonly kind: 'kept'; readonly why: string };

/**
 * Removes the worktree of a ticket whose work has been brought home, if nothing in it would be lost. Where git's own look
 * at it is enough, that is all there is.
 * @param known ids of commits that something else leads to
 */
export async function removeFinished(
  context: GitContext,
  repository: Repository,
  worktree: Worktree,
  known: ReadonlySet<string>,
): Promise<RemovalEnd> {
  const { path, locked } = worktree;
  if (locked !== null) {
    return {
      kind: 'kept',
      why: `it is locked${locked === '' ? '' : `: ${locked}`}. \`ticketree worktree unlock\` lets it go.`,
    };
  }
  try {
    const gitDir = await gitDirOf(path);
    if (gitDir === null) return { kind: 'kept', why: `${path} does not say where its repository is.` };
    if ((await isPlain(context, gitDir, known)) && (await removedByGit(context, repository, path))) {
      return { kind: 'removed', notes: [] };
    }
    const { removeWhole } = await import('../worktrees/removeWorktree.js');
    const { kept, notes } = await removeWhole(context, repository, worktree, { gitDir, force: false });
    const where = kept === null ? [] : [`What only the worktree had is kept in ${kept}.`];
    return { kind: 'removed', notes: [...where, ...notes] };
  } catch (error) {
    if (!TicketreeError.is(error)) throw error;
    return { kind: 'kept', why: error.message };
  }
}

/** Whether nothing could be lost with it but what git itself refuses to lose. */
async function isPlain({ settings }: GitContext, gitDir: string, known: ReadonlySet<string>): Promise<boolean> {
  if ((await settings.get('git.copy_files')).length > 0) return false;
  return (await commitsNamedIn(gitDir)).every((id) => known.has(id));
}

/** @returns false where git sees something in it that would be lost */
async function removedByGit({ runner }: GitContext, { commonDir }: Repository, path: string): Promise<boolean> {
  try {
    await runner.run(commonDir, ['worktree', 'remove', '--', path]);
    return true;
  } catch (error) {
    if (TicketreeError.is(error, 'git_failed')) return false;
    throw error;
  }
}
