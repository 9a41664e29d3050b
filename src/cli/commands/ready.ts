import type { Command } from 'commander';
import { shortIds } from '../../domain/ticketRef.js';
import { withExamples } from '../examples.js';
import { notePage, pageCounts, pageOf, withPageSize, withPaging, type PagingFlags } from '../paging.js';
import { readTickets } from '../readTickets.js';
import { selectReady } from '../readyRows.js';
import { Session } from '../session.js';
import { formatTicketLines } from '../ticketLines.js';

interface ReadyFlags extends PagingFlags {
  readonly mine?: boolean;
}

/** `ready` */
export function configure(command: Command): void {
  withPaging(command.argument('[query]', 'only what this query finds'))
    .option('--mine', 'leave out what somebody else is to do')
    .action(async (query: string | undefined, flags: ReadyFlags, self: Command) => {
      const session = Session.of(self);
      await session.withTickets(async (workspace) => {
        const { rows, all } = await selectReady(workspace, query ?? '', flags.mine ?? false, session.ports.clock());
        const { store, settings } = workspace;
        const page = pageOf(rows, await withPageSize(flags, session.terminal, settings));
        const { tickets } = await readTickets(session.output.isJson ? page.items : [], store);
        const look = await session.look(settings);
        session.output.result('tickets', { ...pageCounts(page), count: tickets.length, tickets }, () =>
          formatTicketLines(page.items, shortIds(all.rows.map(({ id }) => id)), look),
        );
        notePage(session.output, page, 'No ticket can be begun at once.');
      });
    });
  withExamples(command, ['ticketree ready', 'ticketree ready "tag:ui" --mine --limit 5']);
}
