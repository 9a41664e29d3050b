import { randomBytes } from 'node:crypto';
import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { GitRunner } from './gitRunner.js';

/** A worktree whose content is about to go. */
export interface SnapshotSource {
  /** Where its files are; null where they are gone and only the index is left. */
  readonly worktree: string | null;
  /** Its own folder inside git's. */
  readonly gitDir: string;
  /** Id of its commit; null on a branch without commits. */
  readonly head: string | null;
  /** Ignored files to keep too, relative to its root. */
  readonly ignored: readonly string[];
  /** Tracked files that git was told not to look at, relative to its root. */
  readonly hidden: readonly string[];
  /** Whether its index has conflicts, so that git can make no tree of it. */
  readonly hasConflicts: boolean;
  /** Whether git was stopped while it wrote the files: what is missing was never there. */
  readonly isHalfMade: boolean;
}

/** What a worktree holds, as trees: the staged state, and the files as they lie there. */
export interface SnapshotTrees {
  /** Null where it cannot be told or is the same as `files`, or as the commit. */
  readonly index: string | null;
  /** Null where nothing is left of them, and there is no commit. */
  readonly files: string | null;
  /** The files together with ignored ones that are kept too; null where there are none. */
  readonly ignored: string | null;
  /** Tree of its commit; null where there is none. */
  readonly head: string | null;
}

/** By this line of its message it is known what a snapshot was on. */
const headLine = 'Worktree-Head: ';

/** As git shows it to be made by a program; whoever commits need not have a name for that. */
const author = {
  GIT_AUTHOR_NAME: 'Ticketree',
  GIT_AUTHOR_EMAIL: 'ticketree@localhost',
  GIT_COMMITTER_NAME: 'Ticketree',
  GIT_COMMITTER_EMAIL: 'ticketree@localhost',
};

/**
 * Writes all that a worktree holds into git's object store, by a copy of its own index, which stays as it is: so a
 * sparse checkout stays sparse, and filters such as LFS do what they do on `git add`.
 * @throws TicketreeError `git_failed`, as for a file that cannot be read
 */
export async function snapshotTrees(runner: GitRunner, source: SnapshotSource): Promise<SnapshotTrees> {
  const { worktree, gitDir, head } = source;
  const folder = worktree ?? gitDir;
  const index = join(gitDir, `ticketree-${randomBytes(4).toString('hex')}`);
  const env = { GIT_INDEX_FILE: index, ...(worktree === null ? { GIT_DIR: gitDir } : {}) };
  const run = (args: readonly string[], input?: string): Promise<string> =>
    runner.text(folder, [...quiet, ...args], { env, ...(input === undefined ? {} : { input }) });
  try {
    const headTree = head === null ? null : await run(['rev-parse', '--verify', `${head}^{tree}`]);
    if (source.isHalfMade && head !== null) await run(['read-tree', head]);
    else if (!(await copyIfThere(join(gitDir, 'index'), index)) && worktree === null) {
      return { index: null, files: headTree, ignored: null, head: headTree };
    }
    const staged = source.hasConflicts ? null : await run(['write-tree']);
    if (worktree === null) return { index: null, files: staged ?? headTree, ignored: null, head: headTree };
    await addFiles(run, source);
    const files = await run(['write-tree']);
    const ignored = source.ignored.length === 0 ? null : await addIgnored(run, source.ignored);
    return { index: staged === files || staged === headTree ? null : staged, files, ignored, head: headTree };
  } finally {
    await Promise.all([index, `${index}.lock`].map((path) => rm(path, { force: true })));
  }
}

/**
 * Makes the commit that keeps a worktree: its parents are its own commit, a commit of the index where that differs, one
 * with the ignored files, and what else would be lost.
 * @param also ids of further commits
 * @returns id of the commit
 */
export async function commitSnapshot(
  runner: GitRunner,
  repository: string,
  trees: SnapshotTrees,
  { head, also, title }: { readonly head: string | null; readonly also: readonly string[]; readonly title: string },
): Promise<string> {
  const commit = (tree: string, parents: readonly string[], message: string): Promise<string> => {
    const args = ['commit-tree', tree, ...parents.flatMap((id) => ['-p', id])];
    return runner.text(repository, args, { input: `${message}\n`, env: author });
  };
  const tree = trees.files ?? (await runner.text(repository, ['mktree'], { input: '' }));
  const own = head === null ? [] : [head];
  const index = trees.index === null ? [] : [await commit(trees.index, own, `Staged in ${title}`)];
  const ignored = trees.ignored === null ? [] : [await commit(trees.ignored, own, `Ignored files of ${title}`)];
  const message = [`Removed ${title}`, ...own.map((id) => `\n${headLine}${id}`)].join('\n');
  return commit(tree, [...new Set([...own, ...index, ...ignored, ...also])], message);
}

/**
 * What of a snapshot may become a branch: its files on top of what they were on. Ignored files hold passwords, and
 * somebody may push the branch: they stay behind.
 * @param id of the snapshot
 * @returns id of the commit; that of the snapshot itself where it is a commit of the person's own
 */
export async function commitToRestore(runner: GitRunner, repository: string, id: string): Promise<string> {
  const said = await runner.text(repository, ['log', '-1', '--format=%ae%n%B', id]);
  const [email, ...lines] = said.split('\n');
  if (email !== author.GIT_AUTHOR_EMAIL) return id;
  const head = lines.findLast((line) => line.startsWith(headLine))?.slice(headLine.length);
  const parents = head === undefined ? [] : ['-p', head];
  const input = `${lines[0] ?? ''}\n`;
  return runner.text(repository, ['commit-tree', `${id}^{tree}`, ...parents], { input, env: author });
}

/** A person's setting that would make `git add` refuse. */
const quiet = ['-c', 'core.safecrlf=false'];

async function addFiles(
  run: (args: readonly string[], input?: string) => Promise<string>,
  { hidden, isHalfMade }: SnapshotSource,
): Promise<void> {
  // One call takes back one of the two.
  for (const flag of hidden.length > 0 ? ['--no-assume-unchanged', '--no-skip-worktree'] : []) {
    await run(['update-index', flag, '-z', '--stdin'], listed(hidden));
  }
  await run(isHalfMade ? ['add', '--sparse', '--ignore-removal', '.'] : ['add', '--sparse', '--all']);
}

/** @returns the tree with the ignored files in it */
async function addIgnored(
  run: (args: readonly string[], input?: string) => Promise<string>,
  paths: readonly string[],
): Promise<string> {
  const args = ['--literal-pathspecs', 'add', '--sparse', '--force', '--pathspec-from-file=-', '--pathspec-file-nul'];
  await run(args, listed(paths));
  return run(['write-tree']);
}

function listed(paths: readonly string[]): string {
  return paths.map((path) => `${path}\0`).join('');
}

/** @returns whether it was there */
async function copyIfThere(from: string, to: string): Promise<boolean> {
  try {
    await copyFile(from, to);
    return true;
  } catch (error) {
    // A worktree that git has only begun to make has none.
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    return false;
  }
}
