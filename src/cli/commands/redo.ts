import type { Command } from 'commander';
import { withExamples } from '../examples.js';
import { formatHistoryResult, historyDocument } from '../operationLines.js';
import { Session } from '../session.js';

/** `redo`: makes again what the latest undo took back. */
export function configure(command: Command): void {
  command.action(async (_flags: object, self: Command) => {
    const session = Session.of(self);
    await session.withTickets(async ({ history }) => {
      const result = await history.redo();
      session.output.result('redo', historyDocument(result), () => formatHistoryResult('Redid', result));
    });
  });
  withExamples(command, ['ticketree redo']);
}
