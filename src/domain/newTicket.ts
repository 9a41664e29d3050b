import { checkTitle } from './edit.js';
import { checkSlug, slugFromTitle, stampSlug, titleFromSlug } from './slug.js';
import type { Priority, Status, Ticket } from './ticket.js';
import { formatTimestamp } from './timestamp.js';
import { enterStatus } from './transitions.js';

/** What a person says of a new ticket: a slug, as vibe-ticket asks for one, or a title, or both. */
export interface NewTicket {
  readonly slug?: string;
  readonly title?: string;
  readonly description?: string;
  readonly priority?: Priority;
  readonly status?: Status;
  readonly tags?: readonly string[];
  readonly assignee?: string | null;
}

/** What the project says where the person says nothing. */
export interface NewTicketDefaults {
  readonly priority: Priority;
  readonly assignee: string | null;
}

/**
 * A new ticket. Its slug gets a time stamp; one made from a title that has no Latin letter starts with the id's digits.
 * @param id a fresh UUID
 * @throws TicketreeError `invalid_value`
 */
export function makeTicket(input: NewTicket, defaults: NewTicketDefaults, id: string, now: Date): Ticket {
  const slug = input.slug === undefined ? deriveSlug(checkTitle(input.title ?? ''), id) : checkSlug(input.slug);
  const ticket: Ticket = {
    id,
    slug: stampSlug(slug, now),
    title: checkTitle(input.title ?? titleFromSlug(slug)),
    description: input.description ?? '',
    priority: input.priority ?? defaults.priority,
    status: 'todo',
    tags: [...new Set(input.tags ?? [])],
    created_at: formatTimestamp(now),
    started_at: null,
    closed_at: null,
    assignee: input.assignee === undefined ? defaults.assignee : input.assignee,
    tasks: [],
    metadata: {},
  };
  return enterStatus(ticket, input.status ?? 'todo', now);
}

function deriveSlug(title: string, id: string): string {
  return slugFromTitle(title) || `ticket-${id.slice(0, 4)}`;
}
