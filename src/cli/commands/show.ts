import type { Command } from 'commander';
import { ticketArgument } from '../arguments.js';
import { withExamples } from '../examples.js';
import { formatTasks, numbered } from '../itemLines.js';
import { Session } from '../session.js';
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
      await session.withTickets(async ({ finder, store, settings }) => {
        const ticket = await finder.find(reference);
        const look = await session.look(settings);
        session.output.result('ticket', { ticket }, () => {
          if (flags.tasks === true) return formatTasks(numbered(ticket.tasks));
          const around = { shortId: (id: string) => store.shortIdOf(id), now: session.ports.clock() };
          return (flags.markdown === true ? formatTicketMarkdown : formatTicket)(ticket, around, look);
        });
      });
    });
  withExamples(command, ['ticketree show', 'ticketree show 3f2a --markdown', 'ticketree show fix-login --json']);
}
