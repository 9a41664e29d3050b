import { InvalidArgumentError, Option, type Command } from 'commander';
import { shortIds } from '../../domain/ticketRef.js';
import { parseDateWord } from '../dateWords.js';
import { compareTickets, isListed, sortFields, type ListFilter, type SortField } from '../listFilter.js';
import { Session, withGlobalOptions } from '../session.js';
import { formatTicketLines, oneLine } from '../terminalText.js';
import { parseAssignee, parsePriority, parseStatus } from '../words.js';

interface ListFlags {
  readonly status?: string;
  readonly priority?: string;
  readonly assignee?: string;
  readonly sort: SortField;
  readonly reverse?: boolean;
  readonly limit?: number;
  readonly archived?: boolean;
  readonly open?: boolean;
  readonly since?: string;
  readonly until?: string;
  readonly includeDone?: boolean;
}

export function registerList(program: Command): void {
  withGlobalOptions(program.command('list'))
    .description('list tickets; done and archived ones only when asked for')
    .option('-s, --status <status>', 'only this status')
    .option('--priority <priority>', 'only this priority')
    .option('-a, --assignee <name>', 'only what this person works on; "unassigned" for what nobody does')
    .addOption(new Option('--sort <field>', 'order').choices(sortFields).default('slug'))
    .option('-r, --reverse', 'the other way round')
    .option('-l, --limit <number>', 'at most so many', parseLimit)
    .option('--archived', 'archived ones too')
    .option('--open', 'only todo and doing')
    .option('--since <date>', 'created on that day or later: today, yesterday, "3 days ago", 2026-01-31')
    .option('--until <date>', 'created on that day or earlier')
    .option('--include-done', 'done ones too')
    .action(async (flags: ListFlags, command: Command) => {
      const session = Session.of(command);
      const filter = filterOf(flags, session.ports.clock());
      await session.withTickets(({ store }) => {
        const all = store.tickets;
        const order = compareTickets(flags.sort);
        const found = all.filter((ticket) => isListed(ticket, filter)).sort(order);
        if (flags.reverse === true) found.reverse();
        const tickets = found.slice(0, flags.limit);
        const broken = store.broken;
        for (const { file, line, reason } of broken) {
          session.output.warn(oneLine(`${file}: ${line === null ? '' : `line ${String(line)}: `}${reason}`));
        }
        session.output.result(
          'tickets',
          { count: tickets.length, tickets, ...(broken.length === 0 ? {} : { broken }) },
          (paint) => formatTicketLines(tickets, shortIds(all.map((ticket) => ticket.id)), paint),
        );
      });
    });
}

function filterOf(flags: ListFlags, now: Date): ListFilter {
  return {
    ...(flags.status === undefined ? {} : { status: parseStatus(flags.status) }),
    ...(flags.priority === undefined ? {} : { priority: parsePriority(flags.priority) }),
    ...(flags.assignee === undefined ? {} : { assignee: parseAssignee(flags.assignee) }),
    ...(flags.since === undefined ? {} : { since: parseDateWord(flags.since, now).start }),
    ...(flags.until === undefined ? {} : { until: parseDateWord(flags.until, now).end }),
    open: flags.open ?? false,
    archived: flags.archived ?? false,
    includeDone: flags.includeDone ?? false,
  };
}

function parseLimit(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It takes a whole number.');
}
