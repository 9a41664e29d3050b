import { fillTemplate, ticketPlaceholders } from '../../../domain/textTemplate.js';
import type { Ticket } from '../../../domain/ticket.js';
import { openWithGithubCli } from '../../../git/githubCli.js';
import { readRemoteUrl, type RemoteAddress } from '../../../git/remoteUrl.js';
import { pushBranch, remoteOf, type Remote } from '../../../git/remotes.js';
import { forgeOf, isKnownGithub, requestPage, type Forge, type NewRequest } from '../../../git/requestPage.js';
import { readTextIfThere } from '../../../store/files.js';
import { requireRepository, type GitContext } from '../gitContext.js';

/** The work that a pull request is opened for. */
export interface RequestedWork {
  readonly ticket: Ticket;
  /** Short names. */
  readonly branch: string;
  readonly base: string;
  /** Path of the ticket's worktree; null where it has none. */
  readonly worktree: string | null;
}

export interface PullRequest {
  /** The pull request, or the page on which to open one; null where the remote has none that we know. */
  readonly url: string | null;
  readonly isOpen: boolean;
  /** One sentence each, for a person. */
  readonly notes: readonly string[];
}

/** What GitHub takes, characters; other servers take as much or more. */
const longestTitle = 256;
const longestBody = 65_000;

/** The body where nobody has written a template. */
const plainBody = '{description}\n\n{tasks}\n\nTicket: {slug} ({id})\n';

/**
 * Pushes the branch of a ticket and opens a pull request for it: by the `gh` command line, or by naming the page on which
 * a person opens it. The ticket is not changed.
 * @throws TicketreeError `no_remote`, `push_rejected`, `git_failed`, `git_off`, `no_repository`
 */
export async function openPullRequest(context: GitContext, work: RequestedWork): Promise<PullRequest> {
  const { runner } = context;
  const folder = work.worktree ?? (await requireRepository(context)).checkout;
  const remote = await remoteOf(runner, folder, work.branch);
  const request = await requestFor(context, work);
  await pushBranch(runner, folder, work.branch, remote.name);
  return requestOn(context, folder, remote, request);
}

/** Title and body as the team writes them. */
async function requestFor(
  context: GitContext,
  { ticket, branch, base }: RequestedWork,
): Promise<Omit<NewRequest, 'fork'>> {
  const template = await readTextIfThere(context.layout.pullRequestTemplate);
  const tasks = ticket.tasks.map(({ completed, title }) => `- [${completed ? 'x' : ' '}] ${inOneLine(title)}`);
  const values = { ...ticketPlaceholders(ticket, context.store.shortIdOf(ticket.id)), tasks: tasks.join('\n') };
  const title = fillTemplate(await context.settings.get('git.pull_request_title'), values);
  const body = fillTemplate(template ?? plainBody, values)
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return {
    branch,
    base,
    title: shortened(inOneLine(title), longestTitle) || branch,
    body: shortened(body, longestBody),
  };
}

async function requestOn(
  { runner }: GitContext,
  folder: string,
  remote: Remote,
  { branch, ...work }: Omit<NewRequest, 'fork'>,
): Promise<PullRequest> {
  const githubHost = runner.variable('GH_HOST');
  const home = homeOf(remote, githubHost);
  if (home === null) {
    const note = `${branch} has been pushed to ${remote.name}; open the pull request where that remote is at home.`;
    return { url: null, isOpen: false, notes: [note] };
  }
  const { target, forge, fork } = home;
  const request = { ...work, branch, fork };
  const notes: string[] = [];
  if (isKnownGithub(target, githubHost)) {
    const answer = await openWithGithubCli(runner, folder, target, request);
    if (answer.kind === 'made') return { url: answer.url, isOpen: true, notes };
    if (answer.kind === 'existing') {
      return { url: answer.url, isOpen: true, notes: [`${branch} has a pull request already.`] };
    }
    if (answer.kind === 'failed') notes.push(`gh opened no pull request: ${answer.says}`);
  }
  return { url: requestPage(target, forge, request), isOpen: false, notes };
}

interface Home {
  /** The repository that holds the base. */
  readonly target: RemoteAddress;
  readonly forge: Forge;
  readonly fork: NewRequest['fork'];
}

/** Where the pull requests of a remote are; null where we do not know. */
function homeOf({ urls, upstream }: Remote, githubHost: string | undefined): Home | null {
  for (const own of urls.map(readRemoteUrl)) {
    const forge = own && forgeOf(own, githubHost);
    if (own === null || forge === null) continue;
    const original = upstream === null ? null : readRemoteUrl(upstream);
    // Elsewhere a page of the original cannot name a branch of a fork.
    const namesForks = forge === 'github' || forge === 'gitea';
    const isFork = namesForks && original?.host === own.host && original.path.join('/') !== own.path.join('/');
    return isFork ? { target: original, forge, fork: own.path[0] ?? null } : { target: own, forge, fork: null };
  }
  return null;
}

function inOneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}

/** At most so long, and without halves of characters, which no address and no program could be given. */
function shortened(text: string, length: number): string {
  const cut = text.length <= length ? text : `${text.slice(0, length - 1)}…`;
  return cut.replace(/\p{Cs}/gu, '');
}
