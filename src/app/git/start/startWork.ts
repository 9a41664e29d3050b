import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { TicketreeError } from '../../../domain/errors.js';
import { withGitLink, type GitLink } from '../../../domain/gitLink.js';
import type { Ticket } from '../../../domain/ticket.js';
import type { TicketChange } from '../../ticketWriter.js';
import type { CopiedFiles } from './copyFiles.js';
import { FlowFiles, nameOfFlow, type StartSteps } from '../flows/flowFile.js';
import { findRepository, requireRepository, type GitContext, type Repository } from '../gitContext.js';
import { makesSomething, planStart, type StartPlan } from './startPlan.js';
import { takeSteps, undoSteps } from './startSteps.js';
import { wishesFor, type StartWishes } from './startWishes.js';

/** How a person wants to start a ticket; what is left out is as the settings say. */
export interface StartRequest {
  /** A worktree of its own, or the checkout that the person stands in. */
  readonly worktree?: boolean;
  /** False: git is left alone. */
  readonly git?: false;
  /** Short name of the branch, instead of the one that the settings make. */
  readonly branchName?: string;
  /** What the branch starts from: a branch, a tag, a commit. */
  readonly base?: string;
}

/** A started ticket, and where the work on it lives. */
export interface StartedWork {
  readonly ticket: Ticket;
  /** Null where git was left alone. */
  readonly place: WorkPlace | null;
  /** One sentence each, for a person: what was there already, what was not done and why. */
  readonly notes: readonly string[];
}

export interface WorkPlace {
  readonly branch: string;
  /** Short name of the branch that the work goes back to; null where it is not known. */
  readonly base: string | null;
  /** Path of the ticket's worktree; null where it has none. */
  readonly worktree: string | null;
  readonly madeBranch: boolean;
  readonly madeWorktree: boolean;
  /** Files that the new worktree got a copy of, relative to its root. */
  readonly copied: readonly string[];
  /** The command of the settings that is to be run in the new worktree; null for none. Who runs it asks for trust. */
  readonly setupCommand: string | null;
}

/**
 * Starts a ticket: a branch, a worktree, and only then the ticket itself, so that a failure leaves it as it was.
 * @throws TicketreeError
 */
export async function startWork(context: GitContext, id: string, request: StartRequest): Promise<StartedWork> {
  const wishes = await wishesFor(context, request);
  const repository = wishes === null ? null : await repositoryFor(context, wishes);
  if (wishes === null || repository === null) {
    return { ticket: await context.tickets.start(id), place: null, notes: [] };
  }
  const flows = new FlowFiles(repository.commonDir);
  return flows.exclusively(id, 'start', async () => {
    await refuseOtherFlow(flows, id);
    return startInGit(context, repository, flows, id, wishes);
  });
}

const nothing: CopiedFiles = { copied: [], notes: [] };

/** What is done besides git's own steps, also by whoever completes a start. @throws TicketreeError */
export async function furnishWorktree(
  context: GitContext,
  repository: Repository,
  worktree: string,
  patterns: readonly string[],
): Promise<CopiedFiles> {
  const { ignoreWorktree } = await import('./worktreeIgnore.js');
  await ignoreWorktree(worktree, repository);
  if (patterns.length === 0) return nothing;
  const { copyFiles } = await import('./copyFiles.js');
  return copyFiles(context, repository, patterns, worktree);
}

/**
 * Writes down that work has begun, and where.
 * @param begin what becomes of a ticket that is not in progress yet
 * @throws TicketreeError
 */
export async function writeStarted(
  context: GitContext,
  id: string,
  link: GitLink,
  begin: TicketChange,
): Promise<Ticket> {
  const ticket = await context.writer.change(id, 'start', (before, now) =>
    withGitLink(before.status === 'doing' ? before : begin(before, now), link),
  );
  // From here on the ticket has its branch, so that nothing may fail any more.
  await context.tickets.setActive(id).catch((error: unknown) => {
    context.logger.error(`${id} could not be made the active ticket`, error);
  });
  return ticket;
}

