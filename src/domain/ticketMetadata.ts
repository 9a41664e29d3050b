/**
 * What of ours lives under a ticket's `metadata`, read leniently: a value of another shape, as another tool may have left
 * it, counts as absent and stays in the file.
 */
import { isDay } from './day.js';
import type { JsonObject, JsonValue, Ticket } from './ticket.js';

/** What a ticket is in the hierarchy, from the largest to the smallest; `bug` stands beside `task`. */
export const ticketTypes = ['epic', 'story', 'task', 'sub-task', 'bug'] as const;
export type TicketType = (typeof ticketTypes)[number];

/** Who works on a ticket at this moment, and until when nobody else may. */
export interface Claim {
  readonly who: string;
  /** One of several agents or shells of the same person. */
  readonly session: string;
  readonly at: string;
  readonly until: string;
}

export interface Comment {
  readonly id: string;
  readonly author: string;
  readonly at: string;
  readonly text: string;
}

export interface AcceptanceCriterion {
  readonly id: string;
  readonly text: string;
  readonly done: boolean;
}

type WithMetadata = Pick<Ticket, 'metadata'>;

function isTicketType(value: unknown): value is TicketType {
  return (ticketTypes as readonly unknown[]).includes(value);
}

/** A ticket that says nothing of its type is a task. */
export function typeOf({ metadata }: WithMetadata): TicketType {
  return isTicketType(metadata['type']) ? metadata['type'] : 'task';
}

/** Id of the ticket that this one is part of. */
export function parentOf({ metadata }: WithMetadata): string | null {
  return textOrNull(metadata['parent']);
}

/** Ids of the tickets that must be done before this one can be. */
export function dependsOn({ metadata }: WithMetadata): readonly string[] {
  return listOf(metadata['depends_on']).filter((item) => typeof item === 'string');
}

/** `YYYY-MM-DD` */
export function dueOf({ metadata }: WithMetadata): string | null {
  const due = textOrNull(metadata['due']);
  return due !== null && isDay(due) ? due : null;
}

/** Minutes. */
export function estimateOf({ metadata }: WithMetadata): number | null {
  const estimate = metadata['estimate'];
  return typeof estimate === 'number' && estimate >= 0 ? estimate : null;
}

/** Fields that a team has made up, by name. */
export function fieldsOf({ metadata }: WithMetadata): JsonObject {
  return objectOrNull(metadata['fields']) ?? {};
}

export function commentsOf({ metadata }: WithMetadata): readonly Comment[] {
  return listOf(metadata['comments'])
    .map(readComment)
    .filter((comment) => comment !== null);
}

export function readComment(value: JsonValue): Comment | null {
  const { id, author, at, text } = objectOrNull(value) ?? {};
  const isComment =
    typeof id === 'string' && typeof author === 'string' && typeof at === 'string' && typeof text === 'string';
  return isComment ? { id, author, at, text } : null;
}

export function acceptanceCriteriaOf({ metadata }: WithMetadata): readonly AcceptanceCriterion[] {
  return listOf(metadata['acceptance_criteria'])
    .map(readCriterion)
    .filter((criterion) => criterion !== null);
}

export function readCriterion(value: JsonValue): AcceptanceCriterion | null {
  const { id, text, done } = objectOrNull(value) ?? {};
  return typeof id === 'string' && typeof text === 'string' ? { id, text, done: done === true } : null;
}

export function claimOf({ metadata }: WithMetadata): Claim | null {
  const { who, session, at, until } = objectOrNull(metadata['claim']) ?? {};
  const isClaim =
    typeof who === 'string' && typeof session === 'string' && typeof at === 'string' && typeof until === 'string';
  return isClaim ? { who, session, at, until } : null;
}

/** What was said at the end; vibe-ticket's MCP server has another name for it. */
export function closeMessageOf({ metadata }: WithMetadata): string | null {
  return textOrNull(metadata['close_message']) ?? textOrNull(metadata['closing_message']);
}

/** When the ticket came into its status. */
export function statusSinceOf({ metadata }: WithMetadata): string | null {
  return textOrNull(metadata['status_since']);
}

function textOrNull(value: JsonValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [];
}

function objectOrNull(value: JsonValue | undefined): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
}
