import { isMap, isScalar } from 'yaml';
import type { Node } from 'yaml';
import type { JsonObject, Task, Ticket } from '../../domain/ticket.js';
import { priorities, statuses } from '../../domain/ticket.js';
import { FieldReader } from './fieldReader.js';
import { jsonValue } from './jsonValue.js';
import { lineOf, readYaml, resolveNode, scalarText } from './readYaml.js';
import type { YamlFile } from './readYaml.js';
import { TicketFormatError } from './ticketFormatError.js';

/**
 * Reads `tickets/<id>.yaml` by the rules of vibe-ticket 0.4; unknown keys are ignored.
 * @throws TicketFormatError with line and reason
 */
export function decodeTicket(text: string): Ticket {
  return decodeFile(readYaml(text));
}

/** The ticket of a file that is parsed already. */
export function decodeFile(file: YamlFile): Ticket {
  const fields = new FieldReader(file, file.root, 1);
  return {
    id: fields.uuid('id'),
    slug: fields.text('slug'),
    title: fields.text('title'),
    description: fields.text('description'),
    priority: fields.oneOf('priority', priorities),
    status: fields.oneOf('status', statuses),
    tags: (fields.list('tags')?.items ?? []).map((item) => decodeTag(file, item as Node)),
    created_at: fields.timestamp('created_at'),
    started_at: fields.optionalTimestamp('started_at'),
    closed_at: fields.optionalTimestamp('closed_at'),
    assignee: fields.optionalText('assignee'),
    tasks: (fields.list('tasks')?.items ?? []).map((item) => decodeTask(file, item as Node)),
    metadata: decodeMetadata(file, fields),
  };
}

function decodeTag(file: YamlFile, item: Node): string {
  const value = resolveNode(file, item);
  if (!isScalar(value)) {
    throw new TicketFormatError(lineOf(file, item), 'a tag must be text');
  }
  return scalarText(value).text;
}

function decodeTask(file: YamlFile, item: Node): Task {
  const value = resolveNode(file, item);
  if (!isMap(value)) {
    throw new TicketFormatError(lineOf(file, item), 'a task must be a mapping of keys to values');
  }
  const fields = new FieldReader(file, value, lineOf(file, item), "a task's ");
  return {
    id: fields.uuid('id'),
    title: fields.text('title'),
    completed: fields.boolean('completed'),
    created_at: fields.timestamp('created_at'),
    completed_at: fields.optionalTimestamp('completed_at'),
  };
}

function decodeMetadata(file: YamlFile, fields: FieldReader): JsonObject {
  const map = fields.map('metadata');
  // The value of a mapping is an object.
  return map === null ? {} : (jsonValue(file, map) as JsonObject);
}
