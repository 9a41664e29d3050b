import { TicketreeError } from '../../../domain/errors.js';
import { FlowFiles, isAbandoned } from '../flows/flowFile.js';
import { outlastFlow } from '../flows/outlastFlow.js';
import { requireRepository, type GitContext, type Repository } from '../gitContext.js';
import { FinishRecords, type FinishRecord } from './finishRecord.js';
import { lookAtUndo } from './undoPlan.js';
import { nothingToUndo, waitsForConflicts } from './undoRefusals.js';
import { furnishAgain, moveBaseBack, restoreBranch, restoreWorktree, switchBack } from './undoSteps.js';
import { activateAgain, undoTicket } from './undoTicket.js';
import type { UndoOutcome, UndoPlan, UndoRequest, UndoStep } from './undoTypes.js';

/** What {@link undoFinish} would do. Nothing is changed. @throws TicketreeError as {@link undoFinish} */
export async function planUndo(context: GitContext, id: string, request: UndoRequest): Promise<UndoPlan> {
  const { commonDir } = await requireRepository(context);
  return lookAtUndo(context, await recordOf(context, commonDir, id), request);
}

/**
 * Takes back the latest finish of a ticket: branch, worktree, base and ticket, each as far as that is left to do.
 * @throws TicketreeError `nothing_to_undo`, `undo_refused`, `branch_exists`, `path_exists`, `base_in_the_way`
 */
export async function undoFinish(context: GitContext, id: string, request: UndoRequest): Promise<UndoOutcome> {
  const repository = await requireRepository(context);
  const { commonDir } = repository;
  const flows = new FlowFiles(commonDir);
  return flows.exclusively(id, 'undo finish', async () => {
    const record = await recordOf(context, commonDir, id);
    const plan = await lookAtUndo(context, record, request);
    await flows.write(id, { kind: 'undo' }, context.clock());
    try {
      return await takeBack(context, repository, flows, record, plan);
    } catch (error) {
      if (!TicketreeError.is(error)) throw error;
      const again = 'What was done so far stays; call `ticketree finish --undo` again to do the rest.';
      throw new TicketreeError(error.code, error.message, `${error.hint} ${again}`, { cause: error });
    } finally {
      await flows.remove(id);
    }
  });
}

/**
 * Completes an undo whose process has died. Where something is in the way by now it is left to the person, who finds
 * out by calling it again.
 * @returns whether nothing is left to do for others
 * @throws TicketreeError where the next call may succeed
 */
export async function recoverUndo(context: GitContext, repository: Repository, id: string): Promise<boolean> {
  const flows = new FlowFiles(repository.commonDir);
  return flows.exclusively(id, 'recover', async () => {
    const flow = await flows.read(id);
    if (flow?.steps.kind !== 'undo' || !isAbandoned(flow)) return false;
    await outlastFlow(flow);
    const record = await new FinishRecords(repository.commonDir).read(id);
    const plan = record && (await planAgain(context, record));
    if (record && plan) await takeBack(context, repository, flows, record, plan);
    await flows.remove(id);
    return true;
  });
}

async function planAgain(context: GitContext, record: FinishRecord): Promise<UndoPlan | null> {
  try {
    // Whoever began it was allowed to.
    return await lookAtUndo(context, record, { force: true });
  } catch (error) {
    if (!TicketreeError.is(error) || error.code === 'git_failed' || error.code === 'git_locked') throw error;
    context.logger.warn(`the undo of the finish of ${record.ticket} was not completed: ${error.message}`);
    return null;
  }
}

async function recordOf(context: GitContext, commonDir: string, id: string): Promise<FinishRecord> {
  const flow = await new FlowFiles(commonDir).read(id);
  if (flow?.steps.kind === 'finish' && flow.steps.stage === 'resolving') throw waitsForConflicts();
  if (flow !== null) await outlastFlow(flow);
  const record = await new FinishRecords(commonDir).read(id);
  if (record === null) throw await nothingToUndo(context, id);
  return record;
}

async function takeBack(
  context: GitContext,
  repository: Repository,
  flows: FlowFiles,
  record: FinishRecord,
  plan: UndoPlan,
): Promise<UndoOutcome> {
  const notes = [...plan.notes];
  let keptIn: string | null = null;
  const take = async (step: UndoStep): Promise<void> => {
    if (step.kind === 'branch') await restoreBranch(context, repository, step);
    else if (step.kind === 'worktree') notes.push(...(await restoreWorktree(context, repository, step)));
    else if (step.kind === 'switch') await switchBack(context, repository, step);
    else if (step.kind === 'base') keptIn = await moveBaseBack(context, repository, step, record.tip);
    else notes.push(...(await undoTicket(context, record)));
  };
  const isShared = ({ kind }: UndoStep): boolean => kind === 'switch' || kind === 'base';
  for (const step of plan.steps.filter(({ kind }) => kind === 'branch' || kind === 'worktree')) await take(step);
  const furnished = await furnishAgain(context, repository, record);
  // A finish that moves the base meanwhile would mix its files with these, so that none may, and none may have.
  if (plan.steps.some(isShared)) {
    await flows.exclusively('merging', 'undo finish', async () => {
      const { steps } = await lookAtUndo(context, record, { force: true });
      for (const step of steps.filter(isShared)) await take(step);
    });
  }
  for (const step of plan.steps.filter(({ kind }) => kind === 'ticket')) await take(step);
  await activateAgain(context, record);
  await new FinishRecords(repository.commonDir).remove(record.ticket);
  const made = plan.steps.find((step) => step.kind === 'worktree');
  return {
    ...plan,
    ticket: await context.store.read(record.ticket),
    notes: [...notes, ...furnished.notes],
    keptIn,
    copied: furnished.copied,
    worktree: made?.path ?? null,
    setupCommand: made ? await context.settings.get('git.setup_command') : null,
  };
}
