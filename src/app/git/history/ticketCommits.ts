import { isMentioned, mentionTexts } from '../../../domain/mentions.js';
import { minPrefixLength } from '../../../domain/ticketRef.js';
import { commitsBetween, commitsWith, type Commit } from '../../../git/commitLog.js';
import type { GitContext } from '../gitContext.js';
import { lookAtBranch } from '../ticketBranch.js';

/** A commit that has to do with a ticket. */
export interface TicketCommit extends Omit<Commit, 'message'> {
  /** `branch`: of its branch, and not in the base. `mention`: anywhere, and its message names the ticket. */
  readonly where: 'branch' | 'mention';
}

export interface TicketCommits {
  /** Those of the branch first, each part with the latest first. */
  readonly commits: readonly TicketCommit[];
  /** Whether there are more. */
  readonly truncated: boolean;
}

const most = 200;

/**
 * The commits of a ticket: those of its branch that the base lacks, and those anywhere that mention it, also when its
 * branch has been merged and deleted.
 * @throws TicketreeError `git_off`, `no_repository`, `ticket_not_found`
 */
export async function ticketCommits(context: GitContext, id: string, limit = most): Promise<TicketCommits> {
  const { runner, store } = context;
  const { repository, ticket, branch, base } = await lookAtBranch(context, id);
  const folder = repository.checkout;
  const range = branch && { tip: branch.id, base: base?.id ?? null, limit: limit + 1 };
  const [own, holding] = await Promise.all([
    range === null ? [] : commitsBetween(runner, folder, range),
    commitsWith(runner, folder, mentionTexts(ticket), limit * 2 + 1),
  ]);
  const alike = store.fileIds(id.slice(0, minPrefixLength));
  const ownIds = new Set(own.map((commit) => commit.id));
  const mentions = holding.filter(
    ({ id: commit, message }) => !ownIds.has(commit) && isMentioned(ticket, message, alike),
  );
  const all = [...own.map((commit) => listed(commit, 'branch')), ...mentions.map((each) => listed(each, 'mention'))];
  return { commits: all.slice(0, limit), truncated: all.length > limit };
}

function listed({ id, subject, author, at }: Commit, where: TicketCommit['where']): TicketCommit {
  return { id, subject, author, at, where };
}
