import { Option, type Command } from 'commander';
import type { TicketWorkspace } from '../../app/ticketWorkspace.js';
import { TicketreeError } from '../../domain/errors.js';
import { archivableRows, archiveTicket, unarchiveTicket } from '../../domain/lifecycle.js';
import type { Ticket } from '../../domain/ticket.js';
import { leavesActive } from '../../domain/transitions.js';
import { childrenOption, type ChildrenFlags } from '../childrenOption.js';
import { withExamples } from '../examples.js';
import { parseCount } from '../paging.js';
import { Session } from '../session.js';
import { printAllChanged } from '../ticketResult.js';

interface ArchiveFlags extends ChildrenFlags {
  readonly unarchive?: boolean;
  /** Days. */
  readonly olderThan?: number;
  /** The same, where the team has said how many. */
  readonly auto?: boolean;
}

/** `archive` */
export function configure(command: Command): void {
  command
    .argument('[tickets...]', 'ids, first digits of ids, or slugs')
    .option('-u, --unarchive', 'take them back')
    .addOption(
      new Option('--older-than <days>', 'all that were closed so many days ago')
        .argParser(parseCount)
        .conflicts('auto'),
    )
    .option('--auto', 'the same by archive.after_days of the team; nothing where that is not set')
    .addOption(childrenOption())
    .action(async (references: string[], flags: ArchiveFlags, self: Command) => {
      const session = Session.of(self);
      checkWhatIsNamed(references, flags);
      await session.withTickets(async (workspace) => {
        const isBack = flags.unarchive === true;
        const ids = await meantIds(workspace, references, flags, session.ports.clock());
        if (!isBack) await refuseActive(workspace, ids);
        const tickets = await session.output.withProgress('Archiving', ids.length, (step) =>
          changeAll(workspace, ids, flags, step),
        );
        printAllChanged(session, workspace.store, isBack ? 'Took back' : 'Archived', tickets);
        if (ids.length === 0) session.output.note('There is nothing to archive.');
      });
    });
  withExamples(command, [
    'ticketree archive 3f2a 77c1',
    'ticketree archive 3f2a --unarchive',
    'ticketree archive --older-than 30',
    'ticketree archive --auto',
  ]);
}

/** @throws TicketreeError `usage` where it is not clear which tickets are meant */
function checkWhatIsNamed(references: readonly string[], { unarchive, olderThan, auto }: ArchiveFlags): void {
  const isByAge = olderThan !== undefined || auto === true;
  if (isByAge ? references.length === 0 && unarchive !== true : references.length > 0) return;
  throw new TicketreeError(
    'usage',
    isByAge ? '--older-than and --auto go with no tickets and no --unarchive.' : 'No ticket was named.',
    'Name tickets, as in `ticketree archive 3f2a`, or say --older-than 30, or --auto.',
  );
}

async function meantIds(
  { finder, settings, store }: TicketWorkspace,
  references: readonly string[],
  { olderThan, auto }: ArchiveFlags,
  now: Date,
): Promise<string[]> {
  if (olderThan === undefined && auto !== true) return finder.findIds(references);
  const days = olderThan ?? (await settings.get('archive.after_days'));
  if (days === null) return [];
  return archivableRows((await store.readRows()).rows, days, now).map(({ id }) => id);
}

/** As vibe-ticket, what somebody is working on is not put away. @throws TicketreeError `invalid_transition` */
async function refuseActive({ store, finder }: TicketWorkspace, ids: readonly string[]): Promise<void> {
  const active = (await store.readActive()).find((id) => ids.includes(id));
  if (active === undefined) return;
  const { status, title } = await finder.find(active);
  // A process may have died between closing a ticket and taking it off the list.
  if (leavesActive(status)) return;
  throw new TicketreeError(
    'invalid_transition',
    `"${title}" is the active ticket.`,
    'Close it first, or start another; nothing was archived.',
  );
}

async function changeAll(
  { writer }: TicketWorkspace,
  ids: readonly string[],
  { unarchive, children }: ArchiveFlags,
  step: () => void,
): Promise<readonly Ticket[]> {
  if (ids.length === 0) return [];
  const change = unarchive === true ? unarchiveTicket : archiveTicket;
  const { tickets } = await writer.changeAll(ids, unarchive === true ? 'unarchive' : 'archive', change, {
    ...(children === undefined ? {} : { children }),
    onProgress: step,
  });
  return tickets;
}
