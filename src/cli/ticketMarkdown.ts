import type { Ticket } from '../domain/ticket.js';
import { acceptanceCriteriaOf, commentsOf } from '../domain/ticketMetadata.js';
import type { Look } from './look.js';
import { oneLine, plain } from './terminalText.js';
import { descriptionOf, ticketFacts, type Surroundings } from './ticketFacts.js';

/** A ticket as Markdown, to paste into a document. */
export function formatTicketMarkdown(ticket: Ticket, around: Surroundings, look: Look): string {
  const box = (done: boolean, text: string): string => `- [${done ? 'x' : ' '}] ${oneLine(text)}`;
  const facts = ticketFacts(ticket, around, look).map(([name, value]) => `- **${capitalized(name)}**: ${value}`);
  const comments = commentsOf(ticket).map(({ author, at, text }) => {
    return `${oneLine(`**${author}**, ${look.time(at)}`)}\n\n${plain(text)}`;
  });
  const sections = [
    `# ${oneLine(ticket.title)}`,
    facts.join('\n'),
    ...section('Description', descriptionOf(ticket)),
    ...section('Tasks', ticket.tasks.map(({ completed, title }) => box(completed, title)).join('\n')),
    ...section(
      'Acceptance criteria',
      acceptanceCriteriaOf(ticket)
        .map(({ done, text }) => box(done, text))
        .join('\n'),
    ),
    ...section('Comments', comments.join('\n\n')),
  ];
  return sections.join('\n\n');
}

function section(heading: string, text: string): string[] {
  return text === '' ? [] : [`## ${heading}`, text];
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
