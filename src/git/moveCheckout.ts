import { rm } from 'node:fs/promises';
import type { GitRunner } from './gitRunner.js';

/** How the files of a worktree are to change; its branch is another matter. */
export interface CheckoutMove {
  /** Id of the commit that it is on. */
  readonly from: string;
  /** Id of the commit whose files it gets. */
  readonly to: string;
  /** A folder, relative to the root, whose files stay what they are; null for none. */
  readonly keep: string | null;
  /** Path of an index of our own, which nobody else uses, and which is gone afterwards. */
  readonly index: string;
}

/** A file that differs between two commits; a mode of zeros where one has none. */
interface Difference {
  readonly path: string;
  readonly from: IndexEntry;
  readonly to: IndexEntry;
}

interface IndexEntry {
  readonly mode: string;
  readonly id: string;
}

/**
 * Gives a worktree the files of another commit, as far as the two differ (git-read-tree(1), two trees): what is staged
 * or changed elsewhere stays so, which `git reset --keep` would not do for what is staged. Of the files in `keep` the
 * index alone learns what the other commit says. May be done again when it was done, or half done.
 * @throws TicketreeError `git_failed` where it would overwrite something; then nothing was changed
 */
export async function moveCheckout(runner: GitRunner, worktree: string, move: CheckoutMove): Promise<void> {
  const { from, to, keep } = move;
  const kept = keep === null ? [] : await differencesIn(runner, worktree, from, to, keep);
  const tree = kept.length === 0 ? to : await treeKeeping(runner, worktree, move, kept);
  // read-tree goes by what the index remembers of the files. 1: some of them differ.
  await runner.run(worktree, ['update-index', '-q', '--refresh'], { accept: [1] });
  await runner.run(worktree, ['read-tree', '-m', '-u', from, tree]);
  if (keep !== null && kept.length > 0) await stageKept(runner, worktree, keep, kept);
}

/** The commit's tree, with the files that are kept as they are in the other one. @returns its id */
async function treeKeeping(
  runner: GitRunner,
  worktree: string,
  { to, index }: CheckoutMove,
  kept: readonly Difference[],
): Promise<string> {
  const env = { GIT_INDEX_FILE: index };
  try {
    await runner.run(worktree, ['read-tree', to], { env });
    await setEntries(
      runner,
      worktree,
      kept.map(({ path, from }) => ({ path, entry: from })),
      env,
    );
    return await runner.text(worktree, ['write-tree'], { env });
  } finally {
    await Promise.all([index, `${index}.lock`].map((path) => rm(path, { force: true })));
  }
}

/** Tells the index what the other commit says of files that were kept, but for those that a person has staged. */
async function stageKept(
  runner: GitRunner,
  worktree: string,
  keep: string,
  kept: readonly Difference[],
): Promise<void> {
  const staged = await stagedIn(runner, worktree, keep);
  const left = kept.filter(({ path, from }) => (staged.get(path) ?? '') === textOf(from));
  if (left.length === 0) return;
  await setEntries(
    runner,
    worktree,
    left.map(({ path, to }) => ({ path, entry: to })),
  );
}

async function differencesIn(
  runner: GitRunner,
  worktree: string,
  from: string,
  to: string,
  folder: string,
): Promise<Difference[]> {
  const args = ['diff-tree', '-r', '-z', '--no-renames', '--raw', '--full-index', from, to, '--', literal(folder)];
  const parts = (await runner.run(worktree, args)).stdout.split('\0');
  const found: Difference[] = [];
  // `:<mode> <mode> <id> <id> <status>`, then the path.
  for (let index = 0; index + 1 < parts.length; index += 2) {
    const [fromMode = '', toMode = '', fromId = '', toId = ''] = (parts[index] ?? '').slice(1).split(' ');
    found.push({
      path: parts[index + 1] ?? '',
      from: { mode: fromMode, id: fromId },
      to: { mode: toMode, id: toId },
    });
  }
  return found;
}

/** What the index has in a folder, by path. */
async function stagedIn(runner: GitRunner, worktree: string, folder: string): Promise<Map<string, string>> {
  const { stdout } = await runner.run(worktree, ['ls-files', '--stage', '-z', '--', literal(folder)]);
  const records = stdout.split('\0').filter((record) => record !== '');
  // `<mode> <id> <stage>`, a tab, then the path.
  return new Map(records.map((record) => [record.slice(record.indexOf('\t') + 1), record.split(' 0\t')[0] ?? '']));
}

async function setEntries(
  runner: GitRunner,
  worktree: string,
  entries: readonly { readonly path: string; readonly entry: IndexEntry }[],
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  // A mode of zeros takes the file out.
  const input = entries
    .map(({ path, entry: { mode, id } }) => `${isNone(mode) ? '0' : mode} ${id}\t${path}\0`)
    .join('');
  await runner.run(worktree, ['update-index', '-z', '--index-info'], { input, env });
}

/** As {@link stagedIn} says it: nothing for no file. */
function textOf({ mode, id }: IndexEntry): string {
  return isNone(mode) ? '' : `${mode} ${id}`;
}

function isNone(mode: string): boolean {
  return /^0+$/.test(mode);
}

function literal(path: string): string {
  return `:(literal,top)${path}`;
}
