import type { GitRunner } from './gitRunner.js';

/** What of a worktree is not committed (git-status(1), porcelain format 2). Paths are relative to its root. */
export interface WorktreeStatus {
  /** Tracked files that differ from the commit, staged or not. */
  readonly changed: readonly string[];
  readonly untracked: readonly string[];
  /** Files with conflicts that nobody has resolved. */
  readonly conflicts: readonly string[];
  /** Submodules with changes inside of them that are not committed. */
  readonly dirtySubmodules: readonly string[];
}

/**
 * Looks at a worktree.
 * @param besides folders that are looked past, relative to its root: the store is always on the move
 */
export async function readStatus(
  runner: GitRunner,
  worktree: string,
  besides: readonly string[] = [],
): Promise<WorktreeStatus> {
  const args = ['status', '--porcelain=v2', '-z', '--untracked-files=all', '--ignore-submodules=none', '--no-renames'];
  return withoutFolders(parseStatus((await runner.run(worktree, args)).stdout), besides);
}

/** Reads `git status --porcelain=v2 -z --no-renames`. */
export function parseStatus(text: string): WorktreeStatus {
  const changed: string[] = [];
  const untracked: string[] = [];
  const conflicts: string[] = [];
  const dirtySubmodules: string[] = [];
  for (const record of text.split('\0')) {
    const kind = record.charAt(0);
    if (kind === '?') untracked.push(record.slice(2));
    else if (kind === 'u' || kind === '1') {
      const path = afterFields(record, kind === 'u' ? 10 : 8);
      (kind === 'u' ? conflicts : changed).push(path);
      // Third field: `S<c><m><u>` for a submodule, of which m and u say that something inside is not committed.
      if (/^\S \S+ S.(?:M.|.U)/.test(record)) dirtySubmodules.push(path);
    }
  }
  return { changed, untracked, conflicts, dirtySubmodules };
}

/** Whether nothing would be lost with the worktree but what git ignores. */
export function isClean({ changed, untracked, conflicts }: WorktreeStatus): boolean {
  return changed.length + untracked.length + conflicts.length === 0;
}

function withoutFolders(status: WorktreeStatus, folders: readonly string[]): WorktreeStatus {
  const isOutside = (path: string): boolean =>
    !folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
  return {
    changed: status.changed.filter(isOutside),
    untracked: status.untracked.filter(isOutside),
    conflicts: status.conflicts.filter(isOutside),
    dirtySubmodules: status.dirtySubmodules.filter(isOutside),
  };
}

/** What stands after so many fields, which are parted by one space each. A path may hold spaces itself. */
function afterFields(record: string, count: number): string {
  let start = 0;
  for (let field = 0; field < count; field++) start = record.indexOf(' ', start) + 1;
  return record.slice(start);
}
