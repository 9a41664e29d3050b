import type { Ticket } from '../../../src/domain/ticket.js';
import { Corpus } from '../../../src/search/corpus.js';
import { searchCorpus, type SearchHit, type SearchResults } from '../../../src/search/ranking.js';
import { searchedTexts } from '../../../src/search/searchFields.js';
import { SegmentBuilder } from '../../../src/search/segmentBuilder.js';
import type { Segment } from '../../../src/search/segment.js';
import { idOf, ticketWith } from '../domain/tickets.js';

/** Tickets with ids and slugs of their own and nothing else that could be found. */
export function ticketsOf(...fields: Partial<Ticket>[]): Ticket[] {
  return fields.map((each, index) => ticketWith({ id: idOf(index + 1), slug: 'x', title: '', ...each }));
}

export function titled(...titles: string[]): Ticket[] {
  return ticketsOf(...titles.map((title) => ({ title })));
}

export function segmentOf(tickets: readonly Ticket[]): Segment {
  const builder = new SegmentBuilder();
  for (const ticket of tickets) {
    builder.add({ name: `${ticket.id}.yaml`, stamp: { size: 1, mtimeMs: 2, ino: 3 }, texts: searchedTexts(ticket) });
  }
  return builder.build();
}

export function corpusOf(tickets: readonly Ticket[]): Corpus {
  return new Corpus([{ segment: segmentOf(tickets), ids: tickets.map(({ id }) => id) }]);
}

export function search(tickets: readonly Ticket[], query: string): SearchResults {
  return searchCorpus(corpusOf(tickets), query, { limit: 1000 });
}

/** The titles of what is found, the best first. */
export function titlesFound(tickets: readonly Ticket[], query: string): string[] {
  const titles = new Map(tickets.map(({ id, title }) => [id, title]));
  return search(tickets, query).hits.map(({ id }) => titles.get(id) ?? '?');
}

/** The parts of a snippet that are to be marked. */
export function marked({ snippet: { text, ranges } }: Pick<SearchHit, 'snippet'>): string[] {
  return ranges.map(([start, end]) => text.slice(start, end));
}
