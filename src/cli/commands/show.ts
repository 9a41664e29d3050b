import type { Command } from 'commander';
import { shortIds } from '../../domain/ticketRef.js';
import { Session, withGlobalOptions } from '../session.js';
import { formatTasks, formatTicket, formatTicketMarkdown, numberTasks } from '../terminalText.js';

interface ShowFlags {
  readonly tasks?: boolean;
  readonly markdown?: boolean;
}

export function registerShow(program: Command): void {
  withGlobalOptions(program.command('show'))
    .description('show a ticket in full')
    .argument('[ticket]', 'id, first digits of the id, or slug (default: the active ticket)')
    .option('-t, --tasks', 'only its tasks')
    .option('-m, --markdown', 'as Markdown')
    .action(async (reference: string | undefined, flags: ShowFlags, command: Command) => {
      const session = Session.of(command);
      await session.withTickets(({ tickets, store }) => {
        const ticket = tickets.find(reference);
        const short = shortIds(store.tickets.map((each) => each.id)).get(ticket.id) ?? ticket.id;
        session.output.result('ticket', { ticket }, (paint) => {
          if (flags.tasks === true) return formatTasks(numberTasks(ticket));
          return flags.markdown === true ? formatTicketMarkdown(ticket) : formatTicket(ticket, short, paint);
        });
      });
    });
}
