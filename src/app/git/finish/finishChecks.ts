import { taskProgress } from '../../../domain/ticket.js';
import { TicketreeError } from '../../../domain/errors.js';
import type { FinishCheck } from './finishTypes.js';
import type { FinishFacts } from './finishFacts.js';

/** Files that a sentence names before it only counts the rest. */
const mostNamed = 5;

/** What is to be said before the work on a ticket is brought home, by what is known of it. */
export function checksOf(facts: FinishFacts): FinishCheck[] {
  return [dirty(facts), ...away(facts), missing(facts), ...ofRemote(facts), openTasks(facts), ...ofBase(facts)].filter(
    (each) => each !== null,
  );
}

/**
 * Refuses a finish, with every reason at once.
 * @param force whether the person overrules what may be overruled
 * @throws TicketreeError `finish_refused`
 */
export function refuseFailed(checks: readonly FinishCheck[], force: boolean): void {
  const failed = checks.filter(({ level }) => level === 'stop' || (level === 'ask' && !force));
  if (failed.length === 0) return;
  const canForce = failed.every(({ level }) => level === 'ask');
  throw new TicketreeError(
    'finish_refused',
    failed.map(({ says }) => says).join(' '),
    `Nothing was changed. Put it right and try again${canForce ? ', or finish all the same with --force' : ''}.`,
  );
}

/** Paths for a sentence: the first of them, and how many more there are. */
export function namedFiles(files: readonly string[]): string {
  const more = files.length - mostNamed;
  return `${files.slice(0, mostNamed).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function dirty({ status, checkout, way }: FinishFacts): FinishCheck | null {
  if (status === null || checkout === null) return null;
  if (status.conflicts.length > 0) {
    const says = `${checkout.path} has conflicts that nobody has resolved: ${namedFiles(status.conflicts)}.`;
    return { kind: 'dirty', level: 'stop', says };
  }
  const files = [...status.changed, ...status.untracked];
  if (files.length === 0) return null;
  const says = `${checkout.path} has changes that are not committed: ${namedFiles(files)}.`;
  return { kind: 'dirty', level: way === 'none' ? 'note' : 'ask', says };
}

function away({ away: worktrees, branch, base }: FinishFacts): (FinishCheck | null)[] {
  return worktrees.map(({ path, returns, hasCommits }) => {
    // The branch would be gone where git wants to go back to it, and a base that is rebased must stand where it stood.
    const isBusy = returns?.branch === branch.short || (returns?.branch === base.short && returns.what === 'a rebase');
    if (returns !== null && isBusy) {
      const says = `${path} is in the middle of ${returns.what} of ${returns.branch}.`;
      return { kind: 'away', level: 'stop', says };
    }
    if (!hasCommits) return null;
    const says = `${path} is on no branch, and has commits that ${branch.short} lacks.`;
    return { kind: 'away', level: 'ask', says };
  });
}

/** It may have been moved, with work in it; without its branch git could not even tell what is committed there. */
function missing({ worktrees, branch }: FinishFacts): FinishCheck | null {
  const gone = worktrees.find((each) => each.branch === branch.short && each.prunable !== null);
  if (gone === undefined) return null;
  const says = `The worktree ${gone.path} is gone; if it was moved, \`ticketree worktree repair PATH\` finds it again.`;
  return { kind: 'away', level: 'ask', says };
}

function ofRemote({ branch, way }: FinishFacts): (FinishCheck | null)[] {
  const { upstream, short } = branch;
  if (upstream === null) return [];
  const remote = upstream.replace(/^refs\/remotes\//, '');
  const ahead = branch.ahead ?? 0;
  const behind = branch.behind ?? 0;
  return [
    ahead > 0 && way !== 'pr'
      ? {
          kind: 'unpushed',
          level: 'note',
          says: `${count(ahead, 'commit')} of ${short} ${be(ahead)} not in ${remote}.`,
        }
      : null,
    behind > 0
      ? { kind: 'behindUpstream', level: 'ask', says: `${remote} has ${count(behind, 'commit')} that ${short} lacks.` }
      : null,
  ];
}

function openTasks({ ticket }: FinishFacts): FinishCheck | null {
  const { total, completed } = taskProgress(ticket);
  const open = total - completed;
  return open === 0
    ? null
    : { kind: 'openTasks', level: 'ask', says: `${count(open, 'task')} of the ticket ${be(open)} open.` };
}

function ofBase(facts: FinishFacts): (FinishCheck | null)[] {
  const { ahead, base, branch, way } = facts;
  if (way === 'none') return [];
  if (ahead.length === 0) {
    const says = `${base.short} has all commits of ${branch.short} already, so there is nothing to merge.`;
    return [{ kind: 'nothing', level: way === 'pr' ? 'stop' : 'note', says }];
  }
  return [baseBusy(facts), baseBehind(facts), behindBase(facts)];
}

/** git merges nothing into a checkout where a merge or a cherry-pick is to be concluded first. */
function baseBusy({ baseCheckout, way }: FinishFacts): FinishCheck | null {
  if (baseCheckout === null || way === 'pr') return null;
  const { path, unfinished } = baseCheckout;
  if (unfinished !== 'a merge' && unfinished !== 'a cherry-pick') return null;
  const says = `${path} is in the middle of ${unfinished}; conclude or abort it there first.`;
  return { kind: 'baseBusy', level: 'stop', says };
}

/** A squash would make the commits of others our own, and a rebase would make them anew. */
function baseBehind({ base, branch, foreign, way }: FinishFacts): FinishCheck | null {
  if (foreign === 0 || way === 'merge' || way === 'ff' || way === 'pr') return null;
  const remote = (base.upstream ?? '').replace(/^refs\/remotes\//, '');
  const says = `${branch.short} holds ${count(foreign, 'commit')} of ${remote} that ${base.short} lacks; bring ${base.short} up to date first.`;
  return { kind: 'baseBehind', level: 'stop', says };
}

function behindBase({ behind, base, branch, way }: FinishFacts): FinishCheck | null {
  if (behind === 0) return null;
  const says = `${base.short} has ${count(behind, 'commit')} that ${branch.short} lacks`;
  return way === 'ff'
    ? { kind: 'behindBase', level: 'stop', says: `${says}, so it cannot be fast-forwarded; rebase the branch first.` }
    : { kind: 'behindBase', level: 'note', says: `${says}.` };
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}

function be(number: number): string {
  return number === 1 ? 'is' : 'are';
}
