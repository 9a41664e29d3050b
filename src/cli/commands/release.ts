import type { Command } from 'commander';
import { ticketArgument } from '../arguments.js';
import { withExamples } from '../examples.js';
import { Session } from '../session.js';
import { sessionOption, type SessionFlags } from '../sessionOption.js';
import { printChanged } from '../ticketResult.js';

interface ReleaseFlags extends SessionFlags {
  readonly force?: boolean;
}

/** `release` */
export function configure(command: Command): void {
  command
    .argument(...ticketArgument)
    .option('-f, --force', 'whoever holds it')
    .option(...sessionOption)
    .action(async (reference: string | undefined, flags: ReleaseFlags, self: Command) => {
      const session = Session.of(self, flags.session);
      await session.withTickets(async ({ work, finder, store }) => {
        const { id } = await finder.find(reference);
        printChanged(session, store, 'Released', await work.release(id, flags.force ?? false));
      });
    });
  withExamples(command, ['ticketree release', 'ticketree release 3f2a --force']);
}
