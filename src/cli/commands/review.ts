import type { Command } from 'commander';
import { reviewTicket } from '../../domain/lifecycle.js';
import { ticketArgument } from '../arguments.js';
import { withExamples } from '../examples.js';
import { Session } from '../session.js';
import { printChanged } from '../ticketResult.js';

interface ReviewFlags {
  readonly notes?: string;
}

/** `review` */
export function configure(command: Command): void {
  command
    .argument(...ticketArgument)
    .option('-n, --notes <text>', 'what to look at, added to the description; - reads standard input')
    .action(async (reference: string | undefined, flags: ReviewFlags, self: Command) => {
      const session = Session.of(self);
      const notes = await session.input.longText(flags.notes);
      await session.withTickets(async ({ finder, writer, store }) => {
        const { id } = await finder.find(reference);
        const ticket = await writer.change(id, 'review', (before, now) => reviewTicket(before, notes, now));
        printChanged(session, store, 'To review:', ticket);
      });
    });
  withExamples(command, ['ticketree review', 'ticketree review 3f2a -n "See the new retry"']);
}
