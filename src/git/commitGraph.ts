import type { GitRunner } from './gitRunner.js';

/** Commits after which nobody counts any more, as between histories that have nothing in common. */
const mostCommits = 50_000;

export interface CommitInfo {
  readonly id: string;
  readonly parents: readonly string[];
  /** When it was committed, seconds since the epoch. */
  readonly committedAt: number;
  readonly author: string;
  readonly subject: string;
}

/** The commits from several tips down to what all of them have in common, read by two processes however many there are. */
export class CommitGraph {
  private readonly reached = new Map<string, ReadonlySet<string>>();
  private readonly compared = new Map<string, { readonly ahead: number; readonly behind: number }>();

  private constructor(
    private readonly commits: ReadonlyMap<string, CommitInfo>,
    private readonly isWhole: boolean,
  ) {}

  /** @param tips ids of commits that are there. @throws TicketreeError `git_failed` */
  static async read(runner: GitRunner, repository: string, tips: readonly string[]): Promise<CommitGraph> {
    if (tips.length === 0) return new CommitGraph(new Map(), true);
    const unique = [...new Set(tips)];
    const { stdout: shared } = await runner.run(repository, ['merge-base', '--octopus', ...unique], { accept: [1] });
    const ends = shared.split('\n').filter((id) => id !== '');
    const args = ['rev-list', '--no-commit-header', `--format=${format}`, '--encoding=UTF-8', `-n${mostCommits}`];
    // The common commit itself is read too: it may be one of the tips.
    const input = [...unique, ...ends.map((id) => `^${id}^@`)].map((line) => `${line}\n`).join('');
    const { stdout } = await runner.run(repository, [...args, '--stdin'], { input });
    const commits = stdout
      .split('\n')
      .filter((line) => line !== '')
      .map(readCommit);
    return new CommitGraph(new Map(commits.map((each) => [each.id, each])), commits.length < mostCommits);
  }

  /** One of the tips, or a commit between them; null for any other. */
  commit(id: string): CommitInfo | null {
    return this.commits.get(id) ?? null;
  }

  /** How many commits one tip has and the other has not, and the other way round; null where they are too many to say. */
  compare(tip: string, base: string): { readonly ahead: number; readonly behind: number } | null {
    if (!this.isWhole) return null;
    const key = `${tip} ${base}`;
    const known = this.compared.get(key);
    if (known) return known;
    const ofTip = this.reach(tip);
    const ofBase = this.reach(base);
    const shared = [...ofTip].filter((id) => ofBase.has(id)).length;
    const counts = { ahead: ofTip.size - shared, behind: ofBase.size - shared };
    this.compared.set(key, counts);
    return counts;
  }

  private reach(tip: string): ReadonlySet<string> {
    const known = this.reached.get(tip);
    if (known) return known;
    const reached = new Set<string>();
    const open = [tip];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      const commit = reached.has(id) ? undefined : this.commits.get(id);
      if (!commit) continue;
      reached.add(id);
      open.push(...commit.parents);
    }
    this.reached.set(tip, reached);
    return reached;
  }
}

const format = '%H%x00%P%x00%ct%x00%an%x00%s';

function readCommit(line: string): CommitInfo {
  const [id = '', parents = '', committedAt = '', author = '', subject = ''] = line.split('\0');
  return {
    ...{ id, author, subject },
    parents: parents.split(' ').filter((each) => each !== ''),
    committedAt: Number(committedAt),
  };
}
