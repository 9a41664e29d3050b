import { taskProgress, type Ticket } from '../domain/ticket.js';
import { formatProgress, formatTasks, numberTasks } from './taskLines.js';
import { oneLine, plain, type Paint } from './terminalText.js';

/** A ticket in full, for a person. */
export function formatTicket(ticket: Ticket, shortId: string, paint: Paint): string {
  const field = (name: string, value: string | null): string[] =>
    value === null || value === '' ? [] : [`${paint('dim', `${name}:`.padEnd(10))} ${oneLine(value)}`];
  const lines = [
    `${paint('dim', `#${shortId}`)}  ${paint('bold', oneLine(ticket.title))}`,
    '',
    ...field('status', ticket.status),
    ...field('priority', ticket.priority),
    ...field('assignee', ticket.assignee),
    ...field('tags', ticket.tags.join(', ')),
    ...field('slug', ticket.slug),
    ...field('id', ticket.id),
    ...field('created', ticket.created_at),
    ...field('started', ticket.started_at),
    ...field('closed', ticket.closed_at),
  ];
  if (ticket.description !== '') lines.push('', plain(ticket.description));
  if (ticket.tasks.length > 0) {
    lines.push('', `Tasks (${formatProgress(taskProgress(ticket))})`, formatTasks(numberTasks(ticket)));
  }
  return lines.join('\n');
}
