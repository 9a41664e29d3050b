import type { Command } from 'commander';
import type { TicketCommit } from '../../app/git/history/ticketCommits.js';
import { ticketArgument } from '../arguments.js';
import { withExamples } from '../examples.js';
import type { Look } from '../look.js';
import { parseCount } from '../paging.js';
import { Session } from '../session.js';
import { cell, formatTable, type Cell } from '../table.js';
import { oneLine } from '../terminalText.js';

interface CommitsFlags {
  readonly limit?: number;
}

/** `commits` */
export function configure(command: Command): void {
  command
    .argument(...ticketArgument)
    .option('-l, --limit <number>', 'at most so many (default: 200)', parseCount)
    .action(async (reference: string | undefined, { limit }: CommitsFlags, self: Command) => {
      const session = Session.of(self);
      await session.withTickets(async ({ finder, git, settings }) => {
        const { id, slug } = await finder.find(reference);
        const { commits, truncated } = await git.ticketCommits(id, limit);
        const look = await session.look(settings);
        const body = { ticket_id: id, ticket_slug: slug, count: commits.length, truncated, commits };
        session.output.result('commits', body, () => formatCommits(commits, look));
        if (commits.length === 0) session.output.note('The ticket has no commits of its own, and none mentions it.');
        if (truncated) session.output.note('… and more; --limit shows them');
      });
    });
  withExamples(command, ['ticketree commits', 'ticketree commits fix-login --json']);
}

function formatCommits(commits: readonly TicketCommit[], { paint, columns, time }: Look): string {
  const rows = commits.map(({ id, at, author, where, subject }): Cell[] => [
    cell(id.slice(0, 10), 'yellow'),
    cell(time(at), 'dim'),
    cell(oneLine(author)),
    cell(where, 'dim'),
    cell(oneLine(subject)),
  ]);
  return formatTable(rows, columns, paint);
}
