import type { JsonValue, Task, Ticket } from '../../domain/ticket.js';
import { emitEntries } from './emitYaml.js';
import type { YamlEntry, YamlValue } from './emitYaml.js';
import { compareKeys } from './keyOrder.js';
import { writableTicket } from './writableTicket.js';

/** The keys of a ticket's file, in vibe-ticket's order. */
export const ticketKeys = [
  'id',
  'slug',
  'title',
  'description',
  'priority',
  'status',
  'tags',
  'created_at',
  'started_at',
  'closed_at',
  'assignee',
  'tasks',
  'metadata',
] as const satisfies readonly (keyof Ticket)[];
type TicketKey = (typeof ticketKeys)[number];

/** The keys of a task, in vibe-ticket's order. */
export const taskKeys = [
  'id',
  'title',
  'completed',
  'created_at',
  'completed_at',
] as const satisfies readonly (keyof Task)[];

/** The bytes that vibe-ticket 0.4 (serde_yaml 0.9) would write, with metadata in the order of the object. */
export function encodeTicket(ticket: Ticket): string {
  return emitTicket(writableTicket(ticket));
}

/** As {@link encodeTicket}, for a ticket that a file can hold as it is. */
export function emitTicket(ticket: Ticket): string {
  return emitEntries(ticketEntries(ticket), 0);
}

/** The ticket's keys in order, with values ready to be emitted. */
function ticketEntries(ticket: Ticket): YamlEntry[] {
  return ticketKeys.map((key) => [key, fieldValue(ticket, key)]);
}

function fieldValue(ticket: Ticket, key: TicketKey): YamlValue {
  switch (key) {
    case 'tasks':
      return ticket.tasks.map((task) => new Map(taskKeys.map((taskKey) => [taskKey, task[taskKey]])));
    case 'metadata':
      return new Map(Object.entries(ticket.metadata).map(([name, value]) => [name, sortNested(value)]));
    default:
      return ticket[key];
  }
}

/** vibe-ticket holds nested objects in a sorted map (serde_json's BTreeMap: UTF-8 byte order). */
function sortNested(value: JsonValue): YamlValue {
  if (value === null || typeof value !== 'object') {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map(sortNested);
  }
  const entries = Object.entries(value).sort(([left], [right]) => compareKeys(left, right));
  return new Map(entries.map(([key, child]) => [key, sortNested(child)]));
}
