import type { GitRunner } from './gitRunner.js';

/** What a merge would come to; no worktree is touched. */
export type MergeResult =
  { readonly kind: 'clean'; readonly tree: string } | { readonly kind: 'conflicts'; readonly files: readonly string[] };

/**
 * Merges two commits in git's object store alone (git-merge-tree(1), `--write-tree`, git 2.38).
 * @returns the tree of the merge, or the files, relative to the root, in which both say something else
 * @throws TicketreeError `git_failed`, as for histories that have nothing in common
 */
export async function mergeTree(runner: GitRunner, folder: string, ours: string, theirs: string): Promise<MergeResult> {
  const args = ['merge-tree', '--write-tree', '-z', '--name-only', '--no-messages', ours, theirs];
  const { code, stdout } = await runner.run(folder, args, { accept: [1] });
  const [tree = '', ...files] = stdout.split('\0').filter((part) => part !== '');
  return code === 0 ? { kind: 'clean', tree } : { kind: 'conflicts', files: [...new Set(files)] };
}
