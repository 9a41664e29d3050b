import { TicketreeError } from '../../../domain/errors.js';
import type { Ticket } from '../../../domain/ticket.js';
import { switchBranch } from '../../../git/fastForward.js';
import { branchToTrash } from '../../../git/trashRefs.js';
import { updateRefs } from '../../../git/updateRefs.js';
import type { Worktree } from '../../../git/worktreeList.js';
import { checkoutOf, homeOf, isRemovable } from './finishFacts.js';
import { isCheckedOut, isOn } from '../checkedOut.js';
import { ticketChange } from './finishedTicket.js';
import { FlowFiles, type FinishSteps, type Flow } from '../flows/flowFile.js';
import type { GitContext, Repository } from '../gitContext.js';
import { recordFinish } from './recordFinish.js';
import { removeFinished } from './removeFinished.js';
import { isInside } from '../start/worktreePath.js';

/** What is left to do once the base has the work. */
export interface Completion {
  readonly flow: Flow<FinishSteps>;
  readonly repository: Repository;
  readonly worktrees: readonly Worktree[];
  /** Whether the base has all of the branch, so that the branch may go. */
  readonly isMerged: boolean;
  /** Ids of commits that base, branch or trash lead to. */
  readonly known: ReadonlySet<string>;
}

export interface Completed {
  readonly ticket: Ticket;
  readonly removedWorktree: string | null;
  readonly keptIn: string | null;
  readonly notes: readonly string[];
}

/**
 * Does what follows the merge, each step only if it is left to do, so that whoever comes after a dead process does the
 * same: the ticket, its worktree, its branch.
 * @throws TicketreeError where the ticket cannot be changed; its worktree and branch stay
 */
export async function completeFinish(context: GitContext, completion: Completion): Promise<Completed> {
  const { flow, repository } = completion;
  const notes: string[] = [];
  const note = (text: string): void => void notes.push(text);
  const flows = new FlowFiles(repository.commonDir);
  const checkout = await leaveBranch(context, completion, flows, note);
  const ticket = await endTicket(context, flow, flows);
  const left = await removeCheckout(context, completion, checkout, note);
  const keptIn = await deleteBranch(context, completion, left, note);
  await recordFinish(context, repository, flow, note);
  await flows.remove(flow.ticket);
  const removedWorktree = checkout !== null && left === null ? checkout.path : null;
  if (removedWorktree !== null && isInside(removedWorktree, context.folder)) {
    note(`The folder that you stand in is gone; go to ${context.layout.project}.`);
  }
  return { ticket, removedWorktree, keptIn, notes };
}

/**
 * Puts a checkout that stays on the base, where it is on the ticket's branch.
 * @returns where the ticket's branch is checked out still
 */
async function leaveBranch(
  context: GitContext,
  { flow, worktrees, isMerged }: Completion,
  flows: FlowFiles,
  note: (text: string) => void,
): Promise<Worktree | null> {
  const { runner } = context;
  const { branch, base } = flow.steps;
  const checkout = checkoutOf(worktrees, branch);
  if (checkout === null || isRemovable(context, checkout) || !isMerged) return checkout;
  // A person has gone elsewhere meanwhile.
  if (!(await isOn(runner, checkout.path, branch))) return null;
  const other = checkoutOf(worktrees, base);
  if (other !== null) {
    note(`${checkout.path} is still on ${branch}, because ${base} is checked out in ${other.path}.`);
    return checkout;
  }
  const why = await goToBase(context, flows, checkout, base);
  if (why === null) return null;
  note(`${checkout.path} is still on ${branch}: ${why}`);
  return checkout;
}

/** @returns why it is not on the base; null where it is */
async function goToBase(
  { runner }: GitContext,
  flows: FlowFiles,
  { path }: Worktree,
  base: string,
): Promise<string | null> {
  try {
    // A finish that moves the base meanwhile would leave the files behind.
    const { stderr } = await flows.exclusively('merging', 'finish', () => switchBranch(runner, path, base));
    // A hook that fails after the switch makes it a failure in name only.
    const now = await runner.text(path, ['symbolic-ref', '--quiet', 'HEAD'], { accept: [1] });
    return now === `refs/heads/${base}` ? null : (stderr.trim().split('\n')[0] ?? '');
  } catch (error) {
    if (!TicketreeError.is(error, 'ticket_locked')) throw error;
    return error.message;
  }
}

async function endTicket(context: GitContext, flow: Flow<FinishSteps>, flows: FlowFiles): Promise<Ticket> {
  const { steps, ticket, at } = flow;
  const change = await ticketChange(context, { status: steps.status, at: new Date(at) });
  try {
    return await context.writer.change(ticket, 'finish', change, { operation: steps.operation });
  } catch (error) {
    if (!TicketreeError.is(error)) throw error;
    await flows.remove(ticket);
    const hint = `${error.hint} The work is in ${steps.base} already; finish again when that is put right.`;
    throw new TicketreeError(error.code, error.message, hint, { cause: error });
  }
}

/** @returns the worktree that the branch is left in; null where it is in none */
async function removeCheckout(
  context: GitContext,
  { flow, repository, known }: Completion,
  checkout: Worktree | null,
  note: (text: string) => void,
): Promise<Worktree | null> {
  if (checkout === null) return null;
  if (flow.steps.keepWorktree || !isRemovable(context, checkout)) return checkout;
  const end = await removeFinished(context, repository, checkout, known);
  if (end.kind === 'kept') {
    note(`The worktree ${checkout.path} was kept: ${end.why}`);
    return checkout;
  }
  for (const text of end.notes) note(text);
  return null;
}

/** @returns the ref that keeps the tip */
async function deleteBranch(
  { runner, clock }: GitContext,
  { flow, repository, isMerged }: Completion,
  left: Worktree | null,
  note: (text: string) => void,
): Promise<string | null> {
  const { branch, tip, keepBranch, keepWorktree, base } = flow.steps;
  if (keepBranch || (keepWorktree && left !== null)) return null;
  if (left !== null) {
    note(`The branch ${branch} was kept, because it is checked out in ${left.path}.`);
    return null;
  }
  if (!isMerged) {
    note(`The branch ${branch} was kept, because ${base} does not have all of it.`);
    return null;
  }
  if (await isCheckedOut(repository, branch)) {
    note(`The branch ${branch} was kept, because somebody has just checked it out.`);
    return null;
  }
  const { ref, updates } = branchToTrash(branch, tip, clock());
  try {
    await updateRefs(runner, homeOf(repository), updates, `ticketree finish: ${branch}`);
    return ref;
  } catch (error) {
    if (!TicketreeError.is(error)) throw error;
    note(`The branch ${branch} was kept: ${error.message}`);
    return null;
  }
}