async function repositoryFor(context: GitContext, { isAsked }: StartWishes): Promise<Repository | null> {
  return isAsked ? requireRepository(context) : findRepository(context);
}

async function startInGit(
  context: GitContext,
  repository: Repository,
  flows: FlowFiles,
  id: string,
  wishes: StartWishes,
): Promise<StartedWork> {
  const before = await context.store.read(id);
  const begin = await context.tickets.beginning();
  // git looks meanwhile; what it finds is asked for only where the ticket may be started at all.
  const planning = planStart(context, repository, before, wishes);
  planning.catch(() => undefined);
  // Refused before git changes anything; once more when it is written, since others may come in between.
  if (before.status !== 'doing') await context.writer.check(id, begin);
  const plan = await planning;
  const { steps, link, worktree } = plan;
  const makes = makesSomething(plan);
  if (!makes && before.status === 'doing') throw nothingToDo(before, plan, repository);
  if (makes) await flows.write(id, steps, context.clock());
  try {
    const afterwards = await takeSteps(context, repository, plan);
    const patterns = wishes.settings.get('git.copy_files');
    const made = steps.worktree;
    const { copied, notes } = made === null ? nothing : await furnishWorktree(context, repository, made, patterns);
    const ticket = await writeStarted(context, id, link, begin);
    if (makes) await forget(context, flows, id);
    const place = {
      ...{ branch: link.branch, base: link.base, worktree, copied },
      madeBranch: steps.makesBranch,
      madeWorktree: made !== null,
      setupCommand: made === null ? null : wishes.settings.get('git.setup_command'),
    };
    return { ticket, place, notes: [...plan.notes, ...afterwards, ...notes, ...submoduleNotes(made)] };
  } catch (error) {
    await undoOrLeave(context, repository, flows, id, steps);
    throw error;
  }
}

/** What cannot be taken back now is taken back later, by whoever finds the flow. */
async function undoOrLeave(
  context: GitContext,
  repository: Repository,
  flows: FlowFiles,
  id: string,
  steps: StartSteps,
): Promise<void> {
  try {
    await undoSteps(context, repository, steps);
    await flows.remove(id);
  } catch (error) {
    context.logger.error(`the start of ${id} could not be taken back`, error);
  }
}

/** A flow that stays is found to be complete by whoever comes next. */
async function forget({ logger }: GitContext, flows: FlowFiles, id: string): Promise<void> {
  await flows.remove(id).catch((error: unknown) => {
    logger.error(`the flow of ${id} could not be removed`, error);
  });
}

/** A ticket that is in progress, with nothing left to make for it. */
function nothingToDo({ title }: Ticket, { link, worktree }: StartPlan, { checkout }: Repository): TicketreeError {
  const where =
    worktree === null ? `Its branch ${link.branch} is checked out in ${checkout}.` : `Its worktree is ${worktree}.`;
  return new TicketreeError(
    'invalid_transition',
    `"${title}" is in progress already.`,
    `Nothing is left to do. ${where}`,
  );
}

async function refuseOtherFlow(flows: FlowFiles, id: string): Promise<void> {
  const flow = await flows.read(id);
  if (flow === null) return;
  const isWaiting = flow.steps.kind === 'finish' && flow.steps.stage === 'resolving';
  throw new TicketreeError(
    isWaiting ? 'invalid_transition' : 'git_locked',
    isWaiting
      ? 'A finish of the ticket waits for its conflicts to be resolved.'
      : `Process ${flow.process.pid} left ${nameOfFlow(flow)} of the ticket half done.`,
    isWaiting
      ? 'Go on with `ticketree finish --continue`, or take it back with `ticketree finish --abort`.'
      : '`ticketree doctor` tells what is left of it.',
  );
}

function submoduleNotes(worktree: string | null): string[] {
  if (worktree === null || !existsSync(join(worktree, '.gitmodules'))) return [];
  return [
    `Submodules are not checked out there yet; \`git -C '${worktree.replaceAll("'", "'\\''")}' submodule update --init\` does it.`,
  ];
}
