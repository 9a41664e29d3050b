import { TicketreeError } from '../../../domain/errors.js';
import { findRepository, type GitContext } from '../gitContext.js';
import type { FinishRecord } from './finishRecord.js';
import type { UndoOutcome, UndoPlan, UndoRequest } from './undoTypes.js';

/** Taking a finish back as a whole. */
export class FinishUndo {
  constructor(private readonly context: GitContext) {}

  /** Ids of the tickets whose finish is known here, the latest first. No git is run. */
  async tickets(): Promise<string[]> {
    return (await this.records()).map(({ ticket }) => ticket);
  }

  /** Id of the ticket that this person has finished last. No git is run. @throws TicketreeError `nothing_to_undo` */
  async latest(): Promise<string> {
    const { who: me } = await this.context.writer.actor();
    const own = (await this.records()).find(({ who }) => who === me);
    if (own) return own.ticket;
    throw new TicketreeError(
      'nothing_to_undo',
      'No finish of yours is known here that could be taken back.',
      'Name the ticket if somebody else has finished it.',
    );
  }

  /** What {@link run} would do. @throws TicketreeError */
  async plan(id: string, request: UndoRequest = {}): Promise<UndoPlan> {
    const { planUndo } = await import('./undoFinish.js');
    return planUndo(this.context, id, request);
  }

  /** @throws TicketreeError `nothing_to_undo`, `undo_refused`, `branch_exists`, `path_exists`, `base_in_the_way` */
  async run(id: string, request: UndoRequest = {}): Promise<UndoOutcome> {
    const { undoFinish } = await import('./undoFinish.js');
    return undoFinish(this.context, id, request);
  }

  private async records(): Promise<FinishRecord[]> {
    const repository = await findRepository(this.context);
    if (repository === null) return [];
    const { FinishRecords } = await import('./finishRecord.js');
    return new FinishRecords(repository.commonDir).all();
  }
}
