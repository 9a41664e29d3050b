import * as vscode from 'vscode';
import { formatEstimate } from '../../domain/estimate.js';
import {
  priorities,
  statuses,
  type JsonObject,
  type JsonValue,
  type Priority,
  type Status,
} from '../../domain/ticket.js';
import { isOrder } from '../../domain/ticketCells.js';
import { priorityLabel, statusLabel } from '../ui/ticketLabels.js';

/** The longest text of an item that stands in a name, in characters. */
const longestName = 60;

/**
 * A cell's name for a person, see ticketCells.ts.
 * @param value what it holds or held, by which an item of a list is named
 */
export function cellLabel(path: readonly string[], value: JsonValue | undefined): string {
  const [first = '', item] = path[0] === 'metadata' ? path.slice(1) : path;
  if (item === undefined) return fieldLabel(first);
  if (isOrder(path)) return vscode.l10n.t('Order of: {0}', fieldLabel(first));
  switch (first) {
    case 'tags':
      return vscode.l10n.t('Tag {0}', shorten(item));
    case 'tasks':
      return vscode.l10n.t('Task “{0}”', shorten(textIn(value, 'title')));
    case 'acceptance_criteria':
      return vscode.l10n.t('Criterion “{0}”', shorten(textIn(value, 'text')));
    case 'comments':
      return vscode.l10n.t('Comment of {0}', shorten(textIn(value, 'author')));
    case 'fields':
      return shorten(item);
    default:
      return fieldLabel(first);
  }
}

function fieldLabel(field: string): string {
  const labels: Readonly<Record<string, string>> = {
    title: vscode.l10n.t('Title'),
    description: vscode.l10n.t('Description'),
    status: vscode.l10n.t('Status'),
    priority: vscode.l10n.t('Priority'),
    type: vscode.l10n.t('Type'),
    assignee: vscode.l10n.t('Assignee'),
    tags: vscode.l10n.t('Tags'),
    due: vscode.l10n.t('Due'),
    estimate: vscode.l10n.t('Estimate'),
    parent: vscode.l10n.t('Parent'),
    depends_on: vscode.l10n.t('Depends on'),
    tasks: vscode.l10n.t('Tasks'),
    acceptance_criteria: vscode.l10n.t('Acceptance criteria'),
    comments: vscode.l10n.t('Comments'),
    claim: vscode.l10n.t('Claim'),
    archived: vscode.l10n.t('Archive'),
    rank: vscode.l10n.t('Order on the board'),
    slug: vscode.l10n.t('Slug'),
  };
  return Object.hasOwn(labels, field) ? (labels[field] ?? field) : shorten(field);
}

/** What a cell holds, for a person who compares two versions; an empty text says that there is nothing. */
export function cellText(path: readonly string[], value: JsonValue | undefined): string {
  const [field] = path[0] === 'metadata' ? path.slice(1) : path;
  if (value === undefined || value === null) return '';
  if (field === 'estimate' && typeof value === 'number') return formatEstimate(value);
  if (typeof value === 'object') return isRecord(value) ? recordText(value) : JSON.stringify(value);
  const text = String(value);
  if (field === 'status' && isStatus(text)) return statusLabel(text);
  return field === 'priority' && isPriority(text) ? priorityLabel(text) : text;
}

/** A task, a criterion or a comment as one text. */
function recordText(record: JsonObject): string {
  const done = record['completed'] ?? record['done'];
  const text = textIn(record, 'title') || textIn(record, 'text');
  if (text === '') return JSON.stringify(record);
  return typeof done === 'boolean' ? `[${done ? 'x' : ' '}] ${text}` : text;
}

function textIn(value: JsonValue | undefined, key: string): string {
  const text = isRecord(value) ? value[key] : undefined;
  return typeof text === 'string' ? text : '';
}

function isRecord(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isStatus(text: string): text is Status {
  return (statuses as readonly string[]).includes(text);
}

function isPriority(text: string): text is Priority {
  return (priorities as readonly string[]).includes(text);
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  if (line.length <= longestName) return line;
  // By what a reader sees as one character, so that no emoji is cut in half.
  const characters = Array.from(new Intl.Segmenter().segment(line), ({ segment }) => segment);
  return characters.length <= longestName ? line : `${characters.slice(0, longestName - 1).join('')}…`;
}
