import type { Command } from 'commander';
import type { TicketWorkspace } from '../../app/ticketWorkspace.js';
import { TicketreeError } from '../../domain/errors.js';
import type { OverwrittenCell } from '../../domain/history.js';
import type { JournalEntry } from '../../domain/operation.js';
import { cellName } from '../../domain/ticketCells.js';
import { resolveTicket, shortIds } from '../../domain/ticketRef.js';
import { withExamples } from '../examples.js';
import type { Look } from '../look.js';
import { formatHistoryResult, formatOperations, historyDocument, operationDocument } from '../operationLines.js';
import { notePage, pageCounts, pageOf, withPageSize, withPaging, type PagingFlags } from '../paging.js';
import { Session } from '../session.js';
import { cell, formatTable } from '../table.js';
import { oneLine } from '../terminalText.js';

interface HistoryFlags extends PagingFlags {
  readonly overwritten?: boolean;
}

/** `history` */
export function configure(history: Command): void {
  withPaging(history.argument('[ticket]', 'only what was done to this ticket, which may be deleted'))
    .option('--overwritten', 'what tools without a journal have overwritten from an old copy')
    .action(async (reference: string | undefined, flags: HistoryFlags, self: Command) => {
      const session = Session.of(self);
      await session.withTickets(async (workspace) => {
        const paging = await withPageSize(flags, session.terminal, workspace.settings);
        const look = await session.look(workspace.settings);
        const entries = await workspace.history.entries();
        const id = reference === undefined ? undefined : await findId(reference, entries, workspace);
        if (flags.overwritten === true) {
          printOverwritten(session, await workspace.history.overwritten(), entries, id, { paging, look });
        } else {
          printOperations(session, entries, id, { paging, look });
        }
      });
    });
  history
    .command('restore')
    .description('set again what an operation had set and another tool has overwritten')
    .argument('<operation>', 'first digits of its number')
    .action(async (operation: string, _flags: object, self: Command) => {
      const session = Session.of(self);
      await session.withTickets(async ({ history }) => {
        const result = await history.restore(operation);
        session.output.result('restore', historyDocument(result), () => formatHistoryResult('Restored', result));
      });
    });
  withExamples(history, [
    'ticketree history --limit 10',
    'ticketree history 3f2a --json',
    'ticketree history --overwritten',
    'ticketree history restore 7c1e',
  ]);
}

interface Shown {
  readonly paging: PagingFlags;
  readonly look: Look;
}

function printOperations(
  { output }: Session,
  entries: readonly JournalEntry[],
  id: string | undefined,
  { paging, look }: Shown,
): void {
  const wanted = entries.filter(({ records }) => id === undefined || records.some(({ ticket }) => ticket === id));
  const page = pageOf(wanted.toReversed(), paging);
  output.result('history', { ...pageCounts(page), operations: page.items.map(operationDocument) }, () =>
    formatOperations(page.items, shortIds(entries.map((entry) => entry.id)), look),
  );
  notePage(output, page);
}

function printOverwritten(
  { output }: Session,
  cells: readonly OverwrittenCell[],
  entries: readonly JournalEntry[],
  id: string | undefined,
  { paging, look: { columns, paint } }: Shown,
): void {
  const page = pageOf(
    cells.filter(({ ticket }) => id === undefined || ticket === id),
    paging,
  );
  const short = shortIds(entries.map((entry) => entry.id));
  const documents = page.items.map(({ entry, ticket, slug, path, ours, now }) => ({
    ...{ operation: entry.id, ticket_id: ticket, ticket_slug: slug, path },
    ...{ ours: ours ?? null, now: now ?? null },
  }));
  output.result('overwritten', { ...pageCounts(page), cells: documents }, () =>
    formatTable(
      page.items.map(({ entry, slug, path, ours, now }) => [
        cell(short.get(entry.id) ?? entry.id, 'dim'),
        cell(oneLine(slug)),
        cell(oneLine(cellName(path)), 'yellow'),
        cell(oneLine(`was ${JSON.stringify(ours ?? null)}, is ${JSON.stringify(now ?? null)}`)),
      ]),
      columns,
      paint,
    ),
  );
  notePage(output, page);
}

/** The ticket that is meant, also one that only the journal knows any more. @throws TicketreeError as the finder */
async function findId(
  reference: string,
  entries: readonly JournalEntry[],
  { finder }: TicketWorkspace,
): Promise<string> {
  try {
    return (await finder.find(reference)).id;
  } catch (error) {
    if (!TicketreeError.is(error, 'ticket_not_found', 'ticket_broken')) throw error;
    const records = entries.flatMap((entry) => entry.records);
    const known = new Map(records.map(({ ticket, slug }) => [ticket, { id: ticket, slug }]));
    try {
      return resolveTicket(reference, known.values()).id;
    } catch {
      throw error;
    }
  }
}
