import type { RemoteAddress } from './remoteUrl.js';

/** What a pull request is to be, wherever it is opened. */
export interface NewRequest {
  /** Short names. */
  readonly branch: string;
  readonly base: string;
  /** Who owns the fork that holds the branch; null where it is in the same repository as the base. */
  readonly fork: string | null;
  readonly title: string;
  readonly body: string;
}

/** The kinds of server whose pages we know. */
export type Forge = 'github' | 'gitlab' | 'bitbucket' | 'bitbucketServer' | 'gitea' | 'azure';

/** Longest address that every system and browser takes, characters. */
const longestAddress = 2000;

/**
 * Which kind of server a host is: by its name, since nothing is asked of it.
 * @param githubHost what `GH_HOST` names
 * @returns null for one that we do not know
 */
export function forgeOf({ host }: RemoteAddress, githubHost?: string): Forge | null {
  if (host === githubHost?.toLowerCase()) return 'github';
  if (host === 'bitbucket.org') return 'bitbucket';
  if (host === 'dev.azure.com' || host === 'ssh.dev.azure.com' || host.endsWith('.visualstudio.com')) return 'azure';
  if (/^github\.|\.github\.|\.ghe\.com$/.test(host)) return 'github';
  if (host.includes('gitlab')) return 'gitlab';
  if (/codeberg|gitea|forgejo/.test(host)) return 'gitea';
  return host.includes('bitbucket') ? 'bitbucketServer' : null;
}

/**
 * Whether the `gh` command line may speak with a host: it takes its tokens along, and a repository that somebody has cloned
 * may name any host.
 */
export function isKnownGithub({ host }: RemoteAddress, githubHost?: string): boolean {
  return host === 'github.com' || host.endsWith('.ghe.com') || host === githubHost?.toLowerCase();
}

/** Address of the page on which a person opens the pull request; null where there is none that we know. */
export function requestPage(address: RemoteAddress, forge: Forge, request: NewRequest): string | null {
  const filled = pageOf(address, forge, request);
  if (filled === null || filled.length <= longestAddress) return filled;
  const short = pageOf(address, forge, { ...request, body: '' });
  return short === null || short.length <= longestAddress
    ? short
    : pageOf(address, forge, { ...request, body: '', title: '' });
}

function pageOf({ web, host, path }: RemoteAddress, forge: Forge, request: NewRequest): string | null {
  const { branch, base, fork, title, body } = request;
  const repository = `${web}/${encodedPath(path)}`;
  const owner = fork === null ? '' : `${encodedPath([fork])}:`;
  const range = `${encodedPath(base.split('/'))}...${owner}${encodedPath(branch.split('/'))}`;
  switch (forge) {
    case 'github':
      return withQuery(`${repository}/compare/${range}`, { expand: '1', title, body });
    case 'gitea':
      return `${repository}/compare/${range}`;
    case 'gitlab':
      return withQuery(`${repository}/-/merge_requests/new`, {
        'merge_request[source_branch]': branch,
        'merge_request[target_branch]': base,
        'merge_request[title]': title,
        'merge_request[description]': body,
      });
    case 'bitbucket':
      return withQuery(`${repository}/pull-requests/new`, { source: branch, dest: base });
    case 'bitbucketServer':
      return bitbucketServerPage(web, path, request);
    case 'azure': {
      const place = azureRepository(host, path);
      return place === null ? null : withQuery(`${place}/pullrequestcreate`, { sourceRef: branch, targetRef: base });
    }
  }
}

/** `scm/PROJECT/REPOSITORY` by HTTP, without `scm` by ssh; a person's project begins with `~`. */
function bitbucketServerPage(web: string, path: readonly string[], { branch, base }: NewRequest): string | null {
  const [project, repository, ...others] = path[0] === 'scm' ? path.slice(1) : path;
  if (project === undefined || repository === undefined || others.length > 0) return null;
  const place = `${web}/projects/${encodedPath([project])}/repos/${encodedPath([repository])}/pull-requests`;
  return withQuery(place, {
    create: 'true',
    sourceBranch: `refs/heads/${branch}`,
    targetBranch: `refs/heads/${base}`,
  });
}

/** `ORGANIZATION/PROJECT/_git/REPOSITORY` by HTTP, `v3/ORGANIZATION/PROJECT/REPOSITORY` by ssh; both also on older hosts. */
function azureRepository(host: string, path: readonly string[]): string | null {
  if (path[0] === 'v3') {
    const [, organization, project, repository] = path;
    if (organization === undefined || project === undefined || repository === undefined) return null;
    return `https://dev.azure.com/${encodedPath([organization, project, '_git', repository])}`;
  }
  return path.at(-2) === '_git' ? `https://${host}/${encodedPath(path)}` : null;
}

function encodedPath(parts: readonly string[]): string {
  return parts.map((part) => encodeURIComponent(part)).join('/');
}

/** With what is not empty. */
function withQuery(page: string, values: Readonly<Record<string, string>>): string {
  const query = Object.entries(values)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  return `${page}?${query.join('&')}`;
}
