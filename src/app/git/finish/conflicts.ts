import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GitContext } from '../gitContext.js';

/** Which of two versions: 2 of the index is what was checked out, 3 what is brought into it (gitrevisions(7)). */
export type ConflictSide = 2 | 3;

/** A file of a merge on which nobody has decided yet. */
export interface Conflict {
  /** Relative to the worktree's root, with `/`. */
  readonly path: string;
  /** The side that has deleted it; null where both have it. */
  readonly deletedIn: ConflictSide | null;
  /** `markers`: both versions stand in the file. `choice`: one of them must be taken. `resolved`: a person has been there. */
  readonly state: 'markers' | 'choice' | 'resolved';
}

/** The conflicts that wait in a worktree. @throws TicketreeError */
export async function listConflicts({ runner }: GitContext, worktree: string): Promise<Conflict[]> {
  const { stdout } = await runner.run(worktree, ['ls-files', '--unmerged', '-z']);
  const sides = new Map<string, Set<string>>();
  for (const record of stdout.split('\0').filter((each) => each !== '')) {
    const [, stage = '', path = ''] = /^\S+ \S+ (\d)\t(.*)$/s.exec(record) ?? [];
    sides.set(path, (sides.get(path) ?? new Set()).add(stage));
  }
  return Promise.all(
    [...sides].map(async ([path, stages]) => {
      const deletedIn = stages.has('2') ? (stages.has('3') ? null : 3) : 2;
      return { path, deletedIn, state: deletedIn === null ? await stateOf(join(worktree, path)) : 'choice' };
    }),
  );
}

/** Takes one version of a file as it is; where that side has deleted it, it goes. @throws TicketreeError */
export async function takeSide(
  { runner }: GitContext,
  worktree: string,
  { path, deletedIn }: Conflict,
  side: ConflictSide,
): Promise<void> {
  if (deletedIn === side) {
    await runner.run(worktree, ['--literal-pathspecs', 'rm', '--quiet', '--force', '--', path]);
    return;
  }
  await runner.run(worktree, ['--literal-pathspecs', 'checkout', side === 2 ? '--ours' : '--theirs', '--', path]);
  await markResolved({ runner }, worktree, [path]);
}

/** Tells git that files are as they shall be. @throws TicketreeError */
export async function markResolved(
  { runner }: Pick<GitContext, 'runner'>,
  worktree: string,
  paths: readonly string[],
): Promise<void> {
  if (paths.length > 0) await runner.run(worktree, ['--literal-pathspecs', 'add', '--', ...paths]);
}

/** Of a file that is no text git keeps one version, so that nobody can tell whether a person has been there. */
async function stateOf(file: string): Promise<Conflict['state']> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null || text.includes('\0')) return 'choice';
  return /^(?:<{7}|>{7}) /m.test(text) ? 'markers' : 'resolved';
}
