import type { Command } from 'commander';
import type { TicketService } from '../../app/ticketService.js';
import type { TicketWorkspace } from '../../app/ticketWorkspace.js';
import type { FieldValue } from '../../domain/customFields.js';
import { TicketreeError } from '../../domain/errors.js';
import type { NewTicket } from '../../domain/newTicket.js';
import { withExamples } from '../examples.js';
import { parseFields, withFieldOptions, type FieldEdits, type FieldFlags } from '../fieldOptions.js';
import { Session } from '../session.js';
import { oneLine } from '../terminalText.js';
import { parseAssignee, parsePriority, parseTags } from '../words.js';

interface NewFlags extends FieldFlags {
  readonly title?: string;
  readonly description?: string | undefined;
  readonly priority?: string;
  readonly tags?: string;
  readonly assignee?: string;
  readonly start?: boolean;
  readonly parent?: string;
  readonly dependsOn?: readonly string[];
  readonly task?: readonly string[];
}

/** `new` */
export function configure(command: Command): void {
  withFieldOptions(command)
    .argument('<slug>', 'short name: a-z, 0-9 and hyphens; a time stamp is put before it')
    .option('-t, --title <title>', 'title (default: the words of the slug)')
    .option('-d, --description <text>', 'description, Markdown; - reads standard input')
    .option('--priority <priority>', 'low, medium, high or critical (default: that of the project, else medium)')
    .option('--tags <tags>', 'tags, separated by commas')
    .option('-a, --assignee <name>', 'who works on it')
    .option('--parent <ticket>', 'the ticket that it is part of')
    .option('--depends-on <ticket...>', 'the tickets that must be done first')
    .option('--task <title...>', 'its tasks')
    .option('-s, --start', 'begin at once: status doing, and the active ticket')
    .action(async (slug: string, flags: NewFlags, self: Command) => {
      const session = Session.of(self);
      const description = await session.input.longText(flags.description);
      const input = newTicketOf(slug, { ...flags, description }, session.ports.clock());
      await session.withTickets(async (workspace) => {
        const { tickets, store } = workspace;
        const relations = await relationsOf(workspace, flags);
        const started = flags.start === true ? { status: 'doing' as const } : {};
        const ticket = await tickets.create({ ...input, ...relations, ...started });
        const warning = flags.start === true ? await activate(tickets, ticket.id) : null;
        if (warning !== null) session.output.warn(warning);
        const similar = await tickets.similarTo(ticket);
        const more = { ...(similar.length === 0 ? {} : { similar }), ...(warning === null ? {} : { warning }) };
        session.output.result('ticket', { ticket, ...more }, () =>
          oneLine(`Created #${store.shortIdOf(ticket.id)} ${ticket.slug}: ${ticket.title}`),
        );
        for (const { id, title } of similar) {
          session.output.note(oneLine(`Similar: #${store.shortIdOf(id)} ${title}`));
        }
      });
    });
  withExamples(command, [
    'ticketree new fix-login --title "Fix the login" --priority high --tags auth,ui --start',
    'ticketree new crash-on-save --description - < report.md',
  ]);
}

function withoutNull(fields: NonNullable<FieldEdits['fields']>): Record<string, FieldValue> {
  return Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
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

/** The tickets that the new one names, by what the person typed. */
async function relationsOf(
  { finder }: TicketWorkspace,
  { parent, dependsOn }: NewFlags,
): Promise<Pick<NewTicket, 'parent' | 'dependsOn'>> {
  return {
    ...(parent === undefined ? {} : { parent: (await finder.find(parent)).id }),
    ...(dependsOn === undefined ? {} : { dependsOn: await finder.findIds(dependsOn) }),
  };
}

function newTicketOf(slug: string, flags: NewFlags, now: Date): NewTicket {
  const { type, due, estimate, fields } = parseFields(flags, now);
  return {
    slug,
    ...(type === undefined ? {} : { type }),
    ...(due == null ? {} : { due }),
    ...(estimate == null ? {} : { estimate }),
    ...(fields === undefined ? {} : { fields: withoutNull(fields) }),
    ...(flags.task === undefined ? {} : { tasks: flags.task.map((title) => ({ id: crypto.randomUUID(), title })) }),
    ...(flags.title === undefined ? {} : { title: flags.title }),
    ...(flags.description === undefined ? {} : { description: flags.description }),
    ...(flags.priority === undefined ? {} : { priority: parsePriority(flags.priority) }),
    ...(flags.tags === undefined ? {} : { tags: parseTags(flags.tags) }),
    ...(flags.assignee === undefined ? {} : { assignee: parseAssignee(flags.assignee) }),
  };
}
