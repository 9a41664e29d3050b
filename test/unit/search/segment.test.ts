import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Corpus } from '../../../src/search/corpus.js';
import { searchCorpus } from '../../../src/search/ranking.js';
import { checksum, Segment } from '../../../src/search/segment.js';
import { SegmentBuilder } from '../../../src/search/segmentBuilder.js';
import { searchedTexts } from '../../../src/search/searchFields.js';
import { ticketWith } from '../domain/tickets.js';
import { segmentOf, titled } from './searching.js';

const tickets = titled('Fix login', 'ログイン機能を修正する', 'Squash the 🐛');

describe('a segment', () => {
  it('has all that was put in', () => {
    const segment = Segment.open(segmentOf(tickets).bytes);
    expect(segment?.names).toEqual(tickets.map(({ id }) => `${id}.yaml`));
    expect(segment?.terms).toEqual([...(segment?.terms ?? [])].sort());
    expect(tickets.map((_, index) => segment?.textsOf(index))).toEqual(tickets.map(searchedTexts));
    expect(segment?.hasStamp(2, { size: 1, mtimeMs: 2, ino: 3 })).toBe(true);
    expect(segment?.hasStamp(2, { size: 1, mtimeMs: 2, ino: 4 })).toBe(false);
  });

  it('of nothing is one too', () => {
    const segment = Segment.open(new SegmentBuilder().build().bytes);
    expect(segment).toMatchObject({ names: [], terms: [] });
  });

  it('is opened from bytes that stand anywhere in memory', () => {
    const { bytes } = segmentOf(tickets);
    const moved = new Uint8Array(bytes.length + 3);
    moved.set(bytes, 3);
    expect(Segment.open(moved.subarray(3))?.names).toHaveLength(3);
  });

  it('is not opened when a byte of it is another, wherever', () => {
    const { bytes } = segmentOf(tickets);
    for (let at = 0; at < bytes.length; at++) {
      const garbled = bytes.slice();
      garbled[at] = (garbled[at] ?? 0) ^ 0x10;
      expect(Segment.open(garbled), `byte ${at}`).toBeNull();
    }
  });

  it('is not opened when it is cut, wherever, or goes on', () => {
    const { bytes } = segmentOf(tickets);
    for (let length = 0; length < bytes.length; length++) expect(Segment.open(bytes.slice(0, length))).toBeNull();
    expect(Segment.open(new Uint8Array([...bytes, 0, 0, 0, 0, 0, 0, 0, 0]))).toBeNull();
    expect(Segment.open(new TextEncoder().encode('tickets: []\n'.repeat(100)))).toBeNull();
  });

  it('never makes a search fail that somebody has forged, checksum and all', () => {
    const { bytes } = segmentOf(tickets);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1 }), (changes) => {
        const forged = bytes.slice();
        for (const [at, byte] of changes) forged[at] = byte;
        new Uint32Array(forged.buffer).set([checksum(forged)], 2);
        const segment = Segment.open(forged);
        if (segment === null) return;
        const corpus = new Corpus([{ segment, ids: segment.names.map((_, index) => `id-${index}`) }]);
        for (const query of ['login', 'logn', 'ログイン', '"fix login"']) searchCorpus(corpus, query, { limit: 9 });
      }),
      { numRuns: 1000 },
    );
  });

  it('is the same whether its documents are new, or copied from others', () => {
    const word = fc.constantFrom('login', 'page', 'fixLogin', 'ログイン', '🐛', 'slow', 'logs', 'a');
    const ticket = fc
      .tuple(fc.array(word, { maxLength: 6 }), fc.array(word, { maxLength: 12 }))
      .map(([title, description]) => ({ title: title.join(' '), description: description.join(' ') }));
    fc.assert(
      fc.property(fc.array(ticket, { maxLength: 12 }), fc.nat(12), fc.func(fc.boolean()), (fields, cut, isKept) => {
        const all = fields.map((each, index) => ticketWith({ ...each, id: `id-${index}` }));
        const kept = all.filter((_, index) => index >= cut || isKept(index));
        const builder = new SegmentBuilder();
        builder.copy(segmentOf(all.slice(0, cut)), (document) => isKept(document));
        builder.copy(segmentOf(all.slice(cut)), () => true);
        expect(builder.build().bytes).toEqual(segmentOf(kept).bytes);
      }),
    );
  });
});
