import { liveClaim } from '../domain/claim.js';
import { formatEstimate } from '../domain/estimate.js';
import { isArchived, type Ticket } from '../domain/ticket.js';
import {
  claimOf,
  closeMessageOf,
  dependsOn,
  dueOf,
  estimateOf,
  fieldsOf,
  parentOf,
  typeOf,
} from '../domain/ticketMetadata.js';
import type { Look } from './look.js';
import { oneLine, plain } from './terminalText.js';

/** What is known beside a ticket when it is shown. */
export interface Surroundings {
  /** What people call a ticket of that id, without `#`. */
  readonly shortId: (id: string) => string;
  readonly now: Date;
}

/** What a ticket says of itself, by name, each in one line; what it says nothing of is left out. */
export function ticketFacts(
  ticket: Ticket,
  { shortId, now }: Surroundings,
  { time }: Look,
): (readonly [name: string, value: string])[] {
  const named = (id: string): string => `#${shortId(id)}`;
  const [type, parent, estimate] = [typeOf(ticket), parentOf(ticket), estimateOf(ticket)];
  const claim = liveClaim(claimOf(ticket), now);
  const facts: readonly (readonly [string, string | null])[] = [
    ['type', type === 'task' ? null : type],
    ['status', ticket.status],
    ['priority', ticket.priority],
    ['assignee', ticket.assignee],
    ['claimed', claim && `by ${claim.who} until ${time(claim.until)} (session ${claim.session})`],
    ['tags', ticket.tags.join(', ')],
    ['due', dueOf(ticket)],
    ['estimate', estimate === null ? null : formatEstimate(estimate)],
    ['part of', parent === null ? null : named(parent)],
    ['depends on', dependsOn(ticket).map(named).join(', ')],
    ...Object.entries(fieldsOf(ticket)).map(([name, value]) => [name, textOf(value)] as const),
    ['slug', ticket.slug],
    ['id', ticket.id],
    ['created', time(ticket.created_at)],
    ['started', ticket.started_at && time(ticket.started_at)],
    ['closed', ticket.closed_at && time(ticket.closed_at)],
    ['archived', isArchived(ticket) ? 'yes' : null],
    ['outcome', closeMessageOf(ticket)],
  ];
  return facts.flatMap(([name, value]) => (value === null || value === '' ? [] : [[oneLine(name), oneLine(value)]]));
}

/** The description without the blank lines that vibe-ticket's sections begin with. */
export function descriptionOf({ description }: Ticket): string {
  return plain(description)
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd();
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
