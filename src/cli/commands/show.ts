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
      await session.withTickets(async ({ finder, store, settings, git }) => {
        const ticket = await finder.find(reference);
        const place = await git.ofTicket(ticket);
        const look = await session.look(settings);
        session.output.result('ticket', { ticket, ...(place === null ? {} : { git: place }) }, () => {
          if (flags.tasks === true) return formatTasks(numbered(ticket.tasks));
          const around = { shortId: (id: string) => store.shortIdOf(id), now: session.ports.clock() };
          if (flags.markdown === true) return formatTicketMarkdown(ticket, around, look);
          return formatTicket(ticket, { ...around, git: place }, look);
        });
      });
    });
  withExamples(command, ['ticketree show', 'ticketree show 3f2a --markdown', 'ticketree show fix-login --json']);
}
