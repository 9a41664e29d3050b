import { TicketreeError } from '../../../domain/errors.js';
import { fillTemplate, ticketPlaceholders } from '../../../domain/textTemplate.js';
import type { Ticket } from '../../../domain/ticket.js';
import type { BranchCommit } from '../../../git/branchCommits.js';

/** What a commit's message is made of. */
export interface MessageParts {
  readonly ticket: Ticket;
  readonly shortId: string;
  readonly branch: string;
  readonly base: string;
  /** The commits that are brought home, the latest first. */
  readonly commits: readonly Pick<BranchCommit, 'subject'>[];
}

const builtIn = '{title}\n\nTicket: {slug}\nTicket-Id: {id}\n';
const trailer = /^[A-Za-z][\w-]*: \S/;

/**
 * The message of the commit that brings a ticket's work home.
 * @param template of the settings; null for the built-in one
 */
export function messageFromTemplate(template: string | null, parts: MessageParts): string {
  const { ticket, shortId, branch, base, commits } = parts;
  const subjects = commits.map(({ subject }) => `- ${subject}`).toReversed();
  const tasks = ticket.tasks.map(({ title, completed }) => `- [${completed ? 'x' : ' '}] ${title}`);
  const lists = { commits: subjects.join('\n'), tasks: tasks.join('\n') };
  const filled = fillTemplate(template ?? builtIn, { ...ticketPlaceholders(ticket, shortId), branch, base, ...lists });
  const message = tidy(filled);
  return message === '' ? `${ticket.title}\n` : message;
}

/** A message that a person wrote. @throws TicketreeError `invalid_value` for an empty one */
export function messageOfPerson(text: string): string {
  const message = tidy(text);
  if (message !== '') return message;
  throw new TicketreeError(
    'invalid_value',
    'A commit needs a message.',
    'Nothing was merged. Write one line at least.',
  );
}

/**
 * The message with a trailer for everybody else whose work is in the commit (git-interpret-trailers(1)).
 * @param self mail address of who makes the commit
 */
export function withCoAuthors(message: string, commits: readonly BranchCommit[], self: string | null): string {
  const others = new Map<string, string>();
  for (const { author, email } of commits.toReversed()) {
    const key = email.toLowerCase();
    if (key !== self?.toLowerCase() && !others.has(key)) others.set(key, `Co-authored-by: ${author} <${email}>`);
  }
  const missing = [...others.values()].filter((line) => !message.includes(line));
  if (missing.length === 0) return message;
  const body = message.trimEnd();
  const last = body.slice(body.lastIndexOf('\n\n') + 1).trim();
  const hasTrailers = body.includes('\n\n') && last.split('\n').every((line) => trailer.test(line));
  return `${body}${hasTrailers ? '\n' : '\n\n'}${missing.join('\n')}\n`;
}

/** Without what git would refuse or no log would show; one line feed at the end. */
function tidy(text: string): string {
  const lines = text
    .replaceAll('\0', '')
    .split(/\r\n|\r|\n/)
    .map((line) => line.trimEnd());
  const body = lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\n+$/g, '');
  return body === '' ? '' : `${body}\n`;
}
