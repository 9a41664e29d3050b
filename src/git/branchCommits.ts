import type { GitRunner } from './gitRunner.js';

/** A commit of a branch, as far as what is said of the branch needs it. */
export interface BranchCommit {
  readonly id: string;
  readonly parents: readonly string[];
  readonly author: string;
  readonly email: string;
  readonly subject: string;
}

/** How far two commits have gone apart. */
export interface Divergence {
  /** Commits that the tip has and the base has not, the latest first. */
  readonly ahead: readonly BranchCommit[];
  /** How many commits the base has and the tip has not. */
  readonly behind: number;
}

const fields = ['%m', '%H', '%P', '%an', '%ae', '%s'];

/** Compares two commits, named by their ids, by one process. */
export async function compareCommits(
  runner: GitRunner,
  folder: string,
  base: string,
  tip: string,
): Promise<Divergence> {
  const format = fields.join('%x00');
  const plain = ['--no-show-signature', '--encoding=UTF-8', '--no-notes'];
  const args = ['log', '-z', '--left-right', ...plain, `--format=${format}`, `${base}...${tip}`, '--'];
  const { stdout } = await runner.run(folder, args);
  const ahead: BranchCommit[] = [];
  let behind = 0;
  for (const [side, id = '', parents = '', author = '', email = '', subject = ''] of records(stdout, fields.length)) {
    if (side === '>') ahead.push({ id, parents: idsIn(parents), author, email, subject });
    else behind++;
  }
  return { ahead, behind };
}

/** The fields of each record in the output of `git log -z`, whose format has so many of them, parted by NUL. */
export function records(text: string, count: number): string[][] {
  const all = text.split('\0');
  const found: string[][] = [];
  for (let start = 0; start + count <= all.length; start += count) found.push(all.slice(start, start + count));
  return found;
}

/** The ids that git parts by spaces. */
export function idsIn(text: string): string[] {
  return text.split(' ').filter((id) => id !== '');
}
