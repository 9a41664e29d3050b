import type { TicketGit } from '../app/git/ticketGit.js';
import { taskProgress, type Ticket } from '../domain/ticket.js';
import { acceptanceCriteriaOf, commentsOf } from '../domain/ticketMetadata.js';
import { formatComments, formatCriteria, formatProgress, formatTasks, numbered } from './itemLines.js';
import type { Look } from './look.js';
import { oneLine } from './terminalText.js';
import { displayWidth, padding } from './textWidth.js';
import { descriptionOf, ticketFacts, type Surroundings } from './ticketFacts.js';

/** A ticket in full, for a person. */
export function formatTicket(
  ticket: Ticket,
  { git, ...around }: Surroundings & { readonly git?: TicketGit | null },
  look: Look,
): string {
  const { paint, mark } = look;
  const criteria = acceptanceCriteriaOf(ticket);
  const [comments, met] = [commentsOf(ticket), criteria.filter(({ done }) => done).length];
  const facts = [...ticketFacts(ticket, around, look), ...(git == null ? [] : gitFacts(git))];
  const width = Math.max(...facts.map(([name]) => displayWidth(name))) + 1;
  const sections = [
    // Its whole id follows; the short one would cost a look at the names of all tickets.
    `${mark(ticket.status)}${paint('bold', oneLine(ticket.title))}`,
    facts.map(([name, value]) => `${paint('dim', `${name}:`)}${padding(name, width)}${value}`).join('\n'),
    descriptionOf(ticket),
    section(`Tasks (${formatProgress(taskProgress(ticket))})`, formatTasks(numbered(ticket.tasks))),
    section(
      `Acceptance criteria (${formatProgress({ completed: met, total: criteria.length })})`,
      formatCriteria(numbered(criteria)),
    ),
    section(`Comments (${comments.length})`, formatComments(numbered(comments), look)),
  ];
  return sections.filter((text) => text !== '').join('\n\n');
}

function gitFacts({ branch, base, pull_request, worktree }: TicketGit): [name: string, value: string][] {
  const facts = [
    ['branch', base === null ? branch : `${branch} (from ${base})`],
    ['worktree', worktree],
    ['pull request', pull_request],
  ] as const;
  return facts.flatMap(([name, value]) => (value === null ? [] : [[name, oneLine(value)]]));
}

function section(heading: string, text: string): string {
  return text === '' ? '' : `${heading}\n${text}`;
}
