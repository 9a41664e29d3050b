import type { GitRunner } from './gitRunner.js';

/** A commit to be made; who makes it is the person whom git knows. */
export interface NewCommit {
  /** Id of its tree, or what names it, such as `<commit>^{tree}`. */
  readonly tree: string;
  /** Ids of the commits that it follows. */
  readonly parents: readonly string[];
  readonly message: string;
  /** Who wrote it, where that is somebody else. */
  readonly author?: CommitAuthor;
  /** Whether it is signed, as git is set up to. */
  readonly signed?: boolean;
}

interface CommitAuthor {
  readonly name: string;
  readonly email: string;
  /** Seconds since the epoch and the offset, as in `1700000000 +0900`. */
  readonly date: string;
}

/**
 * Makes a commit in git's object store alone: no worktree, no branch and no hook has to do with it (git-commit-tree(1)).
 * @returns its id
 * @throws TicketreeError `git_no_identity`, `git_failed` as when signing fails
 */
export async function commitTree(runner: GitRunner, folder: string, commit: NewCommit): Promise<string> {
  const { tree, parents, message, author, signed = false } = commit;
  const args = ['commit-tree', ...parents.flatMap((parent) => ['-p', parent]), ...(signed ? ['-S'] : [])];
  const env =
    author === undefined
      ? {}
      : {
          GIT_AUTHOR_NAME: author.name,
          GIT_AUTHOR_EMAIL: author.email,
          // Without the sign a small number would be read as a day.
          GIT_AUTHOR_DATE: `@${author.date}`,
        };
  // git takes no NUL in a message; all else it keeps as it is.
  const input = message.replaceAll('\0', '');
  return runner.text(folder, [...args, '-F', '-', tree], { input, env });
}

/** Whether the person signs all commits (git-config(1), commit.gpgSign). */
export async function signsCommits(runner: GitRunner, folder: string): Promise<boolean> {
  const args = ['config', '--type=bool', '--get', 'commit.gpgSign'];
  return (await runner.text(folder, args, { accept: [1] })) === 'true';
}
