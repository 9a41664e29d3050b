import { TicketreeError } from '../domain/errors.js';
import type { GitResult } from './gitRunner.js';
import { withoutCredentials } from './remoteUrl.js';

/** What git says when a repository belongs to somebody else (git-config(1), safe.directory). */
const unsafeOwner = /dubious ownership|unsafe repository/;
/** Of a folder without any `.git` git says no path, but where it has looked, in parentheses. */
const ledAstray = /not a git repository: (.+)/;
const noIdentity =
  /Please tell me who you are|empty ident name|unable to auto-detect email|no (?:name|email) was given/;
const lockTaken = /Unable to create '([^']+\.lock)': File exists|could not lock config file (.+): File exists/;
/** What nearly every git says while the file of another worktree is made and not written yet (setup.c). */
const unfinished = /failed to read (.*worktrees\/[^/]+)\/commondir/;
/** What `update-ref` says where a ref does not stand where it must (refs/files-backend.c). */
const refMoved = /cannot lock ref '([^']+)': (?:is at \w+ but expected|reference already exists|unable to resolve)/;
/** Of the files of a checkout git does not say why it could not write them (entry.c). */
const noSpace = /No space left on device|Disk quota exceeded|File too large|Out of diskspace|unable to write file/;

/** A failure to run git at all. @param error what simple-git threw */
export function explainGitFailure(error: unknown, folder: string, args: readonly string[]): unknown {
  const text = error instanceof Error ? error.message : String(error);
  if (text.includes('ENOENT')) return gitMissing(error);
  if (text.includes('directory that does not exist')) {
    return new TicketreeError(
      'git_failed',
      `The folder ${folder} is gone, so \`git ${args[0] ?? ''}\` could not run there.`,
      'See `ticketree worktree list` for what is missing, and `ticketree worktree prune` to tidy up.',
      { cause: error },
    );
  }
  return error;
}

function gitMissing(cause?: unknown): TicketreeError {
  return new TicketreeError(
    'git_missing',
    'The program git was not found.',
    'Install git 2.39 or later and see that it is on the PATH, or start tickets with `--no-branch`.',
    { cause },
  );
}

/** A failure that git itself told of. */
export function gitFailed(result: GitResult, folder: string, args: readonly string[]): TicketreeError {
  const { stderr, stdout } = result;
  // simple-git ends a program that never started as if it had run.
  if (/spawn .*ENOENT/.test(stderr)) return gitMissing();
  const command = args.find((arg) => !arg.startsWith('-')) ?? '';
  if (unsafeOwner.test(stderr)) {
    return new TicketreeError(
      'git_unsafe_owner',
      `git does not work in ${folder}, because the repository belongs to somebody else.`,
      `If you trust it, run \`git config --global --add safe.directory ${quoted(folder)}\`.`,
    );
  }
  const astray = ledAstray.exec(stderr)?.[1];
  if (astray !== undefined) {
    return new TicketreeError(
      'git_failed',
      `The .git of ${folder} leads to ${astray}, where no repository is.`,
      'If the repository or the worktree was moved, mend it with `ticketree worktree repair`.',
    );
  }
  if (stderr.includes('not a git repository')) return noRepositoryAt(folder);
  if (noIdentity.test(stderr)) {
    return new TicketreeError(
      'git_no_identity',
      'git does not know who you are, so it makes no commit.',
      'Run `git config --global user.name "Your Name"` and `git config --global user.email you@example.com`.',
    );
  }
  if (noSpace.test(stderr)) {
    return new TicketreeError('disk_full', `git ${command} found no space left.`, 'Free some space and try again.');
  }
  const busy = lockedBy(stderr, command) ?? movedBy(stderr) ?? unfinishedBy(stderr, command);
  if (busy !== null) return busy;
  return new TicketreeError(
    'git_failed',
    `git ${command} failed: ${firstLines(stderr.trim() === '' ? stdout : stderr) || `exit code ${result.code}`}`,
    'Nothing else was done. Put right what git says, and try again.',
  );
}

function lockedBy(stderr: string, command: string): TicketreeError | null {
  const [, lock, config] = lockTaken.exec(stderr) ?? [];
  const file = config === undefined ? lock : `${config}.lock`;
  if (file === undefined) return null;
  return new TicketreeError(
    'git_locked',
    `Another git process is at work: git ${command} found its lock ${file}.`,
    `Try again when it has ended. If no git is running, remove ${file}.`,
  );
}

function movedBy(stderr: string): TicketreeError | null {
  const ref = refMoved.exec(stderr)?.[1];
  if (ref === undefined) return null;
  return new TicketreeError(
    'branch_changed',
    `${ref} was changed by somebody else at the same moment.`,
    'Look at it, and try again.',
  );
}

function unfinishedBy(stderr: string, command: string): TicketreeError | null {
  const folder = unfinishedWorktreeIn(stderr);
  if (folder === null) return null;
  return new TicketreeError(
    'worktree_unfinished',
    `Another git process is making a worktree, or was stopped while it did: git ${command} found ${folder} half written.`,
    `Try again. If no git is running, remove the folder ${folder}, without which git works again.`,
  );
}

/**
 * `git worktree add` makes the file `commondir` first and then writes it. A git that looks at all worktrees in between
 * gives up, whatever it was asked for.
 * @returns the folder of git's in which the file is; null where git failed at something else
 */
export function unfinishedWorktreeIn(stderr: string): string | null {
  return unfinished.exec(stderr)?.[1] ?? null;
}

/** @returns that a folder belongs to no repository */
export function noRepositoryAt(folder: string): TicketreeError {
  return new TicketreeError(
    'no_repository',
    `${folder} is in no git repository.`,
    'Run `git init` and commit something first, or start the ticket with `--no-branch`.',
  );
}

/** What git said, without its labels and advice. */
function firstLines(text: string): string {
  const lines = text
    .split('\n')
    .map((line) => line.trim().replace(/^(?:fatal|error): /, ''))
    .filter((line) => line !== '' && !line.startsWith('hint:') && !/^Preparing worktree|^Updating files/.test(line));
  return withoutCredentials(lines.slice(0, 6).join(' / '));
}

function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
