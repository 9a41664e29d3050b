import { existsSync } from 'node:fs';
import { TicketreeError } from '../../../domain/errors.js';
import type { Flow, FinishSteps } from '../flows/flowFile.js';
import type { GitContext, Repository } from '../gitContext.js';
import { FinishRecords, type FinishRecord } from '../undo/finishRecord.js';

/** Keeps what a finish has done, so that it can be taken back. @param note told where that fails, which hinders no finish */
export async function recordFinish(
  context: GitContext,
  repository: Repository,
  { ticket, steps }: Flow<FinishSteps>,
  note: (text: string) => void,
): Promise<void> {
  const { way, branch, tip, base, baseBefore, merged, worktree, standsIn, operation, wasActive } = steps;
  await keepRecord(
    context,
    repository,
    {
      ...{ ticket, way, branch, tip, base, baseBefore, standsIn, operation, wasActive },
      merged: merged ?? baseBefore,
      // Looked for and not remembered, since another process may have removed it before it died.
      worktree: worktree !== null && !existsSync(worktree) ? worktree : null,
      pullRequest: null,
    },
    note,
  );
}

/** As {@link recordFinish}, of what is known of it. */
export async function keepRecord(
  { writer, clock, logger }: GitContext,
  { commonDir }: Repository,
  known: Omit<FinishRecord, 'at' | 'who'>,
  note: (text: string) => void,
): Promise<void> {
  try {
    const { who } = await writer.actor();
    await new FinishRecords(commonDir).write({ ...known, at: clock().toISOString(), who });
  } catch (error) {
    if (!TicketreeError.is(error)) throw error;
    logger.error(`what the finish of ${known.ticket} has done could not be kept`, error);
    note(`This finish cannot be taken back by one command: ${error.message}`);
  }
}
