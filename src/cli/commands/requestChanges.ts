import type { Command } from 'commander';
import { requestChanges } from '../../domain/lifecycle.js';
import { ticketArgument } from '../arguments.js';
import { withExamples } from '../examples.js';
import { Session } from '../session.js';
import { printChanged } from '../ticketResult.js';

interface RequestChangesFlags {
  readonly changes: string;
}

/** `request-changes` */
export function configure(command: Command): void {
  command
    .argument(...ticketArgument)
    .requiredOption('-c, --changes <text>', 'what to change, added to the description; - reads standard input')
    .action(async (reference: string | undefined, flags: RequestChangesFlags, self: Command) => {
      const session = Session.of(self);
      const changes = await session.input.longText(flags.changes);
      await session.withTickets(async ({ finder, writer, store }) => {
        const { id } = await finder.find(reference);
        const ticket = await writer.change(id, 'request-changes', (before, now) =>
          requestChanges(before, changes, now),
        );
        printChanged(session, store, 'Back to work:', ticket);
      });
    });
  withExamples(command, [
    'ticketree request-changes 3f2a -c "The error is swallowed"',
    'ticketree request-changes 3f2a -c - < review.md',
  ]);
}
