import { Option, type Command } from 'commander';
import { rowOf } from '../../domain/ticketRow.js';
import { shortIds } from '../../domain/ticketRef.js';
import { parseDateWord } from '../dateWords.js';
import { compareTickets, isListed, sortFields, type ListFilter, type SortField } from '../listFilter.js';
import { withExamples } from '../examples.js';
import { notePage, pageCounts, pageOf, withPaging, type PagingFlags } from '../paging.js';
import { Session } from '../session.js';
import { oneLine } from '../terminalText.js';
import { formatTicketLines } from '../ticketLines.js';
import { parseAssignee, parsePriority, parseStatus } from '../words.js';

interface ListFlags extends PagingFlags {
  readonly status?: string;
  readonly priority?: string;
  readonly assignee?: string;
  readonly sort: SortField;
  readonly reverse?: boolean;
  readonly archived?: boolean;
  readonly open?: boolean;
  readonly since?: string;
  readonly until?: string;
  readonly includeDone?: boolean;
}

/** `list` */
export function configure(command: Command): void {
  withPaging(command)
    .option('-s, --status <status>', 'only this status')
    .option('--priority <priority>', 'only this priority')
    .option('-a, --assignee <name>', 'only what this person works on; "unassigned" for what nobody does')
    .addOption(new Option('--sort <field>', 'order').choices(sortFields).default('slug'))
    .option('-r, --reverse', 'the other way round')
    .option('--archived', 'archived ones too')
    .option('--open', 'only todo and doing')
    .option('--since <date>', 'created on that day or later: today, yesterday, "3 days ago", 2026-01-31')
    .option('--until <date>', 'created on that day or earlier')
    .option('--include-done', 'done ones too')
    .action(async (flags: ListFlags, self: Command) => {
      const session = Session.of(self);
      const filter = filterOf(flags, session.ports.clock());
      await session.withTickets(({ store }) => {
        const all = store.tickets;
        const order = compareTickets(flags.sort);
        const found = all.filter((ticket) => isListed(ticket, filter)).sort(order);
        if (flags.reverse === true) found.reverse();
        const page = pageOf(found, flags);
        const broken = store.broken;
        for (const { file, line, reason } of broken) {
          session.output.warn(oneLine(`${file}: ${line === null ? '' : `line ${String(line)}: `}${reason}`));
        }
        session.output.result(
          'tickets',
          { ...pageCounts(page), tickets: page.items, ...(broken.length === 0 ? {} : { broken }) },
          (paint, columns) =>
            formatTicketLines(page.items.map(rowOf), shortIds(all.map((ticket) => ticket.id)), paint, columns),
        );
        notePage(session.output, page);
      });
    });
  withExamples(command, [
    'ticketree list --status doing --assignee ada',
    'ticketree list --since "3 days ago" --include-done',
    'ticketree list --sort priority --limit 10 --json',
  ]);
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
