import { lstatSync } from 'node:fs';
import { stillStands } from '../../../domain/history.js';
import type { Ticket } from '../../../domain/ticket.js';
import { branchRef, listRefs, type Ref } from '../../../git/refs.js';
import { gitDirOf, returnOf } from '../../../git/worktreeAdmin.js';
import { halfMade, type Worktree } from '../../../git/worktreeList.js';
import { checkoutOf, homeOf } from '../finish/finishFacts.js';
import { requireRepository, type GitContext, type Repository } from '../gitContext.js';
import type { FinishRecord } from './finishRecord.js';
import { refuseInTheWay } from './undoCheckout.js';
import { alreadyPushed, branchTaken, inTheMiddle, movedOn, pathTaken, tipGone } from './undoRefusals.js';
import type { UndoPlan, UndoRequest, UndoStep } from './undoTypes.js';
import { worktreesOf } from '../worktreesOf.js';

/** What a look at the repository has found, and what is told of it. */
interface Look {
  readonly context: GitContext;
  readonly repository: Repository;
  readonly home: string;
  readonly record: FinishRecord;
  readonly worktrees: readonly Worktree[];
  readonly branch: Ref | undefined;
  readonly base: Ref | undefined;
  /** Short names of all branches. */
  readonly names: readonly string[];
  readonly note: (text: string) => void;
}

type StepOf<Kind extends UndoStep['kind']> = Extract<UndoStep, { kind: Kind }>;

/**
 * Finds out what is left to do to take a finish back, and whether it may be done. Nothing is changed.
 * @throws TicketreeError `undo_refused`, `branch_exists`, `path_exists`, `base_in_the_way`, `ref_not_found`
 */
export async function lookAtUndo(
  context: GitContext,
  record: FinishRecord,
  { force = false }: UndoRequest,
): Promise<UndoPlan> {
  const repository = await requireRepository(context);
  const home = homeOf(repository);
  const notes: string[] = [];
  const note = (text: string): void => void notes.push(text);
  const [ticket, worktrees, refs] = await Promise.all([
    context.store.read(record.ticket),
    worktreesOf(context.runner, repository),
    listRefs(context.runner, home, ['refs/heads/']),
  ]);
  const find = (short: string): Ref | undefined => refs.find(({ name }) => name === branchRef(short));
  const names = refs.map(({ name }) => name.slice(branchRef('').length));
  const places = { branch: find(record.branch), base: find(record.base), names };
  const look = { context, repository, home, record, worktrees, note, ...places };
  // A pull request was made elsewhere; here only the ticket has changed.
  const isRequest = record.way === 'pr';
  const inGit = isRequest ? [] : await stepsInGit(look, force);
  if (isRequest) note(`What is on the remote stays there: ${record.pullRequest ?? `the branch ${record.branch}`}.`);
  const inTicket = await ticketStep(look, ticket);
  const steps = [...inGit, inTicket].filter((step) => step !== null);
  return { ticket, way: record.way, branch: record.branch, base: record.base, steps, notes };
}

/** What may fail comes first, so that the base stays as it is as long as possible. */
async function stepsInGit(look: Look, force: boolean): Promise<(UndoStep | null)[]> {
  const branch = await branchStep(look);
  const worktree = worktreeStep(look);
  const back = switchStep(look);
  const base = await baseStep(look, back, force);
  for (const step of [back, base]) {
    if (step !== null && step.checkout !== null) {
      await refuseInTheWay(look.context, look.repository, step, step.checkout);
    }
  }
  return [branch, worktree, back, base];
}

async function branchStep({ context, home, record, branch, names, note }: Look): Promise<StepOf<'branch'> | null> {
  const { branch: name, tip } = record;
  if (branch?.id === tip) return null;
  if (branch !== undefined) {
    if (!(await contains(context, home, branch.id, tip))) throw branchTaken(record, name);
    note(`The branch ${name} has gone on since, and stays where it is.`);
    return null;
  }
  const other = names.find((each) => each.startsWith(`${name}/`) || name.startsWith(`${each}/`));
  if (other !== undefined) throw branchTaken(record, other);
  const found = await context.runner.run(home, ['cat-file', '-e', `${tip}^{commit}`], { accept: [1, 128] });
  if (found.code !== 0) throw tipGone(record);
  return { kind: 'branch', branch: name, to: tip };
}

