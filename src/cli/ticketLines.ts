import type { Status } from '../domain/ticket.js';
import type { TicketRow } from '../domain/ticketRow.js';
import { formatProgress } from './itemLines.js';
import type { Look } from './look.js';
import { cell, formatTable, rightCell, type Cell } from './table.js';
import { oneLine, type Style } from './terminalText.js';

const statusStyle: Partial<Record<Status, Style>> = {
  doing: 'yellow',
  review: 'magenta',
  blocked: 'red',
  done: 'green',
};

/** As much of a ticket as one line shows. */
export type ListedTicket = Pick<TicketRow, 'id' | 'status' | 'priority' | 'title' | 'assignee' | 'tags' | 'tasks'>;

/**
 * One line for each ticket; the title stands last, because it is the longest.
 * @param short the short id of each id
 */
export function formatTicketLines(
  tickets: readonly ListedTicket[],
  short: ReadonlyMap<string, string>,
  { paint, columns, mark }: Look,
): string {
  const rows = tickets.map(({ id, status, priority, tasks, title, assignee, tags }): Cell[] => [
    cell(`#${short.get(id) ?? id}`, 'dim'),
    cell(`${mark(status)}${status}`, statusStyle[status]),
    cell(priority),
    rightCell(tasks.total === 0 ? '' : formatProgress(tasks)),
    {
      spans: [
        { text: oneLine(title) },
        { text: assignee === null ? '' : `  @${oneLine(assignee)}`, style: 'dim' },
        { text: tags.length === 0 ? '' : `  [${oneLine(tags.join(', '))}]`, style: 'dim' },
      ],
    },
  ]);
  return formatTable(rows, columns, paint);
}
