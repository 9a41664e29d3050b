import type { Command } from 'commander';
import type { BulkAction, BulkResult } from '../app/bulkService.js';
import { TicketreeError } from '../domain/errors.js';
import { shortIds } from '../domain/ticketRef.js';
import type { TicketRow } from '../domain/ticketRow.js';
import { childrenOption, type ChildrenFlags } from './childrenOption.js';
import { exitCodes } from './exitCodes.js';
import type { Look } from './look.js';
import type { Session } from './session.js';
import { oneLine } from './terminalText.js';
import { formatTicketLines } from './ticketLines.js';

export interface BulkFlags extends ChildrenFlags {
  readonly filter?: string;
  readonly all?: boolean;
  readonly dryRun?: boolean;
  readonly keepGoing?: boolean;
}

/** Asks whether a person means it. @param count such as `3 tickets` */
type AskConsent = (count: string) => Promise<void>;

const words: Record<BulkAction['kind'], { readonly doing: string; readonly done: string }> = {
  update: { doing: 'Changing', done: 'Changed' },
  tag: { doing: 'Tagging', done: 'Tagged' },
  close: { doing: 'Closing', done: 'Closed' },
  archive: { doing: 'Archiving', done: 'Archived' },
  delete: { doing: 'Deleting', done: 'Deleted' },
};

/** Gives a command the options that all bulk actions have. @param removes whether what hangs on the tickets matters */
export function withBulkOptions(command: Command, removes: boolean): Command {
  command
    .option('-f, --filter <query>', 'which tickets, as `ticketree list` takes it; done and archived ones count')
    .option('--all', 'every ticket, in the place of a query')
    .option('-d, --dry-run', 'only list what would be changed')
    .option('--keep-going', 'each ticket by itself, and tell what failed (default: all or none)');
  return removes ? command.addOption(childrenOption()) : command;
}

/**
 * Does an action to all that a query finds, and prints what became of it.
 * @throws TicketreeError as BulkService; `usage` for no query, because nothing said must not mean everything
 */
export async function runBulk(session: Session, action: BulkAction, flags: BulkFlags, ask?: AskConsent): Promise<void> {
  const query = queryOf(flags);
  const { output } = session;
  const { children, keepGoing = false, dryRun = false } = flags;
  const options = { keepGoing, ...(children === undefined ? {} : { children }) };
  await session.withTickets(async ({ bulk, store, settings }) => {
    const look = await session.look(settings);
    const preview = await bulk.run(query, action, { ...options, dryRun: true });
    const ids = dryRun ? (await store.readRows()).rows.map(({ id }) => id) : [];
    if (dryRun || preview.rows.length === 0) {
      print(session, action, preview, { dryRun, ids, look });
      return;
    }
    await ask?.(countOf(preview.rows.length));
    const result = await output.withProgress(words[action.kind].doing, preview.rows.length, (onProgress) =>
      bulk.run(query, action, { ...options, dryRun: false, onProgress }),
    );
    print(session, action, result, { dryRun, ids, look });
    if (result.failures.length > 0) process.exitCode = exitCodes.failure.code;
  });
}

function queryOf({ filter = '', all = false }: BulkFlags): string {
  if (all === (filter.trim() !== '')) {
    throw new TicketreeError(
      'usage',
      all ? 'Both --all and a query were given.' : 'No query says which tickets are meant.',
      'Name them with -f, as in -f "status:todo tag:auth", or say --all for every ticket.',
    );
  }
  return filter;
}

function print(
  { output }: Session,
  { kind }: BulkAction,
  { rows, entries, failures }: BulkResult,
  { dryRun, ids, look }: { readonly dryRun: boolean; readonly ids: readonly string[]; readonly look: Look },
): void {
  const failed = new Set(failures.map(({ row }) => row.id));
  const named = ({ id, slug, title }: TicketRow): object => ({ id, slug, title });
  const seenTo = rows.filter(({ id }) => !failed.has(id));
  const body = {
    ...{ action: kind, dry_run: dryRun, count: seenTo.length, total: rows.length, tickets: seenTo.map(named) },
    operations: entries.map(({ id }) => id),
    failures: failures.map(({ row, error: { code, message, hint } }) => ({ ...named(row), code, message, hint })),
  };
  output.result('bulk', body, () => {
    const sum = `${dryRun ? 'Would see to' : words[kind].done} ${countOf(seenTo.length)}`;
    return dryRun && rows.length > 0 ? `${formatTicketLines(rows, shortIds(ids), look)}\n${sum}` : sum;
  });
  for (const { row, error } of failures) output.warn(oneLine(`${row.slug}: ${error.message} ${error.hint}`));
}

function countOf(count: number): string {
  return count === 1 ? '1 ticket' : `${count} tickets`;
}
