import type { GitRunner } from './gitRunner.js';

/** A worktree of a repository, as git lists it (git-worktree(1), porcelain format). */
export interface Worktree {
  readonly path: string;
  /** The main worktree, or the bare repository itself, comes first. */
  readonly isMain: boolean;
  readonly isBare: boolean;
  /** Id of the commit; null on a branch without commits, and for a bare repository. */
  readonly head: string | null;
  /** Short name of the branch; null for a detached head. */
  readonly branch: string | null;
  /** Why it is locked, which may be nothing; null where it is not. */
  readonly locked: string | null;
  /** Why git would forget it, such as that its folder is gone; null where it would not. */
  readonly prunable: string | null;
}

/** The reason of the lock that `git worktree add` holds while it makes a worktree (builtin/worktree.c). */
export const halfMade = 'initializing';

/** All worktrees of a repository, the main one first. */
export async function listWorktrees(runner: GitRunner, folder: string): Promise<Worktree[]> {
  return parseWorktreeList((await runner.run(folder, ['worktree', 'list', '--porcelain', '-z'])).stdout);
}

/** Reads `git worktree list --porcelain -z`. */
function parseWorktreeList(text: string): Worktree[] {
  return text
    .split('\0\0')
    .filter((record) => record.trim() !== '')
    .map((record, index) => readRecord(record.replace(/^\0/, '').split('\0'), index === 0));
}

function readRecord(lines: readonly string[], isMain: boolean): Worktree {
  const value = (name: string): string | null => {
    const line = lines.find((each) => each === name || each.startsWith(`${name} `));
    return line === undefined ? null : line.slice(name.length + 1);
  };
  const head = value('HEAD');
  return {
    path: value('worktree') ?? '',
    isMain,
    isBare: value('bare') !== null,
    head: head === null || /^0+$/.test(head) ? null : head,
    branch: value('branch')?.replace(/^refs\/heads\//, '') ?? null,
    locked: value('locked'),
    prunable: value('prunable'),
  };
}
