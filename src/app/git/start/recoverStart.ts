import { setTimeout as delay } from 'node:timers/promises';
import { TicketreeError } from '../../../domain/errors.js';
import { gitLinkOf } from '../../../domain/gitLink.js';
import { startTicket } from '../../../domain/lifecycle.js';
import type { Ticket } from '../../../domain/ticket.js';
import { isGitRunningOf } from '../../../git/runningGit.js';
import { readWorktreeFiles } from '../../../git/worktreeFiles.js';
import { halfMade } from '../../../git/worktreeList.js';
import type { Flow, StartSteps } from '../flows/flowFile.js';
import type { GitContext, Repository } from '../gitContext.js';
import { isWhole, undoSteps } from './startSteps.js';
import { furnishWorktree, writeStarted } from './startWork.js';

/** How long a command waits for the git of a dead process, milliseconds. */
const patienceMillis = 5000;
/** After which a git that nobody can see must have begun to show, milliseconds. */
const beginsWithinMillis = 2000;

/**
 * Ends what a dead process left of a start: it is completed where git has done its part, else taken back.
 * @returns false where git is still at it, so that the flow has to stay
 * @throws TicketreeError
 */
export async function recoverStart(
  context: GitContext,
  repository: Repository,
  flow: Flow<StartSteps>,
): Promise<boolean> {
  if (!(await outlastGit(repository, flow))) return false;
  const { steps } = flow;
  if (!(await isWhole(repository, steps))) {
    await undoSteps(context, repository, steps);
    return true;
  }
  const ticket = await readIfThere(context, flow.ticket);
  // Somebody has gone on without us; what git has stays, since there may be work in it.
  if (ticket === null || ticket.status === 'done') return true;
  try {
    await complete(context, repository, ticket, steps);
  } catch (error) {
    const mayNotStart = TicketreeError.is(error) && (error.kind === 'conflict' || error.kind === 'notFound');
    if (!mayNotStart) throw error;
    await undoSteps(context, repository, steps);
  }
  return true;
}

async function complete(
  context: GitContext,
  repository: Repository,
  ticket: Ticket,
  { branch, base, worktree }: StartSteps,
): Promise<void> {
  if (worktree !== null) {
    await furnishWorktree(context, repository, worktree, await context.settings.get('git.copy_files'));
  }
  const link = { branch, base, pull_request: gitLinkOf(ticket)?.pull_request ?? null };
  // Whoever started it was allowed to.
  await writeStarted(context, ticket.id, link, startTicket);
}

/** A git goes on when the process that called it dies. @returns whether none is at work any more */
async function outlastGit(repository: Repository, flow: Flow<StartSteps>): Promise<boolean> {
  const deadline = performance.now() + patienceMillis;
  while (performance.now() < deadline) {
    const isRunning = await isGitRunningOf(flow.process.pid);
    if (isRunning === false) return true;
    if (isRunning === null && (await seemsToRest(repository, flow))) return true;
    await delay(20);
  }
  // Who cannot see it has to take it for dead.
  return (await isGitRunningOf(flow.process.pid)) !== true;
}

async function seemsToRest({ commonDir }: Repository, { at, steps }: Flow<StartSteps>): Promise<boolean> {
  const age = Date.now() - Date.parse(at);
  if (age >= 0 && age < beginsWithinMillis) return false;
  return !(await readWorktreeFiles(commonDir)).some(
    ({ path, locked }) => path === steps.worktree && locked === halfMade,
  );
}

async function readIfThere({ store }: GitContext, id: string): Promise<Ticket | null> {
  try {
    return await store.read(id);
  } catch (error) {
    if (TicketreeError.is(error, 'ticket_not_found')) return null;
    throw error;
  }
}
