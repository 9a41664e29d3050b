import { setFields, type FieldValue } from './customFields.js';
import { checkDay } from './day.js';
import { checkEstimate } from './estimate.js';
import { checkCount, checkTag, checkTitle } from './fieldChecks.js';
import { withMetadata } from './metadataEdit.js';
import type { Priority, Status, Ticket } from './ticket.js';
import type { TicketType } from './ticketMetadata.js';
import { enterStatus } from './transitions.js';

/** What an edit may say; what it leaves out stays. Relations to other tickets are edited by links, see relations.ts. */
export interface TicketEdit {
  readonly title?: string;
  readonly description?: string;
  readonly priority?: Priority;
  readonly status?: Status;
  readonly assignee?: string | null;
  /** All tags anew; what is added and removed beside it comes after. */
  readonly setTags?: readonly string[];
  readonly addTags?: readonly string[];
  readonly removeTags?: readonly string[];
  /** The caller has asked `checkType` whether parent and children allow it. */
  readonly type?: TicketType;
  /** `YYYY-MM-DD`; null for none. */
  readonly due?: string | null;
  /** Minutes; null for none. */
  readonly estimate?: number | null;
  /** Fields of the team's own, by name; null takes one away. */
  readonly fields?: Readonly<Record<string, FieldValue | null>>;
}

/** The ticket after an edit. @throws TicketreeError `invalid_value` */
export function applyEdit(ticket: Ticket, edit: TicketEdit, now: Date): Ticket {
  const moved = edit.status === undefined ? ticket : enterStatus(ticket, edit.status, now);
  const fielded = edit.fields === undefined ? moved : setFields(moved, edit.fields);
  return {
    ...withMetadata(fielded, metadataOf(edit)),
    title: edit.title === undefined ? ticket.title : checkTitle(edit.title),
    description: edit.description ?? ticket.description,
    priority: edit.priority ?? ticket.priority,
    assignee: edit.assignee === undefined ? ticket.assignee : edit.assignee,
    tags: editTags(ticket.tags, edit),
  };
}

/** What an edit says of metadata; undefined drops a key. @throws TicketreeError `invalid_value` */
function metadataOf({ type, due, estimate }: TicketEdit): Record<string, string | number | undefined> {
  return {
    ...(type === undefined ? {} : { type }),
    ...(due === undefined ? {} : { due: due === null ? undefined : checkDay(due) }),
    ...(estimate === undefined ? {} : { estimate: estimate === null ? undefined : checkEstimate(estimate) }),
  };
}

function editTags(tags: readonly string[], { setTags, addTags = [], removeTags = [] }: TicketEdit): readonly string[] {
  if (setTags === undefined && addTags.length === 0 && removeTags.length === 0) return tags;
  // Tags that stand there already are not judged: another tool may have written them.
  const before = setTags?.map(checkTag) ?? tags;
  const kept = before.filter((tag) => !removeTags.includes(tag));
  const added = addTags.map(checkTag).filter((tag) => !kept.includes(tag));
  return checkCount(setTags === undefined ? [...kept, ...new Set(added)] : [...new Set([...kept, ...added])], 'tags');
}
