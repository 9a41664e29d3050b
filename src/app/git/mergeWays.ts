import { TicketreeError } from '../../domain/errors.js';
import { commitTree, signsCommits } from '../../git/commitTree.js';
import { mergeTree, type MergeResult } from '../../git/mergeTree.js';
import { rebaseInMemory } from '../../git/rebaseInMemory.js';
import type { FinishFacts } from './finishFacts.js';
import type { GitContext } from './gitContext.js';

/** What the base is to get; made in git's object store, so that nothing shows of it yet. */
export type Landing =
  /** The base has it all. */
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'commit';
      readonly id: string;
      /** Id of its tree, or what names it. */
      readonly tree: string;
      /** Whether the commit has the message of the finish, so that a change of its tree is a change of that commit. */
      readonly parents: readonly string[] | null;
      readonly signed: boolean;
    }
  /** Files, relative to the root, in which both say something else. */
  | { readonly kind: 'conflicts'; readonly files: readonly string[] };

/**
 * Makes what a finish brings into the base, without touching a branch or a worktree.
 * @param message of the one commit of a squash or a merge
 * @throws TicketreeError `git_no_identity`, `git_failed`, `finish_refused` where a rebase would lose something
 */
export async function prepareLanding(context: GitContext, facts: FinishFacts, message: string): Promise<Landing> {
  const { base, branch, ahead, way } = facts;
  if (ahead.length === 0 || way === 'none' || way === 'pr') return { kind: 'nothing' };
  if (way === 'ff') return { kind: 'commit', id: branch.id, tree: branch.tree, parents: null, signed: false };
  const signed = await signsCommits(context.runner, facts.home);
  if (way === 'rebase') return rebased(context, facts, signed);
  const merged = await mergedTree(context, facts);
  if (merged.kind === 'conflicts') return merged;
  const { tree } = merged;
  if (tree === base.tree && way === 'squash') return { kind: 'nothing' };
  const parents = way === 'squash' ? [base.id] : [base.id, branch.id];
  const id = await commitTree(context.runner, facts.home, { tree, parents, message, signed });
  return { kind: 'commit', id, tree, parents, signed };
}

/** Files that would conflict; none where all fits. Nothing is made that a branch could name. */
export async function conflictsOf(context: GitContext, facts: FinishFacts): Promise<readonly string[]> {
  if (facts.ahead.length === 0 || ['none', 'pr', 'ff'].includes(facts.way)) return [];
  const found = facts.way === 'rebase' ? await rebased(context, facts, false) : await mergedTree(context, facts);
  return found.kind === 'conflicts' ? found.files : [];
}

/** Where the base has nothing that the branch lacks, the branch is the merge. */
async function mergedTree({ runner }: GitContext, { home, base, branch, behind }: FinishFacts): Promise<MergeResult> {
  if (behind === 0) return { kind: 'clean', tree: branch.tree };
  return mergeTree(runner, home, base.id, branch.id);
}

async function rebased(context: GitContext, facts: FinishFacts, signed: boolean): Promise<Landing> {
  const { home, base, branch, ahead } = facts;
  const place = { head: base.id, tree: base.tree };
  const result = await rebaseInMemory(context.runner, home, place, branch.id, signed);
  if (result.kind === 'conflicts') return result;
  if (ahead.some(({ parents }) => parents.length > 1)) {
    const merged = await mergedTree(context, facts);
    if (merged.kind === 'conflicts' || merged.tree !== result.tree) throw mergesHoldWork(facts);
  }
  if (result.head === base.id) return { kind: 'nothing' };
  return { kind: 'commit', id: result.head, tree: result.tree, parents: null, signed };
}

function mergesHoldWork({ branch }: FinishFacts): TicketreeError {
  return new TicketreeError(
    'finish_refused',
    `Merge commits of ${branch.short} hold changes of their own, which a rebase would leave out.`,
    'Nothing was changed. Use `--merge squash` or `--merge merge`.',
  );
}
