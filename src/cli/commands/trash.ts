import type { Command } from 'commander';
import type { TrashedTicket } from '../../app/trashService.js';
import { TicketreeError } from '../../domain/errors.js';
import { resolveTicket, shortIds } from '../../domain/ticketRef.js';
import { parseDays } from '../dayCount.js';
import { withExamples } from '../examples.js';
import { notePage, pageCounts, pageOf, withPaging, type PagingFlags } from '../paging.js';
import { Session } from '../session.js';
import { cell, formatTable } from '../table.js';
import { oneLine } from '../terminalText.js';

interface EmptyFlags {
  readonly olderThan?: number;
  readonly yes?: boolean;
}

const dayMillis = 86_400_000;

/** `trash` */
export function configure(trash: Command): void {
  configureList(trash);
  trash
    .command('restore')
    .description('put a deleted ticket back, byte for byte')
    .argument('<ticket>', 'id, first digits of the id, or slug')
    .action(async (reference: string, _flags: object, self: Command) => {
      const session = Session.of(self);
      await session.withTickets(async ({ trash }) => {
        const ticket = await trash.restore(findTrashed(reference, await trash.list()));
        session.output.result('ticket', { ticket }, () => oneLine(`Restored ${ticket.slug}: ${ticket.title}`));
      });
    });
  trash
    .command('empty')
    .description('remove deleted tickets for ever')
    .option('--older-than <days>', 'only what was deleted longer ago than so many days', parseDays)
    .option('-y, --yes', 'do not ask')
    .action(async ({ olderThan = 0, yes }: EmptyFlags, self: Command) => {
      const session = Session.of(self);
      await session.withTickets(async ({ trash }) => {
        const before = session.ports.clock().getTime() - olderThan * dayMillis;
        const old = (await trash.list()).filter(({ at }) => olderThan === 0 || at < before);
        if (old.length > 0) await session.input.consent(`Remove ${countOf(old)} for ever?`, yes, '--yes');
        await trash.empty(old);
        session.output.result('trash-emptied', { count: old.length }, () => `Removed ${countOf(old)} for ever`);
      });
    });
  withExamples(trash, [
    'ticketree trash list',
    'ticketree trash restore 3f2a',
    'ticketree trash empty --older-than 30',
  ]);
}

function configureList(trash: Command): void {
  withPaging(trash.command('list').description('list deleted tickets, the latest first')).action(
    async (flags: PagingFlags, self: Command) => {
      const session = Session.of(self);
      await session.withTickets(async ({ trash, settings }) => {
        const { paint, columns, time } = await session.look(settings);
        const page = pageOf(await trash.list(), flags);
        const short = shortIds(new Set(page.items.map(({ ticket }) => ticket.id)));
        const tickets = page.items.map(({ ticket, at }) => ({ deleted_at: new Date(at).toISOString(), ticket }));
        session.output.result('trash', { ...pageCounts(page), tickets }, () =>
          formatTable(
            page.items.map(({ ticket: { id, title }, at }) => [
              cell(`#${short.get(id) ?? id}`, 'dim'),
              cell(time(new Date(at).toISOString()), 'dim'),
              cell(oneLine(title)),
            ]),
            columns,
            paint,
          ),
        );
        notePage(session.output, page);
      });
    },
  );
}

/** What a person means; of a ticket that was deleted twice the later one. @throws TicketreeError `ticket_not_found` */
function findTrashed(reference: string, trashed: readonly TrashedTicket[]): TrashedTicket {
  // The latest come first, and what is set last stays.
  const latest = new Map(trashed.toReversed().map((each) => [each.ticket.id, each]));
  const tickets = [...latest.values()].map(({ ticket }) => ticket);
  try {
    const found = latest.get(resolveTicket(reference, tickets).id);
    if (found) return found;
  } catch (error) {
    if (!TicketreeError.is(error, 'ticket_not_found')) throw error;
  }
  throw new TicketreeError(
    'ticket_not_found',
    `No ticket in the trash is called "${reference}".`,
    'See `ticketree trash list` for what lies there.',
  );
}

function countOf({ length }: readonly unknown[]): string {
  return length === 1 ? '1 ticket' : `${length} tickets`;
}
