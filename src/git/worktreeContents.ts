import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import type { GitRunner } from './gitRunner.js';
import { parseStatus, type WorktreeStatus } from './worktreeStatus.js';

/** All that goes when a worktree is removed. Paths are relative to its root. */
export interface WorktreeContents {
  /** What is not committed; the store is not looked past. */
  readonly status: WorktreeStatus;
  /** Files that git ignores. */
  readonly ignored: readonly string[];
  /** Folders that are repositories of their own and no submodules. */
  readonly repositories: readonly string[];
  /** Tracked files that have changed although git was told that they do not. */
  readonly hidden: readonly string[];
}

/** Looks at everything in a worktree. @throws TicketreeError `git_failed` */
export async function readContents(runner: GitRunner, worktree: string): Promise<WorktreeContents> {
  const args = ['status', '--porcelain=v2', '-z', '--untracked-files=all', '--ignore-submodules=none', '--no-renames'];
  // Each ignored file, and not only the folder that is ignored.
  const { stdout } = await runner.run(worktree, [...args, '--ignored=traditional']);
  const status = parseStatus(stdout);
  const records = stdout.split('\0');
  const ignored = records.filter((record) => record.startsWith('! ')).map((record) => record.slice(2));
  // git looks at no file of another repository, and shows it as a folder.
  const isRepository = (path: string): boolean => path.endsWith('/');
  return {
    status: { ...status, untracked: status.untracked.filter((path) => !isRepository(path)) },
    ignored: ignored.filter((path) => !isRepository(path)),
    repositories: [...status.untracked, ...ignored].filter(isRepository).map((path) => path.slice(0, -1)),
    hidden: await readHidden(runner, worktree),
  };
}

/** Changes that `--assume-unchanged` and `--skip-worktree` hide (git-update-index(1)). */
async function readHidden(runner: GitRunner, worktree: string): Promise<string[]> {
  const { stdout } = await runner.run(worktree, ['ls-files', '-v', '--stage', '-z']);
  const flagged = new Map<string, string>();
  for (const record of stdout.split('\0')) {
    // `<tag> <mode> <id> <stage>\t<path>`: small for assume-unchanged, S for skip-worktree; 120000 is a link.
    const [, id, path] = /^(?:[a-z]|S) 100\d+ (\S+) 0\t(.+)$/s.exec(record) ?? [];
    if (id === undefined || path === undefined) continue;
    // Of a sparse checkout most are flagged, and not there.
    const stats = await lstat(join(worktree, path)).catch(() => null);
    if (stats?.isFile() === true) flagged.set(path, id);
  }
  if (flagged.size === 0) return [];
  // git reads a path in each line, and takes one that begins with a quote for a quoted one.
  const [plain, odd] = [[...flagged.keys()].filter(isPlain), [...flagged.keys()].filter((path) => !isPlain(path))];
  const input = plain.map((path) => `${path}\n`).join('');
  const { stdout: hashes } = await runner.run(worktree, ['hash-object', '--stdin-paths'], { input });
  const ids = hashes.split('\n');
  return [...plain.filter((path, index) => ids[index] !== flagged.get(path)), ...odd];
}

function isPlain(path: string): boolean {
  return !path.includes('\n') && !path.startsWith('"');
}
