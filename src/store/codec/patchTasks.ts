import { isMap, isSeq } from 'yaml';
import type { Node, YAMLMap } from 'yaml';
import type { JsonObject, Task } from '../../domain/ticket.js';
import { editMap, joinPieces } from './editSegments.js';
import type { Piece } from './editSegments.js';
import { emitEntry } from './emitYaml.js';
import { taskKeys, taskObject } from './encodeTicket.js';
import { jsonValue } from './jsonValue.js';
import { entriesOf, resolveNode } from './readYaml.js';
import type { YamlFile } from './readYaml.js';
import { sameValue } from '../../domain/sameValue.js';
import { splitList, splitMap } from './segments.js';
import type { Region, Segment } from './segments.js';

/** A task of the next ticket, with what the file holds of it. */
interface TaskMatch {
  readonly next: Task;
  readonly before: Task | undefined;
  readonly index: number;
}

export interface TaskChange {
  readonly file: YamlFile;
  readonly before: readonly Task[];
  readonly next: readonly Task[];
}

/** The lines of a canonical block list with only the changed tasks rewritten; undefined for any other layout. */
export function patchTasks(change: TaskChange, node: Node | null, region: Region, eol: string): string | undefined {
  const split = isSeq(node) ? splitList(change.file.text, node, region) : undefined;
  if (split === undefined) {
    return undefined;
  }
  const pieces: Piece[] = [];
  for (const match of matchTasks(change)) {
    const segment = split.segments[match.index];
    const piece = segment === undefined ? newPiece(match.next, eol) : patchTask(change.file.text, segment, match, eol);
    if (piece === undefined) {
      return undefined;
    }
    pieces.push(piece);
  }
  return joinPieces(pieces, split.tail, eol);
}

/** All tasks as values to be emitted anew; keys that nobody knows survive. */
export function tasksWithUnknownKeys(change: TaskChange): JsonObject[] {
  const list = entriesOf(change.file, change.file.root).find((entry) => entry.key === 'tasks')?.value;
  const items = isSeq(list) ? list.items : [];
  return matchTasks(change).map(({ next, index }) => {
    const item = items[index] as Node | undefined;
    const value = item === undefined ? undefined : resolveNode(change.file, item);
    return taskObject(next, isMap(value) ? unknownKeys(change.file, value, taskKeys) : {});
  });
}

/** What a mapping holds beside the known keys. */
export function unknownKeys(file: YamlFile, map: YAMLMap, known: readonly string[]): JsonObject {
  const unknown = entriesOf(file, map).filter((entry) => !known.includes(entry.key));
  return Object.fromEntries(unknown.map((entry) => [entry.key, jsonValue(file, entry.value)]));
}

function matchTasks({ before, next }: TaskChange): TaskMatch[] {
  const used = new Set<number>();
  return next.map((task) => {
    const index = before.findIndex((candidate, position) => candidate.id === task.id && !used.has(position));
    if (index !== -1) {
      used.add(index);
    }
    return { next: task, before: before[index], index };
  });
}

function newPiece(task: Task, eol: string): Piece {
  const lines = emitEntry('tasks', [taskObject(task, {})], 0);
  return { lead: '', body: lines.slice('tasks:\n'.length).replaceAll('\n', eol), isNew: true };
}

function patchTask(text: string, segment: Segment, { before, next }: TaskMatch, eol: string): Piece | undefined {
  if (sameValue(before, next)) {
    return { lead: segment.lead, body: segment.body, isNew: false };
  }
  // With a space for its dash the item is a mapping at column 2, and all offsets still hold.
  const dashless = `${text.slice(0, segment.start)} ${text.slice(segment.start + 1)}`;
  const split = isMap(segment.node) ? splitMap(dashless, segment.node, 2, segment) : undefined;
  if (split === undefined) {
    return undefined;
  }
  const edits = taskKeys.map((key) => {
    const isSame = before?.[key] === next[key];
    return { key, body: isSame ? null : emitEntry(key, next[key], 2).replaceAll('\n', eol) };
  });
  const body = editMap(split, edits, () => false, eol);
  return { lead: segment.lead, body: `-${body.slice(1)}`, isNew: true };
}
