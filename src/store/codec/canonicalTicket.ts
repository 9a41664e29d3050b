import type { JsonObject, Priority, Status, Task, Ticket } from '../../domain/ticket.js';
import { priorities, statuses } from '../../domain/ticket.js';
import { CanonicalReader } from './canonicalReader.js';
import { emitTicket } from './encodeTicket.js';
import { metadataDepth } from './jsonDepth.js';
import { isTimestamp } from './timestamp.js';
import { normalizeUuid } from './uuid.js';

/**
 * The ticket of a file in exactly the form that we and vibe-ticket write, many times faster than by the `yaml` package.
 * The reader takes for granted that the text has this form. Whether it had is seen afterwards: a ticket that is written
 * again as the very same text is the one that the text stands for.
 * @returns undefined for any other text, be it a good ticket or a broken one
 */
export function readCanonical(text: string): Ticket | undefined {
  const ticket = readTicket(new CanonicalReader(text));
  return isValid(ticket) && emitTicket(ticket) === text ? ticket : undefined;
}

/** What writing again does not show. */
function isValid({ id, priority, status, created_at, started_at, closed_at, tasks }: Ticket): boolean {
  return (
    isId(id) &&
    priorities.includes(priority) &&
    statuses.includes(status) &&
    areTimes(created_at, started_at, closed_at) &&
    tasks.every((task) => isId(task.id) && areTimes(task.created_at, task.completed_at))
  );
}

function isId(text: string): boolean {
  return normalizeUuid(text) === text;
}

function areTimes(...times: readonly (string | null)[]): boolean {
  return times.every((time) => time === null || isTimestamp(time));
}

function readTicket(reader: CanonicalReader): Ticket {
  return {
    id: readText(reader, 'id', 0),
    slug: readText(reader, 'slug', 0),
    title: readText(reader, 'title', 0),
    description: readText(reader, 'description', 0),
    priority: readText(reader, 'priority', 0) as Priority,
    status: readText(reader, 'status', 0) as Status,
    tags: readItems(reader, 'tags', readTag),
    created_at: readText(reader, 'created_at', 0),
    started_at: readOptionalText(reader, 'started_at', 0),
    closed_at: readOptionalText(reader, 'closed_at', 0),
    assignee: readOptionalText(reader, 'assignee', 0),
    tasks: readItems(reader, 'tasks', readTask),
    metadata: readMetadata(reader),
  };
}

function readTag(reader: CanonicalReader): string {
  reader.skip('-'.length);
  return reader.scalar(0);
}

/** A dash and a space stand where the other keys have their indentation. */
function readTask(reader: CanonicalReader): Task {
  return {
    id: readText(reader, 'id', 2),
    title: readText(reader, 'title', 2),
    completed: readText(reader, 'completed', 2) === 'true',
    created_at: readText(reader, 'created_at', 2),
    completed_at: readOptionalText(reader, 'completed_at', 2),
  };
}

function readMetadata(reader: CanonicalReader): JsonObject {
  skipKey(reader, 'metadata', 0);
  const value = reader.value(0, metadataDepth);
  // Metadata of another kind is not written again as it was.
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as JsonObject) : {};
}

function readText(reader: CanonicalReader, key: string, indent: number): string {
  skipKey(reader, key, indent);
  return reader.scalar(indent);
}

function readOptionalText(reader: CanonicalReader, key: string, indent: number): string | null {
  skipKey(reader, key, indent);
  return reader.skips(' null\n') ? null : reader.scalar(indent);
}

function readItems<T>(reader: CanonicalReader, key: string, read: (reader: CanonicalReader) => T): T[] {
  skipKey(reader, key, 0);
  const items: T[] = [];
  if (!reader.skips(' []\n')) {
    reader.skip('\n'.length);
    while (reader.isNext('- ')) items.push(read(reader));
  }
  return items;
}

function skipKey(reader: CanonicalReader, key: string, indent: number): void {
  reader.skip(indent + key.length + ':'.length);
}
