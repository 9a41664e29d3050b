import { isWebAddress } from '../domain/gitLink.js';
import type { GitResult, GitRunner } from './gitRunner.js';
import { withoutCredentials, type RemoteAddress } from './remoteUrl.js';
import type { NewRequest } from './requestPage.js';

/** What came of it: a pull request, no gh at all, or why gh could not open one. */
export type GithubAnswer =
  | { readonly kind: 'made' | 'existing'; readonly url: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'failed'; readonly says: string };

interface ListedRequest {
  readonly url?: string;
  readonly headRepositoryOwner?: { readonly login?: string } | null;
}

const quiet = { GH_PROMPT_DISABLED: '1', GH_NO_UPDATE_NOTIFIER: '1', NO_COLOR: '1', CLICOLOR_FORCE: '0' };

/**
 * Opens a pull request by the `gh` command line (https://cli.github.com/manual/gh_pr_create), with the credentials that it
 * has. A branch that has an open one keeps it.
 * @param target the repository that holds the base
 */
export async function openWithGithubCli(
  runner: GitRunner,
  folder: string,
  target: RemoteAddress,
  request: NewRequest,
): Promise<GithubAnswer> {
  const repository = `--repo=${[target.host, ...target.path].join('/')}`;
  const gh = (args: readonly string[], input = ''): Promise<GitResult | null> =>
    runner.other('gh', folder, ['pr', ...args], { input, env: quiet });
  const { branch, base, fork, title, body } = request;
  const known = await gh(['list', repository, `--head=${branch}`, '--state=open', '--json=url,headRepositoryOwner']);
  if (known === null) return { kind: 'missing' };
  if (known.code !== 0) return { kind: 'failed', says: whatGhSaid(known) };
  const existing = openRequest(known.stdout, fork ?? target.path[0] ?? '');
  if (existing !== null) return { kind: 'existing', url: existing };
  const head = fork === null ? branch : `${fork}:${branch}`;
  const create = ['create', repository, `--head=${head}`, `--base=${base}`, `--title=${title}`, '--body-file=-'];
  const made = await gh(create, body);
  const url = made?.code === 0 ? addressIn(made.stdout) : null;
  if (url !== null) return { kind: 'made', url };
  return made === null ? { kind: 'missing' } : { kind: 'failed', says: whatGhSaid(made) };
}

/** The address of the pull request whose branch is in the repository of `owner`: a fork may have one of the same name. */
function openRequest(json: string, owner: string): string | null {
  const isOwn = ({ headRepositoryOwner }: ListedRequest): boolean =>
    headRepositoryOwner?.login?.toLowerCase() === owner.toLowerCase();
  return addressIn(readList(json).find(isOwn)?.url ?? '');
}

function readList(json: string): readonly ListedRequest[] {
  try {
    return JSON.parse(json) as readonly ListedRequest[];
  } catch {
    return [];
  }
}

/** The last web address in a text. */
function addressIn(text: string): string | null {
  const found = text.match(/https?:\/\/[^\s"]+/g)?.at(-1) ?? '';
  return isWebAddress(found) ? found : null;
}

function whatGhSaid({ stderr, stdout, code }: GitResult): string {
  const lines = `${stderr}\n${stdout}`
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return withoutCredentials(lines.slice(0, 2).join(' / ').slice(0, 300)) || `exit code ${code}`;
}
