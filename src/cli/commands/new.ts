import type { Command } from 'commander';
import type { TicketService } from '../../app/ticketService.js';
import { TicketreeError } from '../../domain/errors.js';
import type { NewTicket } from '../../domain/newTicket.js';
import { shortIds } from '../../domain/ticketRef.js';
import { withExamples } from '../examples.js';
import { Session } from '../session.js';
import { oneLine } from '../terminalText.js';
import { parseAssignee, parsePriority, parseTags } from '../words.js';

interface NewFlags {
  readonly title?: string;
  readonly description?: string | undefined;
  readonly priority?: string;
  readonly tags?: string;
  readonly assignee?: string;
  readonly start?: boolean;
}

/** `new` */
export function configure(command: Command): void {
  command
    .argument('<slug>', 'short name: a-z, 0-9 and hyphens; a time stamp is put before it')
    .option('-t, --title <title>', 'title (default: the words of the slug)')
    .option('-d, --description <text>', 'description, Markdown; - reads standard input')
    .option('--priority <priority>', 'low, medium, high or critical (default: that of the project, else medium)')
    .option('--tags <tags>', 'tags, separated by commas')
    .option('-a, --assignee <name>', 'who works on it')
    .option('-s, --start', 'begin at once: status doing, and the active ticket')
    .action(async (slug: string, flags: NewFlags, self: Command) => {
      const session = Session.of(self);
      const input = newTicketOf(slug, { ...flags, description: await session.input.longText(flags.description) });
      await session.withTickets(async ({ tickets, store }) => {
        const ticket = await tickets.create(flags.start === true ? { ...input, status: 'doing' } : input);
        const warning = flags.start === true ? await activate(tickets, ticket.id) : null;
        if (warning !== null) session.output.warn(warning);
        const short = shortIds(store.tickets.map((each) => each.id)).get(ticket.id) ?? ticket.id;
        session.output.result('ticket', { ticket, ...(warning === null ? {} : { warning }) }, () =>
          oneLine(`Created #${short} ${ticket.slug}: ${ticket.title}`),
        );
      });
    });
  withExamples(command, [
    'ticketree new fix-login --title "Fix the login" --priority high --tags auth,ui --start',
    'ticketree new crash-on-save --description - < report.md',
  ]);
}

/** Makes the new ticket active. That this failed is said as a warning, because the ticket has been written. */
async function activate(tickets: TicketService, id: string): Promise<string | null> {
  try {
    await tickets.setActive(id);
    return null;
  } catch (error) {
    if (!TicketreeError.is(error)) throw error;
    return `The ticket is written, but not active. ${error.message} ${error.hint}`;
  }
}

function newTicketOf(slug: string, flags: NewFlags): NewTicket {
  return {
    slug,
    ...(flags.title === undefined ? {} : { title: flags.title }),
    ...(flags.description === undefined ? {} : { description: flags.description }),
    ...(flags.priority === undefined ? {} : { priority: parsePriority(flags.priority) }),
    ...(flags.tags === undefined ? {} : { tags: parseTags(flags.tags) }),
    ...(flags.assignee === undefined ? {} : { assignee: parseAssignee(flags.assignee) }),
  };
}