function worktreeStep({ record, worktrees, note }: Look): StepOf<'worktree'> | null {
  const { worktree: path, branch } = record;
  if (path === null) return null;
  const step = { kind: 'worktree', path, branch } as const;
  // One that git was stopped at, or is at work on, is begun anew.
  if (worktrees.some((each) => each.path === path && each.locked === halfMade)) return step;
  const at = checkoutOf(worktrees, branch);
  if (at !== null) {
    if (at.path !== path) note(`The branch ${branch} is checked out in ${at.path}, so no other worktree is made.`);
    return null;
  }
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) throw pathTaken(path);
  return step;
}

function switchStep({ record, worktrees, branch, base, note }: Look): StepOf<'switch'> | null {
  const { standsIn, branch: name } = record;
  const checkout = worktrees.find(({ path, prunable }) => path === standsIn && prunable === null);
  if (checkout === undefined || base === undefined || checkout.branch === name) return null;
  const stays =
    checkout.branch === record.base
      ? checkoutOf(worktrees, name)?.path
      : `${checkout.path}, which is on ${checkout.branch ?? 'no branch'} by now`;
  if (stays === undefined) {
    return { kind: 'switch', checkout: checkout.path, branch: name, from: base.id, to: branch?.id ?? record.tip };
  }
  note(`Not switched to ${name}: ${stays}.`);
  return null;
}

async function baseStep(look: Look, back: StepOf<'switch'> | null, force: boolean): Promise<StepOf<'base'> | null> {
  const { context, home, record, worktrees, base, note } = look;
  const { merged, baseBefore } = record;
  if (merged === baseBefore || base?.id === baseBefore) return null;
  if (base === undefined || !(await contains(context, home, base.id, merged))) {
    note(`${record.base} does not have the work any more, and stays where it is.`);
    return null;
  }
  if (base.id !== merged) throw movedOn(record);
  await refuseRebased(look);
  const remotes = await remotesWith(look, base);
  if (remotes.length > 0 && !force) throw alreadyPushed(record, remotes);
  if (remotes.length > 0) note(`${remotes.join(', ')} has the merge still.`);
  const left = worktrees.filter(({ path }) => path !== back?.checkout);
  const checkout = checkoutOf(left, record.base)?.path ?? null;
  return { kind: 'base', base: record.base, checkout, from: merged, to: baseBefore };
}

/** A rebase ends by moving its branch from where that stood. @throws TicketreeError `undo_refused` */
async function refuseRebased({ record, worktrees }: Look): Promise<void> {
  for (const { path, branch, prunable } of worktrees) {
    const gitDir = branch === null && prunable === null ? await gitDirOf(path) : null;
    const returns = gitDir === null ? null : await returnOf(gitDir);
    if (returns?.branch === record.base) throw inTheMiddle(path, `${returns.what} of ${returns.branch}`);
  }
}

/** Short names of the remote-tracking branches of the base that have the merge. */
async function remotesWith({ context, home, record }: Look, { upstream }: Ref): Promise<string[]> {
  const patterns = [`refs/remotes/*/${record.base}`, ...(upstream === null ? [] : [upstream])];
  const args = ['for-each-ref', '--format=%(refname)', `--contains=${record.merged}`, ...patterns];
  const names = (await context.runner.text(home, args)).split('\n').filter((name) => name !== '');
  return names.map((name) => name.replace(/^refs\/remotes\//, ''));
}

async function ticketStep({ context, record, note }: Look, ticket: Ticket): Promise<StepOf<'ticket'> | null> {
  const entries = await context.store.journal.entries();
  if (stillStands(entries, record.operation)) return { kind: 'ticket' };
  if (!entries.some(({ id }) => id === record.operation) && (ticket.status === 'done' || ticket.status === 'review')) {
    note(`The ticket stays in ${ticket.status}: the journal holds no change of it by that finish.`);
  }
  return null;
}

/** Whether a commit is another one or follows it. */
async function contains({ runner }: GitContext, home: string, commit: string, other: string): Promise<boolean> {
  if (commit === other) return true;
  const { code } = await runner.run(home, ['merge-base', '--is-ancestor', other, commit], { accept: [1, 128] });
  return code === 0;
}
