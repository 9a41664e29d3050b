import { styleText } from 'node:util';
import { taskProgress, type Task, type Ticket } from '../domain/ticket.js';

/** Ticket text may hold escape sequences that move the cursor or write the clipboard; they show as a mark instead. */
export function plain(text: string): string {
  const lines = text.replaceAll('\r\n', '\n');
  // eslint-disable-next-line no-control-regex -- control characters are what it removes
  return lines.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}

/** As {@link plain}, in one line. */
export function oneLine(text: string): string {
  return plain(text.replace(/\s+/g, ' '));
}

type Style = Parameters<typeof styleText>[0];

/** Colours text, or not. */
export type Paint = (style: Style, text: string) => string;

export function makePaint(colour: boolean): Paint {
  return colour ? (style, text) => styleText(style, text) : (_style, text) => text;
}

const statusStyle: Record<Ticket['status'], Style> = {
  todo: 'white',
  doing: 'yellow',
  review: 'magenta',
  blocked: 'red',
  done: 'green',
};

/** One line for each ticket; the title stands last, because nobody knows how wide its script is. */
export function formatTicketLines(
  tickets: readonly Ticket[],
  short: ReadonlyMap<string, string>,
  paint: Paint,
): string {
  const cells = tickets.map((ticket) => ({
    ticket,
    id: `#${short.get(ticket.id) ?? ticket.id}`,
    tasks: ticket.tasks.length === 0 ? '' : formatProgress(ticket),
  }));
  const idWidth = Math.max(0, ...cells.map((cell) => cell.id.length));
  const taskWidth = Math.max(0, ...cells.map((cell) => cell.tasks.length));
  return cells
    .map(({ ticket, id, tasks }) => {
      const who = ticket.assignee === null ? '' : `  @${oneLine(ticket.assignee)}`;
      const tags = ticket.tags.length === 0 ? '' : `  [${oneLine(ticket.tags.join(', '))}]`;
      return [
        paint('dim', id.padEnd(idWidth)),
        paint(statusStyle[ticket.status], ticket.status.padEnd(7)),
        ticket.priority.padEnd(8),
        ...(taskWidth === 0 ? [] : [tasks.padStart(taskWidth)]),
        `${oneLine(ticket.title)}${paint('dim', who + tags)}`,
      ].join('  ');
    })
    .join('\n');
}

export function formatProgress(ticket: Ticket): string {
  const { completed, total } = taskProgress(ticket);
  return `${String(completed)}/${String(total)}`;
}

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
  if (ticket.tasks.length > 0) lines.push('', `Tasks (${formatProgress(ticket)})`, formatTasks(numberTasks(ticket)));
  return lines.join('\n');
}

/** A task with the number by which people name it. */
export type NumberedTask = Task & { readonly index: number };

export function numberTasks(ticket: Ticket): NumberedTask[] {
  return ticket.tasks.map((task, index) => ({ index: index + 1, ...task }));
}

export function formatTasks(tasks: readonly NumberedTask[]): string {
  return tasks
    .map(({ index, completed, title }) => `${String(index).padStart(3)}. [${completed ? 'x' : ' '}] ${oneLine(title)}`)
    .join('\n');
}

/** A ticket as Markdown, to paste into a document. */
export function formatTicketMarkdown(ticket: Ticket): string {
  const bullets = [
    `- **Status**: ${ticket.status}`,
    `- **Priority**: ${ticket.priority}`,
    ...(ticket.assignee === null ? [] : [`- **Assignee**: ${oneLine(ticket.assignee)}`]),
    ...(ticket.tags.length === 0 ? [] : [`- **Tags**: ${oneLine(ticket.tags.join(', '))}`]),
    `- **Id**: ${ticket.id}`,
    `- **Created**: ${ticket.created_at}`,
  ];
  const tasks = ticket.tasks.map((task) => `- [${task.completed ? 'x' : ' '}] ${oneLine(task.title)}`);
  return [
    `# ${oneLine(ticket.title)}`,
    '',
    ...bullets,
    ...(ticket.description === '' ? [] : ['', '## Description', '', plain(ticket.description)]),
    ...(tasks.length === 0 ? [] : ['', '## Tasks', '', ...tasks]),
  ].join('\n');
}
