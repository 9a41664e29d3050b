import { Option, type Command } from 'commander';
import type { TicketWorkspace } from '../../app/ticketWorkspace.js';
import { shortIds } from '../../domain/ticketRef.js';
import type { TicketRow } from '../../domain/ticketRow.js';
import type { CompiledQuery } from '../../query/compileQuery.js';
import type { RowOrder } from '../../query/sorting.js';
import { parseDateWord } from '../dateWords.js';
import { compareTickets, isListed, sortFields, type ListFilter, type SortField } from '../listFilter.js';
import { withExamples } from '../examples.js';
import { notePage, pageCounts, pageOf, withPageSize, withPaging, type PagingFlags } from '../paging.js';
import { readTickets } from '../readTickets.js';
import { Session } from '../session.js';
import { oneLine } from '../terminalText.js';
import { formatTicketLines } from '../ticketLines.js';
import { parseAssignee, parsePriority, parseStatus } from '../words.js';

interface ListFlags extends PagingFlags {
  readonly status?: string;
  readonly priority?: string;
  readonly assignee?: string;
  readonly sort?: SortField;
  readonly reverse?: boolean;
  readonly archived?: boolean;
  readonly open?: boolean;
  readonly since?: string;
  readonly until?: string;
  readonly includeDone?: boolean;
}

/** `list` */
export function configure(command: Command): void {
  withPaging(command.argument('[query]', 'what to list, as in "priority:high tag:auth"; all of it in one argument'))
    .option('-s, --status <status>', 'only this status')
    .option('--priority <priority>', 'only this priority')
    .option('-a, --assignee <name>', 'only what this person works on; "unassigned" for what nobody does')
    .addOption(new Option('--sort <field>', 'order; by slug where the query says none either').choices(sortFields))
    .option('-r, --reverse', 'the other way round')
    .option('--archived', 'archived ones too')
    .option('--open', 'only todo and doing')
    .option('--since <date>', 'created on that day or later: today, yesterday, "3 days ago", 2026-01-31')
    .option('--until <date>', 'created on that day or earlier')
    .option('--include-done', 'done ones too')
    .action(async (query: string | undefined, flags: ListFlags, self: Command) => {
      const session = Session.of(self);
      const filter = filterOf(flags, session.ports.clock());
      await session.withTickets((workspace) => listTickets(session, workspace, query ?? '', flags, filter));
    });
  withExamples(command, [
    'ticketree list "is:open assignee:@me sort:priority"',
    'ticketree list --status doing --assignee ada',
    'ticketree list --since "3 days ago" --include-done',
    'ticketree list --sort priority --limit 10 --json',
  ]);
}

async function listTickets(
  session: Session,
  { queries, settings, store }: TicketWorkspace,
  query: string,
  flags: ListFlags,
  filter: ListFilter,
): Promise<void> {
  const { output } = session;
  // Who asks about what is hidden otherwise wants to see it.
  const isWanted = (row: TicketRow, asked: CompiledQuery): boolean =>
    isListed(row, {
      ...filter,
      includeDone: filter.includeDone === true || asked.mentions('status') || asked.mentions('archived'),
      archived: filter.archived === true || asked.mentions('archived'),
    });
  const selected = await queries.select(query, isWanted, (asked) => orderOf(flags, asked));
  const page = pageOf(selected.rows, await withPageSize(flags, session.terminal, settings));
  const { tickets, broken: unread } = await readTickets(output.isJson ? page.items : [], store);
  const broken = [...selected.broken, ...unread];
  for (const { file, line, reason } of broken) {
    output.warn(oneLine(`${file}: ${line === null ? '' : `line ${String(line)}: `}${reason}`));
  }
  const counts = { ...pageCounts(page), count: tickets.length };
  const body = { ...counts, tickets, ...(broken.length === 0 ? {} : { broken }) };
  const look = await session.look(settings);
  output.result('tickets', body, () =>
    formatTicketLines(page.items, shortIds(selected.all.rows.map(({ id }) => id)), look),
  );
  notePage(output, page, 'No ticket is listed; done and archived ones are with --include-done and --archived.');
}

/** The order of `--sort`, else that of the query, else by slug. */
function orderOf({ sort, reverse }: ListFlags, asked: RowOrder | null): RowOrder {
  const compare = (sort === undefined ? asked : null) ?? compareTickets(sort ?? 'slug');
  return reverse === true ? (a, b) => compare(b, a) : compare;
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
