import { TicketreeError } from '../domain/errors.js';
import { gitFailed } from './gitFailures.js';
import type { GitRunner } from './gitRunner.js';
import { branchRef } from './refs.js';
import { withoutCredentials } from './remoteUrl.js';

/** The remote that a branch is pushed to. */
export interface Remote {
  readonly name: string;
  /**
   * Where git pushes, with what `url.<base>.insteadOf` makes of it, and then as it is written down. They may hold
   * credentials: never to be shown.
   */
  readonly urls: readonly string[];
  /** URL of the remote `upstream`, as the one that a fork comes from is called by custom; null where there is none other. */
  readonly upstream: string | null;
}

/**
 * The remote that git itself would push a branch to (git-config(1)): the branch's own, `remote.pushDefault`, the one that
 * it follows, `origin`, or the only one.
 * @throws TicketreeError `no_remote`
 */
export async function remoteOf(runner: GitRunner, folder: string, branch: string): Promise<Remote> {
  const args = ['config', '-z', '--get-regexp', '^(remote|branch)\\.'];
  const { stdout } = await runner.run(folder, args, { accept: [1] });
  const config = parseConfig(stdout);
  const name = chooseRemote(config, branch);
  const url = await runner.text(folder, ['remote', 'get-url', '--push', '--', name]);
  const written = config.get(`remote.${name}.pushurl`) ?? config.get(`remote.${name}.url`) ?? '';
  return {
    name,
    urls: [url, written],
    upstream: (name === 'upstream' ? null : config.get('remote.upstream.url')) ?? null,
  };
}

/**
 * Pushes a branch under its own name and makes it follow that one. Nothing is ever forced.
 * @throws TicketreeError `push_rejected`, `git_failed`
 */
export async function pushBranch(runner: GitRunner, folder: string, branch: string, remote: string): Promise<void> {
  const ref = branchRef(branch);
  const args = ['push', '--porcelain', '--set-upstream', '--', remote, `${ref}:${ref}`];
  const result = await runner.run(folder, args, { accept: [1] });
  if (result.code === 0) return;
  // git-push(1), "OUTPUT": the flag `!` stands before a ref that was refused.
  const refused = result.stdout.split('\n').find((line) => line.startsWith('!\t'));
  if (refused === undefined) throw gitFailed(result, folder, args);
  throw rejected(branch, remote, refused.split('\t')[2] ?? '', result.stderr);
}

function rejected(branch: string, remote: string, summary: string, stderr: string): TicketreeError {
  if (summary.startsWith('[rejected]')) {
    return new TicketreeError(
      'push_rejected',
      `${remote} has commits of ${branch} that are not here, so nothing was pushed.`,
      `Bring them in with \`git pull --rebase ${remote} ${branch}\` in the worktree of the branch, and try again.`,
    );
  }
  const said = stderr.split('\n').flatMap((line) => /^remote: *(\S.*?) *$/.exec(line)?.[1] ?? []);
  const why = [summary.replace(/^\[remote rejected\] */, ''), ...said.slice(0, 5)].filter((each) => each !== '');
  return new TicketreeError(
    'push_rejected',
    withoutCredentials(`${remote} does not take ${branch}: ${why.join(' / ')}`),
    'Do what its rules ask for, and try again.',
  );
}

function chooseRemote(config: ReadonlyMap<string, string>, branch: string): string {
  const names = [...config.keys()].flatMap((key) => /^remote\.(.+)\.(?:push)?url$/s.exec(key)?.[1] ?? []);
  const known = [...new Set(names)];
  const wishes = [
    config.get(`branch.${branch}.pushremote`),
    config.get('remote.pushdefault'),
    config.get(`branch.${branch}.remote`),
    'origin',
    known.length === 1 ? known[0] : undefined,
  ];
  const chosen = wishes.find((name) => name !== undefined && known.includes(name));
  if (chosen !== undefined) return chosen;
  throw known.length === 0
    ? new TicketreeError(
        'no_remote',
        'The repository has no remote, so nothing can be pushed.',
        'Add one with `git remote add origin <url>`.',
      )
    : new TicketreeError(
        'no_remote',
        `The repository has several remotes (${known.join(', ')}), and none of them is chosen.`,
        `Choose one with \`git config remote.pushDefault ${known[0] ?? ''}\`.`,
      );
}

/** Reads `git config -z`: a key, a line feed, a value; of several with one key the last counts. */
function parseConfig(text: string): Map<string, string> {
  return new Map(
    text
      .split('\0')
      .filter((entry) => entry !== '')
      .map((entry) => {
        const end = entry.indexOf('\n');
        return end < 0 ? [entry, ''] : [entry.slice(0, end), entry.slice(end + 1)];
      }),
  );
}
