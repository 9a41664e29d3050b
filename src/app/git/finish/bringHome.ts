import { TicketreeError } from '../../../domain/errors.js';
import { readGitIdentity } from '../../../store/gitIdentity.js';
import { checkCommandOf } from './checkCommand.js';
import { messageFromTemplate, messageOfPerson, withCoAuthors } from './commitMessage.js';
import { completeFinish } from './completeFinish.js';
import { finishByRequest } from './finishByRequest.js';
import { checksOf, refuseFailed } from './finishChecks.js';
import { stopForConflicts } from './finishConflicts.js';
import { lookAtFinish, type FinishFacts } from './finishFacts.js';
import { stepsOf } from './finishSteps.js';
import { ticketChange } from './finishedTicket.js';
import type { FinishOutcome, FinishRequest } from './finishTypes.js';
import type { FinishSteps, Flow, FlowFiles } from '../flows/flowFile.js';
import type { GitContext } from '../gitContext.js';
import { prepareLanding, type Landing } from './mergeWays.js';
import { moveBase, type BaseMove } from './moveBase.js';
import { stageTicket, ticketCommitOf, unstageTicket, type TicketCommit } from './ticketCommit.js';

/** How often a finish looks again because somebody else has moved the base meanwhile. */
const mostAttempts = 3;

/** Where a finish stands once the base has the work, or cannot get it. */
type Landed =
  | { readonly kind: 'conflicts'; readonly facts: FinishFacts; readonly files: readonly string[] }
  | {
      readonly kind: 'landed';
      readonly facts: FinishFacts;
      readonly merged: string | null;
      readonly flow: Flow<FinishSteps>;
    };

/**
 * Brings the work on a ticket home. Whoever calls it keeps other processes from doing something to git for that ticket.
 * @throws TicketreeError `finish_refused`, `base_in_the_way`, `branch_changed`, and what git and the store refuse
 */
export async function bringHome(
  context: GitContext,
  flows: FlowFiles,
  id: string,
  request: FinishRequest,
): Promise<FinishOutcome> {
  const facts = await lookAtFinish(context, id, request);
  const checks = [...checksOf(facts), ...(await checkCommandOf(context, facts, request))];
  refuseFailed(checks, request.force ?? false);
  const notes = checks.filter(({ level }) => level !== 'stop').map(({ says }) => says);
  if (facts.way === 'pr') return finishByRequest(context, facts, notes);
  await rehearseTicket(context, facts);
  // Two finishes onto one base would each undo the other's last look.
  const landed = await flows.exclusively('merging', 'finish', () => land(context, flows, facts, request));
  if (landed.kind === 'conflicts') return stopForConflicts(context, flows, landed, request);
  const { flow, merged } = landed;
  const { repository, worktrees, ahead, branch: tip, base: before } = landed.facts;
  const { way, branch, base } = flow.steps;
  const isMerged = way !== 'none' || ahead.length === 0;
  const ids = [tip.id, before.id, ...ahead.flatMap(({ id: commit, parents }) => [commit, ...parents])];
  const done = await completeFinish(context, { flow, repository, worktrees, isMerged, known: new Set(ids) });
  return { kind: 'finished', ...done, way, branch, base, merged, notes: [...notes, ...done.notes] };
}

/** The message of the commit that a finish makes; null where it makes none of its own. */
export async function messageOf(
  context: GitContext,
  facts: FinishFacts,
  request: FinishRequest,
): Promise<string | null> {
  const { ticket, ahead, branch, base, way } = facts;
  const makesCommit = way === 'squash' || way === 'merge';
  if (!makesCommit && (way === 'none' || way === 'pr' || !(await context.settings.get('git.commit_ticket')))) {
    return null;
  }
  const parts = { ticket, branch: branch.short, base: base.short, commits: ahead };
  const shortId = context.store.shortIdOf(ticket.id);
  const message =
    request.message === undefined
      ? messageFromTemplate(await context.settings.get('git.commit_template'), { ...parts, shortId })
      : messageOfPerson(request.message);
  if (way !== 'squash') return message;
  const { email } = await readGitIdentity(facts.home, process.env);
  return withCoAuthors(message, ahead, email);
}

/** Moves the base, and looks again where somebody was quicker. The flow is written before, and gone where it fails. */
async function land(context: GitContext, flows: FlowFiles, seen: FinishFacts, request: FinishRequest): Promise<Landed> {
  let facts = seen;
  for (let attempt = 1; attempt <= mostAttempts; attempt++) {
    if (attempt > 1) facts = await lookAgain(context, facts, request);
    const now = context.clock();
    const message = await messageOf(context, facts, request);
    const commit = await commitOfTicket(context, facts, now);
    const landing = await prepareLanding(context, facts, { message: message ?? '', dress: commit?.dress ?? null });
    if (landing.kind === 'conflicts') return { kind: 'conflicts', facts, files: landing.files };
    const merged = landing.kind === 'commit' ? landing.id : null;
    const steps = await stepsOf(context, facts, request, { message, merged: merged ?? facts.base.id });
    const staged = landing.kind === 'commit' ? (commit?.staged ?? null) : null;
    const flow = await flows.write(facts.ticket.id, staged === null ? steps : { ...steps, staged }, now);
    const before = async (): Promise<string> =>
      staged === null || commit === null ? facts.base.tree : commit.dress(facts.base.tree);
    if (await isThere(context, flows, facts, { landing, staged, before })) {
      return { kind: 'landed', facts, merged, flow };
    }
  }
  throw new TicketreeError(
    'branch_changed',
    `${facts.base.short} goes on moving while the work is brought into it.`,
    'Nothing was changed. Try again when it has come to rest.',
  );
}

async function commitOfTicket(context: GitContext, facts: FinishFacts, at: Date): Promise<TicketCommit | null> {
  const said = await context.settings.some(['git.commit_ticket', 'git.finished_status']);
  if (!said['git.commit_ticket'] || facts.ahead.length === 0 || facts.way === 'none') return null;
  return ticketCommitOf(context, facts, { status: said['git.finished_status'], at });
}

/** Moves the base. @returns whether nobody else has moved it first; then nothing is left of the attempt */
async function isThere(
  context: GitContext,
  flows: FlowFiles,
  facts: FinishFacts,
  { landing, ...move }: Omit<BaseMove, 'commit'> & { readonly landing: Landing },
): Promise<boolean> {
  if (landing.kind !== 'commit') return true;
  const { staged } = move;
  let hasMoved = false;
  try {
    if (staged !== null) await stageTicket(context.runner, staged);
    hasMoved = await moveBase(context, facts, { commit: landing.id, ...move });
    return hasMoved;
  } finally {
    if (!hasMoved) {
      if (staged !== null) await unstageTicket(context.runner, staged);
      await flows.remove(facts.ticket.id);
    }
  }
}

async function lookAgain(context: GitContext, facts: FinishFacts, request: FinishRequest): Promise<FinishFacts> {
  const again = await lookAtFinish(context, facts.ticket.id, request);
  refuseFailed(checksOf(again), request.force ?? false);
  return again;
}

/** Asks beforehand what would be refused when the work is in the base already. */
async function rehearseTicket(context: GitContext, { ticket }: FinishFacts): Promise<void> {
  const status = await context.settings.get('git.finished_status');
  await context.writer.check(ticket.id, await ticketChange(context, { status, at: context.clock() }));
}
