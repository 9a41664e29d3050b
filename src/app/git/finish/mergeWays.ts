import { TicketreeError } from '../../../domain/errors.js';
import { commitTree, signsCommits } from '../../../git/commitTree.js';
import { mergeTree, type MergeResult } from '../../../git/mergeTree.js';
import { rebaseInMemory } from '../../../git/rebaseInMemory.js';
import type { FinishFacts } from './finishFacts.js';
import type { GitContext } from '../gitContext.js';

/** What the base is to get; made in git's object store, so that nothing shows of it yet. */
export type Landing =
  /** The base has it all. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'commit'; readonly id: string }
  /** Files, relative to the root, in which both say something else. */
  | { readonly kind: 'conflicts'; readonly files: readonly string[] };

/** The commit that a finish makes. */
interface OwnCommit {
  readonly message: string;
  /** Puts the ticket's own file into its tree; null where that is not committed. */
  readonly dress: ((tree: string) => Promise<string>) | null;
}

/**
 * Makes what a finish brings into the base, without touching a branch or a worktree.
 * @throws TicketreeError `git_no_identity`, `git_failed`, `finish_refused` where a rebase would lose something
 */
export async function prepareLanding(context: GitContext, facts: FinishFacts, own: OwnCommit): Promise<Landing> {
  const { runner } = context;
  const { home, base, branch, ahead, way } = facts;
  if (ahead.length === 0 || way === 'none' || way === 'pr') return { kind: 'nothing' };
  const { message, dress } = own;
  const signed = (way !== 'ff' || dress !== null) && (await signsCommits(runner, home));
  const made = await merged(context, facts, signed);
  if (made.kind === 'conflicts') return made;
  if (made.tree === base.tree && (way === 'squash' || made.head === base.id)) return { kind: 'nothing' };
  const tree = dress === null ? made.tree : await dress(made.tree);
  // The commits of a rebase and a fast-forward stay what they are; the ticket gets one of its own.
  const last = made.head === null ? (way === 'squash' ? [base.id] : [base.id, branch.id]) : [made.head];
  if (made.head !== null && tree === made.tree) return { kind: 'commit', id: made.head };
  return { kind: 'commit', id: await commitTree(runner, home, { tree, parents: last, message, signed }) };
}

/** Files that would conflict; none where all fits. Nothing is made that a branch could name. */
export async function conflictsOf(context: GitContext, facts: FinishFacts): Promise<readonly string[]> {
  if (facts.ahead.length === 0 || ['none', 'pr', 'ff'].includes(facts.way)) return [];
  const found = await merged(context, facts, false);
  return found.kind === 'conflicts' ? found.files : [];
}

type Merged =
  | {
      readonly kind: 'clean';
      readonly tree: string;
      /** Id of the commit that has the tree; null where one is still to be made. */
      readonly head: string | null;
    }
  | Extract<MergeResult, { kind: 'conflicts' }>;

async function merged(context: GitContext, facts: FinishFacts, signed: boolean): Promise<Merged> {
  const { branch, way } = facts;
  if (way === 'ff') return { kind: 'clean', tree: branch.tree, head: branch.id };
  if (way === 'rebase') return rebased(context, facts, signed);
  const result = await mergedTree(context, facts);
  return result.kind === 'conflicts' ? result : { ...result, head: null };
}

/** Where the base has nothing that the branch lacks, the branch is the merge. */
async function mergedTree({ runner }: GitContext, { home, base, branch, behind }: FinishFacts): Promise<MergeResult> {
  if (behind === 0) return { kind: 'clean', tree: branch.tree };
  return mergeTree(runner, home, base.id, branch.id);
}

async function rebased(context: GitContext, facts: FinishFacts, signed: boolean): Promise<Merged> {
  const { home, base, branch, ahead } = facts;
  const place = { head: base.id, tree: base.tree };
  const result = await rebaseInMemory(context.runner, home, place, branch.id, signed);
  if (result.kind === 'clean' && ahead.some(({ parents }) => parents.length > 1)) {
    const whole = await mergedTree(context, facts);
    if (whole.kind === 'conflicts' || whole.tree !== result.tree) throw mergesHoldWork(facts);
  }
  return result;
}

function mergesHoldWork({ branch }: FinishFacts): TicketreeError {
  return new TicketreeError(
    'finish_refused',
    `Merge commits of ${branch.short} hold changes of their own, which a rebase would leave out.`,
    'Nothing was changed. Use `--merge squash` or `--merge merge`.',
  );
}
