import type { Command } from 'commander';
import type { FoundTicket, FoundTickets } from '../../app/searchService.js';
import { TicketreeError } from '../../domain/errors.js';
import { shortIds } from '../../domain/ticketRef.js';
import { withExamples } from '../examples.js';
import type { Look } from '../look.js';
import { notePage, pageCounts, withPageSize, withPaging, type Page, type PagingFlags } from '../paging.js';
import { Session } from '../session.js';
import { cell, formatTable, type Cell } from '../table.js';
import { oneLine } from '../terminalText.js';

interface SearchFlags extends PagingFlags {
  readonly filter?: string;
}

/** `search` */
export function configure(command: Command): void {
  withPaging(command.argument('<words...>', 'what to look for; "words in quotes" stand together'))
    .option('-f, --filter <query>', 'only tickets that this query finds, as `ticketree list` takes it')
    .action(async (words: readonly string[], flags: SearchFlags, self: Command) => {
      const session = Session.of(self);
      const text = textOf(words);
      const { SearchService } = await import('../../app/searchService.js');
      await session.withTickets(async ({ store, queries, settings }) => {
        const { limit = Infinity, offset = 0 } = await withPageSize(flags, session.terminal, settings);
        const service = new SearchService(store, queries, session.ports.clock);
        const result = await service.search({ text, filter: flags.filter ?? '', limit, offset });
        print(session, text, offset, result, await session.look(settings));
        await service.save();
      });
    });
  withExamples(command, [
    'ticketree search token refresh',
    'ticketree search \'"race condition"\' --filter is:open',
    'ticketree search ログイン --json',
  ]);
}

/** @throws TicketreeError `usage` */
function textOf(words: readonly string[]): string {
  const text = words.join(' ').trim();
  if (text !== '') return text;
  throw new TicketreeError('usage', 'Nothing to search for was named.', 'Name a word; `ticketree list` shows all.');
}

function print({ output }: Session, query: string, offset: number, result: FoundTickets, look: Look): void {
  const { found, total, matched, ids } = result;
  const page: Page<FoundTicket> = { items: found, total, offset, truncated: offset + found.length < total };
  const results = found.map(({ row: { id, slug, title, status }, score, field, snippet }) => ({
    ...{ id, slug, title, status, score, field, snippet },
  }));
  output.result('search', { query, ...pageCounts(page), matched, results }, () =>
    formatHits(found, shortIds(ids), look),
  );
  if (matched === 'some') output.note('No ticket has all of these words; those with some of them are shown.');
  notePage(output, page, 'No ticket has such words.');
}

function formatHits(
  found: readonly FoundTicket[],
  short: ReadonlyMap<string, string>,
  { paint, columns, mark }: Look,
): string {
  const rows = found.map(({ row: { id, status, title }, field, snippet }): Cell[] => [
    cell(`#${short.get(id) ?? id}`, 'dim'),
    cell(`${mark(status)}${status}`),
    {
      spans:
        field === 'title' || field === 'id'
          ? [{ text: oneLine(title) }]
          : [{ text: oneLine(title) }, { text: `  ${field}: `, style: 'dim' }, { text: oneLine(snippet.text) }],
    },
  ]);
  return formatTable(rows, columns, paint);
}
