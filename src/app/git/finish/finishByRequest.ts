import { withGitLink } from '../../../domain/gitLink.js';
import { quickUuid } from '../../../util/uuid.js';
import type { FinishFacts } from './finishFacts.js';
import type { FinishOutcome } from './finishTypes.js';
import { ticketChange } from './finishedTicket.js';
import type { GitContext } from '../gitContext.js';
import { keepRecord } from './recordFinish.js';

/**
 * Ends the work on a ticket by a pull request: others look at it now. Worktree and branch stay, and the ticket remembers
 * where the request is.
 * @throws TicketreeError what pushing and opening refuse; the ticket stays as it was
 */
export async function finishByRequest(
  context: GitContext,
  { ticket: { id }, ...facts }: FinishFacts,
  notes: readonly string[],
): Promise<FinishOutcome> {
  const branch = facts.branch.short;
  const base = facts.base.short;
  const end = await ticketChange(context, { status: 'review', at: context.clock() });
  await context.writer.check(id, end);
  const { openPullRequest } = await import('./pullRequest.js');
  const work = { ticket: await context.store.read(id), branch, base, worktree: facts.checkout?.path ?? null };
  const opened = await openPullRequest(context, work);
  const known = opened.isOpen ? opened.url : (facts.link?.pull_request ?? null);
  const operation = quickUuid();
  const wasActive = (await context.store.readActive()).includes(id);
  const ticket = await context.writer.change(
    id,
    'finish',
    (before) => withGitLink(end(before), { branch, base, pull_request: known }),
    { operation },
  );
  const told = [...notes, ...opened.notes];
  const record = {
    ...{ ticket: id, branch, tip: facts.branch.id, base, operation, wasActive },
    ...{ baseBefore: facts.base.id, merged: facts.base.id, worktree: null, standsIn: null },
    way: 'pr' as const,
    pullRequest: opened.isOpen ? opened.url : null,
  };
  await keepRecord(context, facts.repository, record, (text) => told.push(text));
  return { kind: 'pullRequest', ticket, branch, base, ...opened, notes: told };
}
