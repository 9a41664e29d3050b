import { setFields, type FieldValue } from './customFields.js';
import { checkDay } from './day.js';
import { checkEstimate } from './estimate.js';
import { checkCount, checkTag, checkTitle } from './fieldChecks.js';
import { withMetadata } from './metadataEdit.js';
import { checkSlug, slugFromTitle, stampSlug, titleFromSlug } from './slug.js';
import { addTasks, type NewTask } from './tasks.js';
import type { JsonValue, Priority, Status, Ticket } from './ticket.js';
import type { TicketType } from './ticketMetadata.js';
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
  readonly tasks?: readonly NewTask[];
  readonly type?: TicketType;
  /** Id; the caller has asked `checkNewRelations` whether it may be the parent. */
  readonly parent?: string;
  /** Ids. */
  readonly dependsOn?: readonly string[];
  /** `YYYY-MM-DD` */
  readonly due?: string;
  /** Minutes. */
  readonly estimate?: number;
  readonly fields?: Readonly<Record<string, FieldValue>>;
  /** Who writes it down. */
  readonly createdBy?: string;
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
    tags: checkCount([...new Set((input.tags ?? []).map(checkTag))], 'tags'),
    created_at: formatTimestamp(now),
    started_at: null,
    closed_at: null,
    assignee: input.assignee === undefined ? defaults.assignee : input.assignee,
    tasks: [],
    metadata: {},
  };
  const filled = setFields(withMetadata(ticket, metadataOf(input)), input.fields ?? {});
  return enterStatus(addTasks(filled, input.tasks ?? [], now), input.status ?? 'todo', now);
}

/** In this order in the file; undefined is left out. @throws TicketreeError `invalid_value` */
function metadataOf(input: NewTicket): Record<string, JsonValue | undefined> {
  const dependsOn = [...new Set(input.dependsOn ?? [])];
  return {
    type: input.type,
    parent: input.parent,
    depends_on: dependsOn.length === 0 ? undefined : checkCount(dependsOn, 'dependencies'),
    due: input.due === undefined ? undefined : checkDay(input.due),
    estimate: input.estimate === undefined ? undefined : checkEstimate(input.estimate),
    created_by: input.createdBy,
  };
}

function deriveSlug(title: string, id: string): string {
  return slugFromTitle(title) || `ticket-${id.slice(0, 4)}`;
}
