import type { GitRunner } from './gitRunner.js';

/** A commit, as lists of them show it. */
export interface Commit {
  readonly id: string;
  readonly author: string;
  /** When it was written, RFC 3339. */
  readonly at: string;
  readonly subject: string;
  /** Its whole message. */
  readonly message: string;
}

/** Lines of a record: none of the first four can hold a line feed. */
const format = ['%H', '%an', '%aI', '%s', '%B'].join('%n');
const plain = ['-z', `--format=${format}`, '--encoding=UTF-8', '--no-show-signature', '--no-notes', '--no-color'];
/** What is no history: deleted branches, what somebody put aside, notes. */
const besides = ['--exclude=refs/ticketree/*', '--exclude=refs/stash', '--exclude=refs/notes/*'];

/** Commits that `tip` has and `base` has not, the latest first. @param tip and base are ids of commits */
export async function commitsBetween(
  runner: GitRunner,
  folder: string,
  { base, tip, limit }: { readonly base: string | null; readonly tip: string; readonly limit: number },
): Promise<Commit[]> {
  const range = base === null ? [tip] : [tip, `^${base}`];
  const { stdout } = await runner.run(folder, ['log', ...plain, `--max-count=${limit}`, ...range, '--']);
  return parseLog(stdout);
}

/** Commits of any branch or tag whose message holds one of some texts, in whatever case, the latest first. */
export async function commitsWith(
  runner: GitRunner,
  folder: string,
  texts: readonly string[],
  limit: number,
): Promise<Commit[]> {
  const greps = texts.map((text) => `--grep=${text}`);
  const how = ['--fixed-strings', '--regexp-ignore-case', `--max-count=${limit}`];
  const { stdout } = await runner.run(folder, ['log', ...plain, ...how, ...greps, ...besides, '--all', '--']);
  return parseLog(stdout);
}

/** Reads the output of `git log` in our format. */
function parseLog(text: string): Commit[] {
  return text
    .split('\0')
    .filter((record) => record.trim() !== '')
    .map((record) => {
      const [id = '', author = '', at = '', subject = '', ...lines] = record.split('\n');
      return { id, author, at, subject, message: lines.join('\n').trimEnd() };
    });
}
