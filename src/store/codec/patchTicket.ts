import type { Ticket } from '../../domain/ticket.js';
import { decodeFile, decodeTicket } from './decodeTicket.js';
import { editMap } from './editSegments.js';
import { emitEntries, emitEntry } from './emitYaml.js';
import { encodeTicket, fieldValue, ticketEntries, ticketKeys } from './encodeTicket.js';
import type { TicketKey } from './encodeTicket.js';
import { patchMetadata } from './patchMetadata.js';
import { patchTasks, tasksWithUnknownKeys, unknownKeys } from './patchTasks.js';
import type { TaskChange } from './patchTasks.js';
import { readYaml } from './readYaml.js';
import type { YamlFile } from './readYaml.js';
import { sameValue } from '../../domain/sameValue.js';
import { lineEnd, splitMap } from './segments.js';
import type { KeySegment } from './segments.js';
import { TicketFormatError } from './ticketFormatError.js';
import { writableTicket } from './writableTicket.js';

interface Change {
  readonly file: YamlFile;
  readonly before: Ticket;
  readonly next: Ticket;
  readonly eol: string;
}

const byteOrderMark = '\ufeff';

/**
 * The file's text with only what differs from `next` written anew, as vibe-ticket would write it;
 * everything else keeps its bytes: comments, unknown keys, quoting, the order of keys.
 * @throws TicketFormatError if `source` cannot be read: a broken file is never overwritten
 */
export function patchTicket(source: string, next: Ticket): string {
  if (source.startsWith(byteOrderMark)) {
    return byteOrderMark + patchTicket(source.slice(1), next);
  }
  const file = readYaml(source);
  const eol = /^[^\n]*\r\n/.test(source) ? '\r\n' : '\n';
  const change = { file, before: decodeFile(file), next: writableTicket(next), eol };
  if (sameValue(change.before, change.next)) {
    return source;
  }
  for (const attempt of [patchInPlace, encodeWithUnknownKeys, encodeKnownKeys]) {
    const text = readableResult(attempt, change);
    if (text !== undefined) {
      return text;
    }
  }
  throw new Error(`ticket ${next.id} cannot be written so that it reads back the same`);
}

/** The attempt's text if it reads back as the wanted ticket. */
function readableResult(attempt: (change: Change) => string | undefined, change: Change): string | undefined {
  try {
    const text = attempt(change);
    return text !== undefined && sameValue(decodeTicket(text), change.next) ? text : undefined;
  } catch (error) {
    // Cutting an anchor away from its alias, for example, leaves a text that cannot be read.
    if (error instanceof TicketFormatError) {
      return undefined;
    }
    throw error;
  }
}

function patchInPlace(change: Change): string | undefined {
  const { file, before, next, eol } = change;
  const split = splitMap(file.text, file.root, 0, { start: 0, end: file.text.length });
  if (split === undefined) {
    return undefined;
  }
  const edits = ticketKeys.map((key) => {
    const segment = split.segments.find((candidate) => candidate.key === key);
    return { key, body: sameValue(before[key], next[key]) ? null : patchField(change, key, segment) };
  });
  return editMap(split, edits, () => false, eol);
}

function patchField(change: Change, key: TicketKey, segment: KeySegment | undefined): string {
  const inner = segment === undefined ? undefined : patchContainer(change, key, segment);
  if (inner !== undefined) {
    return inner;
  }
  const value = key === 'tasks' ? tasksWithUnknownKeys(taskChange(change)) : fieldValue(change.next, key);
  return emitEntry(key, value, 0).replaceAll('\n', change.eol);
}

/** The container's lines with its own entries patched, its key's line kept. */
function patchContainer(change: Change, key: TicketKey, segment: KeySegment): string | undefined {
  const { file, before, next, eol } = change;
  const region = { start: lineEnd(file.text, segment.start + 1), end: segment.end };
  const header = file.text.slice(segment.start, region.start);
  let inner: string | undefined;
  if (key === 'tasks' && next.tasks.length > 0) {
    inner = patchTasks(taskChange(change), segment.node, region, eol);
  } else if (key === 'metadata' && Object.keys(next.metadata).length > 0) {
    inner = patchMetadata({ text: file.text, before: before.metadata, next: next.metadata }, segment.node, region, eol);
  }
  return inner === undefined ? undefined : header + inner;
}

function taskChange({ file, before, next }: Change): TaskChange {
  return { file, before: before.tasks, next: next.tasks };
}

/** The whole ticket anew, unknown keys at the end: for files that are not in block style, or whose anchors were cut. */
function encodeWithUnknownKeys(change: Change): string {
  const { file, next, eol } = change;
  const known = ticketEntries(next).map(
    ([key, value]) => [key, key === 'tasks' ? tasksWithUnknownKeys(taskChange(change)) : value] as const,
  );
  const unknown = Object.entries(unknownKeys(file, file.root, ticketKeys));
  return emitEntries([...known, ...unknown], 0).replaceAll('\n', eol);
}

function encodeKnownKeys({ next, eol }: Change): string {
  return encodeTicket(next).replaceAll('\n', eol);
}
