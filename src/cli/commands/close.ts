import type { Command } from 'commander';
import { ticketArgument } from '../arguments.js';
import { childrenOption, type ChildrenFlags } from '../childrenOption.js';
import { withExamples } from '../examples.js';
import { Session } from '../session.js';
import { printChanged } from '../ticketResult.js';

interface CloseFlags extends ChildrenFlags {
  readonly message?: string;
  readonly archive?: boolean;
}

/** `close` */
export function configure(command: Command): void {
  command
    .argument(...ticketArgument)
    .option('-m, --message <text>', 'what came of it; - reads standard input')
    .option('-a, --archive', 'archive it too')
    .addOption(childrenOption())
    .action(async (reference: string | undefined, flags: CloseFlags, self: Command) => {
      const session = Session.of(self);
      const message = await session.input.longText(flags.message);
      await session.withTickets(async ({ tickets, finder, store }) => {
        const { id } = await finder.find(reference);
        const ticket = await tickets.close(id, message, flags.archive ?? false, flags);
        printChanged(session, store, 'Closed', ticket);
      });
    });
  withExamples(command, [
    'ticketree close',
    'ticketree close 3f2a -m "The token is refreshed ahead of time"',
    'git log -1 --format=%B | ticketree close 3f2a --message -',
  ]);
}
