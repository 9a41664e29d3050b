import { constants, lstatSync, type Dirent } from 'node:fs';
import { copyFile, link, mkdir, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { IgnorePatterns } from '../../../domain/ignorePatterns.js';
import { explainWriteFailure, systemCode } from '../../../store/fileErrors.js';
import { storeFolderName } from '../../../store/layout.js';
import type { GitContext, Repository } from '../gitContext.js';

/** Files and folders that a search for files to copy looks at, at most. */
const mostEntries = 50_000;
/** Paths that fit into one command line on every system. */
const mostArguments = 100;

/** What a new worktree got a copy of. */
export interface CopiedFiles {
  /** Relative to its root, with `/`. */
  readonly copied: readonly string[];
  readonly notes: readonly string[];
}

/**
 * Gives a new worktree what git does not: regular files that match, which git ignores or does not track. Nothing that
 * is there is written over, and no link is followed, on neither side.
 * @param patterns as in `.gitignore`; one that leads upwards counts for nothing
 * @throws TicketreeError `disk_full`, `not_writable`
 */
export async function copyFiles(
  { runner }: GitContext,
  { mainWorktree, checkout }: Repository,
  patterns: readonly string[],
  worktree: string,
): Promise<CopiedFiles> {
  const from = mainWorktree ?? checkout;
  const usable = patterns.filter((pattern) => !pattern.split('/').includes('..'));
  if (usable.length === 0) return { copied: [], notes: [] };
  const search = new FileSearch(from, new IgnorePatterns(usable));
  await search.run();
  const tracked = await trackedAmong(search.found, from, (args) => runner.run(from, args));
  const copied: string[] = [];
  const notes = search.isCut ? ['git.copy_files: there are too many files to look at all of them.'] : [];
  for (const path of search.found.filter((each) => !tracked.has(each)).sort()) {
    const outcome = await copyOne(from, worktree, path);
    if (outcome === 'copied') copied.push(path);
    if (outcome === 'refused') notes.push(`${path} was not copied, because it may not be read.`);
  }
  return { copied, notes };
}

/** Regular files below a folder; repositories inside of it, other worktrees among them, are passed over. */
class FileSearch {
  readonly found: string[] = [];
  private entries = 0;

  constructor(
    private readonly root: string,
    private readonly patterns: IgnorePatterns,
  ) {}

  get isCut(): boolean {
    return this.entries > mostEntries;
  }

  async run(folder = '', isMeant = false): Promise<void> {
    const entries = await readdir(join(this.root, folder), { withFileTypes: true }).catch(() => []);
    if (folder !== '' && entries.some(({ name }) => name === '.git')) return;
    for (const entry of entries) {
      if (++this.entries > mostEntries) return;
      if (entry.name !== '.git' && entry.name !== storeFolderName) await this.look(folder, entry, isMeant);
    }
  }

  private async look(folder: string, entry: Dirent, isMeant: boolean): Promise<void> {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    const judged = this.patterns.judge(path, entry.isDirectory()) ?? isMeant;
    if (entry.isFile() && judged) this.found.push(path);
    if (!entry.isDirectory()) return;
    // Packages are many, and a pattern that is meant for files of the project's own would match in them too.
    const mayHold = judged || (entry.name !== 'node_modules' && this.patterns.mayReachInto(path));
    if (mayHold) await this.run(path, judged);
  }
}

async function trackedAmong(
  paths: readonly string[],
  root: string,
  git: (args: readonly string[]) => Promise<{ stdout: string }>,
): Promise<ReadonlySet<string>> {
  if (paths.length === 0) return new Set();
  const among = paths.length > mostArguments ? [] : ['--', ...paths];
  const { stdout } = await git(['--literal-pathspecs', 'ls-files', '-z', '--cached', ...among]);
  return new Set(stdout.split('\0'));
}

/** Copies a file unless something is there. @throws TicketreeError */
async function copyOne(from: string, to: string, path: string): Promise<'copied' | 'there' | 'refused'> {
  const target = join(to, path);
  if (lstatSync(target, { throwIfNoEntry: false }) !== undefined) return 'there';
  if (!(await makeFolders(to, path.split('/').slice(0, -1)))) return 'there';
  // Always the same name, so that what a process left half copied is found by the one that completes its work.
  const half = `${target}.ticketree-half`;
  try {
    await copyFile(join(from, path), half, constants.COPYFILE_FICLONE);
    await link(half, target);
    return 'copied';
  } catch (error) {
    const code = systemCode(error);
    if (code === 'EEXIST') return 'there';
    if (code === 'EACCES' || code === 'EPERM') return 'refused';
    throw explainWriteFailure(error, target);
  } finally {
    await unlink(half).catch(() => undefined);
  }
}

/** Makes folders one in another. @returns whether none of them is a link or a file, which the branch may have there */
async function makeFolders(root: string, names: readonly string[]): Promise<boolean> {
  for (const [index] of names.entries()) {
    const folder = join(root, ...names.slice(0, index + 1));
    const stats = lstatSync(folder, { throwIfNoEntry: false });
    if (stats === undefined) await mkdir(folder);
    else if (!stats.isDirectory()) return false;
  }
  return true;
}
