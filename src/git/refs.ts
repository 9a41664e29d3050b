import type { GitRunner } from './gitRunner.js';

/** A branch or another ref, and where it stands (git-for-each-ref(1)). */
export interface Ref {
  /** Full name, such as `refs/heads/main`. */
  readonly name: string;
  /** Id of what it points to. */
  readonly id: string;
  /** Id of its commit's tree; empty for what is no commit. */
  readonly tree: string;
  /** Full name of the ref that it stands for, as `refs/remotes/origin/HEAD` does; null for a plain one. */
  readonly symref: string | null;
  /** Full name of the remote-tracking branch that it follows; null for none. */
  readonly upstream: string | null;
  /** Commits that it has and its upstream does not; null without an upstream, or when that is gone. */
  readonly ahead: number | null;
  readonly behind: number | null;
  /** Of its commit, seconds since the epoch; null for what is no commit. */
  readonly committedAt: number | null;
  readonly author: string;
  readonly subject: string;
}

const fields = [
  '%(refname)',
  '%(objectname)',
  '%(tree)',
  '%(symref)',
  '%(upstream)',
  '%(upstream:track,nobracket)',
  '%(committerdate:unix)',
  '%(authorname)',
  '%(contents:subject)',
];

/**
 * The refs that match, in the order of their names.
 * @param patterns whole names, beginnings that end with `/`, or globs; literal names need no escaping where they are
 * branch names, which hold no glob
 */
export async function listRefs(runner: GitRunner, folder: string, patterns: readonly string[]): Promise<Ref[]> {
  // A subject holds no line feed, and nothing before it can hold a NUL.
  const format = fields.join('%00');
  const { stdout } = await runner.run(folder, ['for-each-ref', `--format=${format}`, ...patterns]);
  return parseRefs(stdout);
}

/** Reads the output of {@link listRefs}. */
function parseRefs(text: string): Ref[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [
        name = '',
        id = '',
        tree = '',
        symref = '',
        upstream = '',
        track = '',
        date = '',
        author = '',
        subject = '',
      ] = line.split('\0');
      const hasUpstream = upstream !== '' && track !== 'gone';
      return {
        ...{ name, id, tree, author, subject },
        symref: orNull(symref),
        upstream: orNull(upstream),
        ahead: hasUpstream ? countIn(track, 'ahead') : null,
        behind: hasUpstream ? countIn(track, 'behind') : null,
        committedAt: date === '' ? null : Number(date),
      };
    });
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}

/** `ahead 2, behind 1`, of which each may be missing. */
function countIn(track: string, word: string): number {
  return Number(new RegExp(`${word} (\\d+)`).exec(track)?.[1] ?? 0);
}

/** @returns the full name of a branch */
export function branchRef(name: string): string {
  return `refs/heads/${name}`;
}

/** The short name of a local branch; null for any other ref. */
export function branchOf(ref: string): string | null {
  return ref.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : null;
}
