import type { GitRunner } from './gitRunner.js';

/** A file that differs between two versions. Paths are relative to the root, with `/`. */
export interface ChangedFile {
  readonly path: string;
  readonly status: 'added' | 'modified' | 'deleted' | 'renamed';
  /** Where a renamed one was before. */
  readonly from?: string;
  /** Where git does not track it yet. */
  readonly untracked?: true;
}

/**
 * The files in which two commits differ or, without a second one, a commit and the files of the worktree; of those only
 * what git tracks.
 * @param from and to are ids of commits
 */
export async function changedFiles(
  runner: GitRunner,
  folder: string,
  from: string,
  to: string | null,
): Promise<ChangedFile[]> {
  const args = ['diff', '--raw', '-z', '--find-renames', '--no-ext-diff', '--ignore-submodules=none', from];
  const { stdout } = await runner.run(folder, [...args, ...(to === null ? [] : [to]), '--']);
  return parseRawDiff(stdout);
}

/** Reads `git diff --raw -z` (git-diff(1), "RAW OUTPUT FORMAT"). */
function parseRawDiff(text: string): ChangedFile[] {
  const parts = text.split('\0');
  const files: ChangedFile[] = [];
  for (let at = 0; parts[at]?.startsWith(':') === true;) {
    const letter = parts[at]?.split(' ').at(-1)?.charAt(0) ?? '';
    const [first = '', second = ''] = [parts[at + 1], parts[at + 2]];
    if (letter === 'R' || letter === 'C') {
      files.push(letter === 'R' ? { path: second, status: 'renamed', from: first } : { path: second, status: 'added' });
      at += 3;
    } else {
      files.push({ path: first, status: letter === 'A' ? 'added' : letter === 'D' ? 'deleted' : 'modified' });
      at += 2;
    }
  }
  return files;
}

/** The commit that two commits go back to, the best if there are several; null where they have nothing in common. */
export async function mergeBaseOf(
  runner: GitRunner,
  folder: string,
  one: string,
  other: string,
): Promise<string | null> {
  const { code, stdout } = await runner.run(folder, ['merge-base', one, other], { accept: [1] });
  return code === 0 ? stdout.trim() : null;
}
