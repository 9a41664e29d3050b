import { commitTree } from './commitTree.js';
import { idsIn, records } from './branchCommits.js';
import type { GitRunner } from './gitRunner.js';
import { mergeTree } from './mergeTree.js';

/** What a rebase would come to; no worktree is touched. */
export type RebaseResult =
  | {
      readonly kind: 'clean';
      /** Id of the last commit; the base's own where nothing is left of the others. */
      readonly head: string;
      readonly tree: string;
    }
  | { readonly kind: 'conflicts'; readonly files: readonly string[] };

interface FullCommit {
  readonly id: string;
  readonly parents: readonly string[];
  readonly tree: string;
  readonly author: { readonly name: string; readonly email: string; readonly date: string };
  readonly message: string;
}

interface Place {
  /** Id of the commit. */
  readonly head: string;
  /** Id of its tree. */
  readonly tree: string;
}

/**
 * Lays the commits of a branch anew upon a base, in git's object store alone. Merge commits are left out, as by git
 * rebase, and so is what the base has already. Author, time and message stay.
 * @param base where they are laid upon
 * @param tip id of the branch's last commit
 * @param signed whether the new commits are signed
 */
export async function rebaseInMemory(
  runner: GitRunner,
  folder: string,
  base: Place,
  tip: string,
  signed: boolean,
): Promise<RebaseResult> {
  const commits = await readCommits(runner, folder, base.head, tip);
  const trees = new Map([[base.head, base.tree], ...commits.map(({ id, tree }): [string, string] => [id, tree])]);
  let place = base;
  for (const commit of commits) {
    if (commit.parents.length > 1) continue;
    // What stands there already needs no second commit.
    if (commit.parents[0] === place.head) {
      place = { head: commit.id, tree: commit.tree };
      continue;
    }
    const picked = await pick(runner, folder, commit, place, trees);
    if (picked.kind === 'conflicts') return picked;
    const wasEmpty = trees.get(commit.parents[0] ?? '') === commit.tree;
    if (picked.tree === place.tree && !wasEmpty) continue;
    const { message, author } = commit;
    const made = { tree: picked.tree, parents: [place.head], message, author, signed };
    place = { head: await commitTree(runner, folder, made), tree: picked.tree };
  }
  return { kind: 'clean', ...place };
}

/**
 * The tree of a place with the change of one commit in it. git 2.39 cannot be told the base of a merge; a commit with the
 * place's tree that follows the parent of the change makes that parent the base.
 */
async function pick(
  runner: GitRunner,
  folder: string,
  { id, parents, tree }: FullCommit,
  place: Place,
  trees: ReadonlyMap<string, string>,
): ReturnType<typeof mergeTree> {
  const [parent] = parents;
  if (parent !== undefined && trees.get(parent) === place.tree) return { kind: 'clean', tree };
  const stand = { tree: place.tree, parents: parents.slice(0, 1), message: 'ticketree: a step of a rebase' };
  return mergeTree(runner, folder, await commitTree(runner, folder, stand), id);
}

async function readCommits(runner: GitRunner, folder: string, base: string, tip: string): Promise<FullCommit[]> {
  const format = ['%H', '%P', '%T', '%an', '%ae', '%ad', '%B'].join('%x00');
  const order = ['--reverse', '--topo-order', '--date=raw', '--no-show-signature', '--encoding=UTF-8', '--no-notes'];
  const args = ['log', '-z', ...order, `--format=${format}`, `${base}..${tip}`, '--'];
  const { stdout } = await runner.run(folder, args);
  return records(stdout, 7).map(
    ([id = '', parents = '', tree = '', name = '', email = '', date = '', message = '']): FullCommit => ({
      ...{ id, tree, message },
      parents: idsIn(parents),
      author: { name, email, date },
    }),
  );
}
