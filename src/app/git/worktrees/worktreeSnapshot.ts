import { basename, join } from 'node:path';
import { branchPart, isBranchName } from '../../../domain/branchName.js';
import { TicketreeError } from '../../../domain/errors.js';
import { sameValue } from '../../../domain/sameValue.js';
import type { GitRunner } from '../../../git/gitRunner.js';
import { commitsNamedIn, looseTips, mergeHeads } from '../../../git/looseCommits.js';
import { commitSnapshot, snapshotTrees, type SnapshotSource, type SnapshotTrees } from '../../../git/snapshot.js';
import { newTrashRef } from '../../../git/trashRefs.js';
import { updateRefs } from '../../../git/updateRefs.js';
import { isThere } from '../../../git/worktreeAdmin.js';
import type { Worktree } from '../../../git/worktreeList.js';
import type { GitContext, Repository } from '../gitContext.js';
import { readWork, type WorktreeWork } from './worktreeWork.js';

/** How often a snapshot is taken anew while somebody goes on writing. */
const mostTries = 3;

/**
 * Keeps all that a worktree holds in a trash ref, taken again until nobody has written meanwhile.
 * @returns the ref; null where nothing would be lost
 * @throws TicketreeError `unsaved_work` where somebody does not stop writing
 */
export async function snapshotWorktree(
  context: GitContext,
  repository: Repository,
  worktree: Worktree,
  gitDir: string,
): Promise<string | null> {
  let before: SnapshotTrees | null = null;
  for (let round = 0; round <= mostTries; round++) {
    const work = await readWork(context, repository, worktree, gitDir);
    const source = sourceOf(worktree, gitDir, work);
    const trees: SnapshotTrees = await snapshotTrees(context.runner, source);
    if (before !== null && sameValue(before, trees)) {
      return keep(context, repository, worktree, { gitDir, trees, loose: work.loose });
    }
    before = trees;
  }
  throw new TicketreeError(
    'unsaved_work',
    `Something keeps writing into ${worktree.path}, so it was not removed.`,
    'Stop what is at work there, such as an editor or a build, and try again.',
  );
}

/**
 * Keeps what is left of a worktree whose files are gone, or were never all written: what was staged, what lies in its
 * folder, and commits that nothing else leads to.
 * @returns the ref; null where nothing would be lost
 */
export async function snapshotRest(
  context: GitContext,
  repository: Repository,
  worktree: Worktree,
  gitDir: string,
): Promise<string | null> {
  const { runner } = context;
  const { head, path } = worktree;
  const ids = [...(head === null ? [] : [head]), ...(await commitsNamedIn(gitDir))];
  const loose = await looseTips(runner, repository.commonDir, [...new Set(ids)]);
  const isHalfMade = await isThere(join(path, '.git'));
  const source = { worktree: isHalfMade ? path : null, gitDir, head, isHalfMade };
  const rest = { ignored: [], hidden: [] };
  const trees = await snapshotTrees(runner, { ...source, ...rest, hasConflicts: await hasConflicts(runner, gitDir) });
  return keep(context, repository, worktree, { gitDir, trees, loose });
}

/** Whether an index holds several versions of a file, by which git can make no tree of it. */
async function hasConflicts(runner: GitRunner, gitDir: string): Promise<boolean> {
  const env = { GIT_DIR: gitDir };
  return (await runner.text(gitDir, ['ls-files', '--unmerged', '-z'], { env })) !== '';
}

function sourceOf({ path, head }: Worktree, gitDir: string, { contents, listed }: WorktreeWork): SnapshotSource {
  return {
    ...{ worktree: path, gitDir, head, ignored: listed, hidden: contents.hidden },
    hasConflicts: contents.status.conflicts.length > 0,
    isHalfMade: false,
  };
}

async function keep(
  { runner, clock }: GitContext,
  { commonDir }: Repository,
  { head, branch, path }: Worktree,
  {
    gitDir,
    trees,
    loose,
  }: { readonly gitDir: string; readonly trees: SnapshotTrees; readonly loose: readonly string[] },
): Promise<string | null> {
  const isSame = trees.index === null && trees.ignored === null && trees.files === trees.head;
  if (isSame && loose.length === 0) return null;
  const name = branch ?? nameOfFolder(path);
  const only = isSame && loose.length === 1 && loose[0] === head ? head : null;
  const also = [...(await mergeHeads(gitDir)), ...loose].filter((each) => each !== head);
  const id = only ?? (await commitSnapshot(runner, commonDir, trees, { head, also, title: `the worktree of ${name}` }));
  const ref = newTrashRef('worktree', name, clock());
  await updateRefs(runner, commonDir, [{ kind: 'create', ref, id }], 'ticketree: worktree removed');
  return ref;
}

function nameOfFolder(path: string): string {
  const name = branchPart(basename(path));
  return isBranchName(name) ? name : 'worktree';
}
