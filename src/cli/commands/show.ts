import type { Command } from 'commander';
import { shortIdOf } from '../../domain/ticketRef.js';
import { ticketArgument } from '../arguments.js';
import { withExamples } from '../examples.js';
import { Session } from '../session.js';
import { formatTasks, numberTasks } from '../taskLines.js';
import { formatTicket } from '../ticketDetails.js';
import { formatTicketMarkdown } from '../ticketMarkdown.js';

interface ShowFlags {
  readonly tasks?: boolean;
  readonly markdown?: boolean;
}

/** `show` */
export function configure(command: Command): void {
  command
    .argument(...ticketArgument)
    .option('-t, --tasks', 'only its tasks')
    .option('-m, --markdown', 'as Markdown')
    .action(async (reference: string | undefined, flags: ShowFlags, self: Command) => {
      const session = Session.of(self);
      await session.withTickets(async ({ finder, store }) => {
        const ticket = await finder.find(reference);
        const short = shortIdOf(ticket.id, store.fileIds());
        session.output.result('ticket', { ticket }, (paint) => {
          if (flags.tasks === true) return formatTasks(numberTasks(ticket));
          return flags.markdown === true ? formatTicketMarkdown(ticket) : formatTicket(ticket, short, paint);
        });
      });
    });
  withExamples(command, ['ticketree show', 'ticketree show 3f2a --markdown', 'ticketree show fix-login --json']);
}
