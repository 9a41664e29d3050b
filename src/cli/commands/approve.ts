import type { Command } from 'commander';
import { approveTicket } from '../../domain/lifecycle.js';
import { ticketArgument } from '../arguments.js';
import { childrenOption, type ChildrenFlags } from '../childrenOption.js';
import { withExamples } from '../examples.js';
import { Session } from '../session.js';
import { printChanged } from '../ticketResult.js';

interface ApproveFlags extends ChildrenFlags {
  readonly message?: string;
}

/** `approve` */
export function configure(command: Command): void {
  command
    .argument(...ticketArgument)
    .option('-m, --message <text>', 'what to say, added to the description; - reads standard input')
    .addOption(childrenOption())
    .action(async (reference: string | undefined, flags: ApproveFlags, self: Command) => {
      const session = Session.of(self);
      const message = await session.input.longText(flags.message);
      await session.withTickets(async ({ finder, writer, store }) => {
        const { id } = await finder.find(reference);
        const ticket = await writer.change(id, 'approve', (before, now) => approveTicket(before, message, now), flags);
        printChanged(session, store, 'Approved', ticket);
      });
    });
  withExamples(command, ['ticketree approve 3f2a', 'ticketree approve 3f2a -m "Well done"']);
}
