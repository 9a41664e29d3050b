import { TicketreeError } from '../../../domain/errors.js';
import { findRepository, type GitContext } from '../gitContext.js';
import { FinishRecords } from './finishRecord.js';
import type { UndoOutcome, UndoPlan, UndoRequest } from './undoTypes.js';

/** Taking a finish back as a whole. */
export class FinishUndo {
  constructor(private readonly context: GitContext) {}

  /** Ids of the tickets whose finish is known here. No git is run. */
  async tickets(): Promise<string[]> {
    return (await this.records())?.tickets() ?? [];
  }

  /** Id of the ticket that this person has finished last. No git is run. @throws TicketreeError `nothing_to_undo` */
  async latest(): Promise<string> {
    const { who: me } = await this.context.writer.actor();
    const records = (await (await this.records())?.all()) ?? [];
    const own = records.find(({ who }) => who === me);
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

  /** Null outside of git. */
  private async records(): Promise<FinishRecords | null> {
    const repository = await findRepository(this.context);
    return repository && new FinishRecords(repository.commonDir);
  }
}
