import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { IgnorePatterns } from '../../../domain/ignorePatterns.js';
import { commitsNamedIn, looseTips } from '../../../git/looseCommits.js';
import { unfinishedIn } from '../../../git/worktreeAdmin.js';
import { readContents, type WorktreeContents } from '../../../git/worktreeContents.js';
import type { Worktree } from '../../../git/worktreeList.js';
import type { GitContext, Repository } from '../gitContext.js';

/** All that would go with a worktree and stands nowhere else. */
export interface WorktreeWork {
  readonly contents: WorktreeContents;
  /** Ignored files that the settings name and that differ from those of the main worktree. */
  readonly listed: readonly string[];
  /** What git is in the middle of, such as `a merge`; null for nothing. */
  readonly unfinished: string | null;
  /** Whether its head is detached at a commit that no branch has. */
  readonly isHeadLoose: boolean;
  /** Commits that it was on and that nothing else leads to, as after `commit --amend`. */
  readonly loose: readonly string[];
  /** Whether anything differs from the commit, in the store's folder too, so that git would not remove it unasked. */
  readonly differs: boolean;
}

/** Looks at everything in a worktree. @param gitDir its own folder inside git's. @throws TicketreeError `git_failed` */
export async function readWork(
  context: GitContext,
  repository: Repository,
  { path, head, branch }: Worktree,
  gitDir: string,
): Promise<WorktreeWork> {
  const { runner } = context;
  const named = await commitsNamedIn(gitDir);
  const ids = [...new Set([...(head === null ? [] : [head]), ...named])];
  const [contents, unfinished, loose] = await Promise.all([
    readContents(runner, path),
    unfinishedIn(gitDir),
    looseTips(runner, repository.commonDir, ids),
  ]);
  const { changed, untracked, conflicts } = contents.status;
  const listed = await changedListed(context, repository, path, contents.ignored);
  return {
    ...{ contents, listed, unfinished, loose },
    isHeadLoose: branch === null && head !== null && loose.includes(head),
    differs: changed.length + untracked.length + conflicts.length + listed.length + contents.hidden.length > 0,
  };
}

/** Why a worktree is not removed unasked: what would be lost, one line each. The store is looked past. */
export function unsavedIn(work: WorktreeWork, { storePath }: Repository): string[] {
  const { contents, listed, unfinished, isHeadLoose } = work;
  const isWork = (path: string): boolean =>
    storePath === null || (path !== storePath && !path.startsWith(`${storePath}/`));
  const { conflicts, changed, untracked } = contents.status;
  return [
    ...(unfinished === null ? [] : [`${unfinished} is not finished`]),
    ...lineOf('in conflict', conflicts.filter(isWork)),
    ...lineOf('not committed', [...changed, ...contents.hidden].filter(isWork)),
    ...lineOf('untracked', untracked.filter(isWork)),
    ...lineOf('ignored, and not the same as in the main worktree', listed),
    ...(isHeadLoose ? ['its commits are on no branch'] : []),
  ];
}

/** How many names a message holds. */
const mostNames = 5;

function lineOf(what: string, paths: readonly string[]): string[] {
  if (paths.length === 0) return [];
  const more = paths.length > mostNames ? ` and ${paths.length - mostNames} more` : '';
  return [`${what}: ${paths.slice(0, mostNames).join(', ')}${more}`];
}

/** A copy that is still as it was copied is no work. */
async function changedListed(
  { settings }: GitContext,
  { mainWorktree }: Repository,
  worktree: string,
  ignored: readonly string[],
): Promise<string[]> {
  const patterns = new IgnorePatterns(await settings.get('git.copy_files'));
  const changed: string[] = [];
  for (const path of ignored.filter((each) => isMeant(patterns, each))) {
    const same = mainWorktree !== null && (await haveSameText(join(worktree, path), join(mainWorktree, path)));
    if (!same) changed.push(path);
  }
  return changed;
}

/** What holds for a folder holds for all in it. */
function isMeant(patterns: IgnorePatterns, path: string): boolean {
  const parts = path.split('/');
  const above = parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
  return patterns.judge(path, false) ?? above.some((folder) => patterns.judge(folder, true) === true);
}

async function haveSameText(one: string, other: string): Promise<boolean> {
  try {
    const [first, second] = await Promise.all([readFile(one), readFile(other)]);
    return first.equals(second);
  } catch {
    return false;
  }
}
