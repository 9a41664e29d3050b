import type { Command } from 'commander';
import { withExamples } from '../examples.js';
import { formatHistoryResult, historyDocument } from '../operationLines.js';
import { Session } from '../session.js';

/** `undo`: takes an operation back. */
export function configure(command: Command): void {
  command
    .argument('[operation]', 'first digits of its number in `ticketree history` (default: the latest of your own)')
    .action(async (operation: string | undefined, _flags: object, self: Command) => {
      const session = Session.of(self);
      await session.withTickets(async ({ history }) => {
        const result = await history.undo(operation);
        session.output.result('undo', historyDocument(result), () => formatHistoryResult('Undid', result));
      });
    });
  withExamples(command, ['ticketree undo', 'ticketree undo 7c1e']);
}
