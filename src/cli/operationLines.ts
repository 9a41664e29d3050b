import type { HistoryResult } from '../app/historyService.js';
import type { JournalEntry, TicketRecord } from '../domain/operation.js';
import { cellName } from '../domain/ticketCells.js';
import type { Look } from './look.js';
import { cell, formatTable, type Cell } from './table.js';
import { oneLine } from './terminalText.js';

/** An operation as programs see it: all but the texts of whole files. */
export function operationDocument(entry: JournalEntry): Record<string, unknown> {
  const { id, at, who, session, surface, action, undoes, redoes, records } = entry;
  return {
    ...{ id, at, who, session, surface, action },
    ...(undoes === undefined ? {} : { undoes }),
    ...(redoes === undefined ? {} : { redoes }),
    tickets: records.map((record) => ({
      id: record.ticket,
      slug: record.slug,
      change: record.kind,
      ...(record.kind === 'update' ? { cells: record.changes } : {}),
    })),
  };
}

/** One line for each operation. @param short the short id of each */
export function formatOperations(
  entries: readonly JournalEntry[],
  short: ReadonlyMap<string, string>,
  { paint, columns, time }: Look,
): string {
  const rows = entries.map((entry): Cell[] => [
    cell(short.get(entry.id) ?? entry.id, 'dim'),
    cell(time(entry.at), 'dim'),
    cell(oneLine(entry.who)),
    cell(oneLine(entry.action)),
    cell(summaryOf(entry.records)),
  ]);
  return formatTable(rows, columns, paint);
}

/** What an undo, a redo or a restore has done, as a document. */
export function historyDocument({ operation, entry, leftAlone }: HistoryResult): Record<string, unknown> {
  return {
    operation: operationDocument(operation),
    entry: operationDocument(entry),
    left_alone: leftAlone.map(({ ticket, slug, what }) => ({ ticket_id: ticket, ticket_slug: slug, what })),
  };
}

/** The same for a person. @param verb such as `Undid` */
export function formatHistoryResult(verb: string, { operation, leftAlone }: HistoryResult): string {
  const done = oneLine(`${verb} "${operation.action}" of ${summaryOf(operation.records)}`);
  const left = leftAlone.map(({ slug, what }) => oneLine(`left alone, because it was changed since: ${slug}, ${what}`));
  return [done, ...left].join('\n');
}

/** An operation in one line of its own. */
export function formatOperation({ at, who, action, records }: JournalEntry, { time }: Look): string {
  return oneLine(`${time(at)} ${who}: ${action} ${summaryOf(records)}`);
}

/** An id of a task or a comment, of which a person needs no more than its beginning. */
const wholeId = /\b([0-9a-f]{8})(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;

function summaryOf(records: readonly TicketRecord[]): string {
  const [only, ...others] = records;
  if (!only) return 'nothing';
  if (others.length > 0) return `${records.length} tickets`;
  const cells = only.kind === 'update' ? only.changes.map(({ path }) => cellName(path)) : [];
  const names = [...new Set(cells)].join(', ').replaceAll(wholeId, '$1');
  return oneLine(cells.length === 0 ? only.slug : `${only.slug} (${names})`);
}
