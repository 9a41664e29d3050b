import type { Ticket } from '../domain/ticket.js';
import { oneLine, plain } from './terminalText.js';

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
