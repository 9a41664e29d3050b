import { acceptanceCriteriaOf, closeMessageOf, commentsOf } from '../domain/ticketMetadata.js';
import type { Ticket } from '../domain/ticket.js';

/**
 * What is searched of a ticket, the most telling first. There may be eight of them at most: the index has one bit for
 * each. Whoever changes them raises `formatVersion` in segment.ts.
 */
export const searchFields = [
  'title',
  'tags',
  'tasks',
  'acceptance_criteria',
  'description',
  'slug',
  'comments',
  'close_message',
] as const;
export type SearchField = (typeof searchFields)[number];

/** How much a word counts in each of {@link searchFields}. */
export const fieldWeights: readonly number[] = [6, 4, 2, 2, 2, 1.5, 1, 1];

/**
 * UTF-16 code units of each field that are searched; what comes after is not found. A text of this length has thirteen
 * pages, and a hostile ticket of megabytes takes no more than this of memory and time.
 */
const maxFieldLength = 32_768;

/** Stands between the items of a field, such as two comments; in none of them. */
export const itemBreak = '\u0000';
/** Stands between fields; in none of them. */
export const fieldBreak = '\u0001';

/** The texts of a ticket in the order of {@link searchFields}, composed (NFC) and cut. */
export function searchedTexts(ticket: Ticket): string[] {
  const items: Record<SearchField, readonly string[]> = {
    title: [ticket.title],
    tags: ticket.tags,
    tasks: ticket.tasks.map(({ title }) => title),
    acceptance_criteria: acceptanceCriteriaOf(ticket).map(({ text }) => text),
    description: [ticket.description],
    slug: [ticket.slug],
    comments: commentsOf(ticket).map(({ text }) => text),
    close_message: [closeMessageOf(ticket) ?? ''],
  };
  return searchFields.map((field) => joinItems(items[field]));
}

function joinItems(items: readonly string[]): string {
  let joined = '';
  for (const item of items) {
    if (joined.length > maxFieldLength) break;
    const clean = item.slice(0, maxFieldLength).replaceAll(itemBreak, ' ').replaceAll(fieldBreak, ' ');
    joined = joined === '' ? clean : joined + itemBreak + clean;
  }
  return joined.slice(0, maxFieldLength).normalize('NFC');
}
