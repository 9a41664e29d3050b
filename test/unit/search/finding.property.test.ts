import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeTicket } from '../../../src/store/codec/decodeTicket.js';
import type { Ticket } from '../../../src/domain/ticket.js';
import { Corpus } from '../../../src/search/corpus.js';
import { searchCorpus } from '../../../src/search/ranking.js';
import { parseSearch } from '../../../src/search/searchQuery.js';
import { realFiles, someTicket } from '../codec/samples.js';
import { idOf } from '../domain/tickets.js';
import { corpusOf, segmentOf } from './searching.js';

const limit = 1000;
const real = realFiles().map(({ text }) => decodeTicket(text));

/** What a person may type of a text: its words as they see them, without marks that stand alone. */
function wordsOf(text: string): string[] {
  const words = text.normalize('NFC').match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  return words.filter((word) => parseSearch(word).words.length > 0);
}

/** Whether a query finds a ticket by all of its words. */
function finds(corpus: Corpus, query: string, id: string): boolean {
  const { total, matched } = searchCorpus(corpus, query, { limit: 1, accepts: (each) => each === id });
  return total === 1 && matched === 'all';
}

/** Any tickets, with ids of their own. */
const someTickets = fc
  .array(someTicket, { minLength: 1, maxLength: 8 })
  .map((tickets) => tickets.map((ticket, index): Ticket => ({ ...ticket, id: idOf(index + 1) })));

describe('every ticket', () => {
  it('of a real store is found by each word of its title, by the whole title, and by its beginnings', () => {
    const corpus = corpusOf(real);
    for (const { id, title } of real) {
      const words = wordsOf(title);
      const queries = [title, `"${title.replaceAll('"', ' ')}"`, ...words, ...words.map((word) => word.slice(0, 4))];
      expect(queries.filter((query) => !finds(corpus, query, id))).toEqual([]);
    }
  });

  it('of a real store is among the first three by its whole title', () => {
    const corpus = corpusOf(real);
    for (const { id, title } of real) {
      const { hits } = searchCorpus(corpus, title, { limit: 3 });
      expect(hits.map((hit) => hit.id)).toContain(id);
    }
  });

  it('is found by each word of its title and of its texts, whatever they are', () => {
    fc.assert(
      fc.property(someTickets, (tickets) => {
        const corpus = corpusOf(tickets);
        for (const { id, title, description, tasks } of tickets) {
          for (const text of [title, description, ...tasks.map((task) => task.title)]) {
            for (const word of wordsOf(text)) expect(finds(corpus, word, id), word).toBe(true);
          }
        }
      }),
    );
  });
});

describe('the results', () => {
  it('are the same however the tickets are spread over segments, and whatever else these hold', () => {
    const queries = ['mcp', 'ticket mangement', 'test a', '実装', '"test coverage"', 'improve nothing', 'de'];
    fc.assert(
      fc.property(
        fc.shuffledSubarray(real, { minLength: 5 }),
        fc.nat(60),
        fc.func(fc.boolean()),
        (some, cut, isLive) => {
          const segment = (tickets: Ticket[]) => ({
            segment: segmentOf(tickets),
            ids: tickets.map(({ id }) => (isLive(id) ? id : null)),
          });
          const spread = new Corpus([segment(some.slice(0, cut)), segment(some.slice(cut))]);
          const together = corpusOf(some.filter(({ id }) => isLive(id)));
          for (const query of queries) {
            expect(searchCorpus(spread, query, { limit })).toEqual(searchCorpus(together, query, { limit }));
          }
        },
      ),
      { numRuns: 20 },
    );
  });

  it('are in order, without doubles, and pages put together give them all', () => {
    const corpus = corpusOf(real);
    for (const query of ['ticket', 'a', 'mcp test', 'チケット']) {
      const { hits, total } = searchCorpus(corpus, query, { limit });
      expect(new Set(hits.map(({ id }) => id)).size).toBe(total);
      hits.forEach((hit, index) => {
        const before = hits[index - 1] ?? hit;
        expect(before.score > hit.score || (before.score === hit.score && before.id <= hit.id)).toBe(true);
      });
      const pages = [0, 7, 14].flatMap((offset) => searchCorpus(corpus, query, { limit: 7, offset }).hits);
      expect(pages).toEqual(hits.slice(0, 21));
    }
  });
});
