import { readdir } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { readTextIfThere, statIfThere } from './files.js';
import { parseGitConfig } from './gitConfigText.js';

/** What the files of a git checkout say of it; git itself is not run, which restricted mode and start-up time forbid. */
export interface GitCheckout {
  readonly root: string;
  /** The folder of this worktree alone, with its HEAD and index. */
  readonly gitDir: string;
  /** The folder that all worktrees of the clone share. */
  readonly commonDir: string;
  /** Root of the main worktree when this one is linked to it; null in a main worktree, a submodule, a bare clone. */
  readonly mainWorktree: string | null;
}

/** The checkout that holds a folder, or null outside git. */
export async function findCheckout(folder: string): Promise<GitCheckout | null> {
  for (const root of ancestors(folder)) {
    const dotGit = join(root, '.git');
    const stats = statIfThere(dotGit);
    if (stats?.isDirectory() === true) return { root, gitDir: dotGit, commonDir: dotGit, mainWorktree: null };
    if (stats?.isFile() === true) return readPointer(root, dotGit);
  }
  return null;
}

/** Whether it is no linked worktree, and no folder beside a bare clone that points to it. */
export function isMainWorktree({ root, gitDir, commonDir }: GitCheckout): boolean {
  return gitDir === commonDir && (commonDir === join(root, '.git') || hasMainIndex(commonDir));
}

/** The same place in another worktree for a folder of a checkout; null for a folder outside of it. */
export function placeInWorktree(worktree: string, checkout: GitCheckout, folder: string): string | null {
  const place = relative(checkout.root, folder);
  const isOutside = place === '..' || place.startsWith(`..${sep}`);
  return isOutside ? null : join(worktree, place);
}

/**
 * Root of the worktree that stands for the main one in a bare clone, seen from another linked one: that with the branch
 * of the clone's own HEAD, which is the default branch since it was cloned.
 * @returns null where there is none, and where the clone has a main worktree
 */
export async function standInForMain({ root, gitDir, commonDir }: GitCheckout): Promise<string | null> {
  if (gitDir === commonDir || hasMainIndex(commonDir)) return null;
  const head = await readTextIfThere(join(commonDir, 'HEAD'));
  // A clone that keeps its refs in another format says the same of all.
  if (head?.startsWith('ref: refs/heads/') !== true || head.includes('.invalid')) return null;
  const folder = join(commonDir, 'worktrees');
  for (const name of await readdir(folder).catch(() => [])) {
    const admin = join(folder, name);
    if ((await readTextIfThere(join(admin, 'HEAD'))) !== head) continue;
    const dotGit = (await readTextIfThere(join(admin, 'gitdir')))?.trim();
    const found = dotGit === undefined ? null : dirname(resolve(admin, dotGit));
    return found === root ? null : found;
  }
  return null;
}

/** The folder and all above it, innermost first. */
export function* ancestors(folder: string): Generator<string> {
  for (let each = folder; ; each = dirname(each)) {
    yield each;
    if (each === dirname(each)) return;
  }
}

/** Follows a `.git` file (gitrepository-layout(5)): `gitdir: PATH`, where `commondir` names what a worktree shares. */
async function readPointer(root: string, dotGit: string): Promise<GitCheckout | null> {
  const pointer = pointerIn((await readTextIfThere(dotGit)) ?? '');
  if (pointer === undefined) return null;
  const gitDir = resolve(root, pointer);
  const common = (await readTextIfThere(join(gitDir, 'commondir')))?.trim();
  // A submodule has a .git file too, but no commondir.
  if (common === undefined) return { root, gitDir, commonDir: gitDir, mainWorktree: null };
  const commonDir = resolve(gitDir, common);
  const isBeside = basename(commonDir) === '.git';
  return {
    root,
    gitDir,
    commonDir,
    mainWorktree: isBeside ? dirname(commonDir) : await mainElsewhere(root, commonDir),
  };
}

/**
 * Root of the main worktree where the folder that all share lies elsewhere: a submodule's configuration names it, and
 * after `git init --separate-git-dir` it is found only around the linked one.
 * @returns null where there is none, as in a bare clone, and where nothing tells
 */
async function mainElsewhere(root: string, commonDir: string): Promise<string | null> {
  if (!hasMainIndex(commonDir)) return null;
  const config = parseGitConfig((await readTextIfThere(join(commonDir, 'config'))) ?? '');
  const named = config.find(({ section, name }) => section === 'core' && name === 'worktree')?.value;
  const places = named === undefined ? ancestors(dirname(root)) : [resolve(commonDir, named)];
  for (const place of places) {
    const pointer = pointerIn((await readTextIfThere(join(place, '.git')).catch(() => null)) ?? '');
    if (pointer !== undefined && resolve(place, pointer) === commonDir) return place;
  }
  return null;
}

/** Only a main worktree has an index in the folder that all share (gitrepository-layout(5)). */
function hasMainIndex(commonDir: string): boolean {
  return statIfThere(join(commonDir, 'index')) !== null;
}

function pointerIn(text: string): string | undefined {
  return /^gitdir: (.+)$/m.exec(text)?.[1]?.trim();
}
