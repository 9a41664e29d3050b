import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareRanked, effectiveRank, ranksForPlace, type Ranked } from '../../../src/domain/rank.js';
import type { JsonValue } from '../../../src/domain/ticket.js';
import { idOf, minutesLater, ticketWith } from './tickets.js';

/** The key for a single card. */
function rankForPlace(column: readonly Ranked[], beforeId: string | null, card: Ranked): string | null {
  return ranksForPlace(column, beforeId, [card])[0] ?? null;
}

function implicit(number: number): Ranked {
  const id = idOf(number);
  return { id, rank: effectiveRank(ticketWith({ id, created_at: minutesLater(number).toISOString() })) };
}

/** Drops `card` into the column as the service does: the others in order, a key for the place, all in order again. */
function drop(column: readonly Ranked[], card: Ranked, beforeId: string | null): { order: string[]; card: Ranked } {
  const others = column.filter((other) => other.id !== card.id).sort(compareRanked);
  const dropped = { id: card.id, rank: rankForPlace(others, beforeId, card) ?? card.rank };
  return { order: [...others, dropped].sort(compareRanked).map(({ id }) => id), card: dropped };
}

function isKeptAsRank(rank: JsonValue): boolean {
  return effectiveRank(ticketWith({ metadata: { rank } })) === rank;
}

describe('a drop', () => {
  it('anywhere in any column gives the order that the person sees, move after move', () => {
    const moves = fc.array(fc.record({ card: fc.nat(), before: fc.nat() }), { maxLength: 30 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), moves, (size, steps) => {
        let column = Array.from({ length: size }, (_, index) => implicit(index));
        for (const step of steps) {
          const card = column[step.card % size] ?? implicit(0);
          const others = column.filter(({ id }) => id !== card.id).sort(compareRanked);
          const beforeId = others[step.before % size]?.id ?? null;
          const expected = others.map(({ id }) => id);
          expected.splice(beforeId === null ? expected.length : expected.indexOf(beforeId), 0, card.id);
          const result = drop(column, card, beforeId);
          expect(result.order).toEqual(expected);
          column = [...others, result.card];
        }
      }),
      { numRuns: 100 },
    );
  });

  it('into one and the same gap five hundred times makes keys that are still valid', () => {
    const bottom = implicit(0);
    let next = implicit(1);
    for (let number = 2; number < 502; number++) {
      const id = idOf(number);
      const rank = rankForPlace([bottom, next], next.id, { id, rank: 'zz' }) ?? '';
      expect(isKeptAsRank(rank)).toBe(true);
      next = { id, rank };
    }
    expect(compareRanked(bottom, next)).toBeLessThan(0);
  });

  it.each([
    ['before the card that follows it', 'b', 'c'],
    ['at the end, where it is the last', 'd', null],
    ['first, where it is the first', 'a', 'b'],
    ['at the end for a card that has gone meanwhile, where it is the last', 'd', 'gone'],
  ])('%s writes nothing', (_name, card, beforeId) => {
    const column = ['a', 'b', 'c', 'd'].map((id, index) => ({ id, rank: implicit(index).rank }));
    const current = column.find(({ id }) => id === card) ?? { id: card, rank: 'a0' };
    const others = column.filter((other) => other !== current);
    expect(rankForPlace(others, beforeId, current)).toBeNull();
  });

  it('into a column whose card for that place fits already keeps the key', () => {
    expect(rankForPlace([implicit(1), implicit(3)], idOf(3), implicit(2))).toBeNull();
    expect(rankForPlace([], null, implicit(2))).toBeNull();
  });

  it('before a card that has gone meanwhile goes to the end', () => {
    const { order } = drop([implicit(1), implicit(2), implicit(3)], implicit(1), idOf(9));
    expect(order).toEqual([idOf(2), idOf(3), idOf(1)]);
  });

  it('before or behind cards of one and the same key parts nothing but stands where it was dropped', () => {
    const twins = [4, 5, 6].map((number) => ({ id: idOf(number), rank: 'a5' }));
    expect(drop(twins, implicit(9), idOf(4)).order[0]).toBe(idOf(9));
    expect(drop(twins, { id: idOf(1), rank: 'a1' }, null).order.at(-1)).toBe(idOf(1));
  });

  it('between two of one key comes behind all that have it, before those with the next', () => {
    const twins = [4, 5, 6].map((number) => ({ id: idOf(number), rank: 'a5' }));
    const next = { id: idOf(7), rank: 'a6' };
    const { order } = drop([...twins, next], { id: idOf(9), rank: 'a9' }, idOf(5));
    expect(order).toEqual([4, 5, 6, 9, 7].map(idOf));
  });

  it('of two people into one gap gives two keys', () => {
    const gap = [implicit(1), implicit(2)];
    const keys = Array.from({ length: 100 }, () => rankForPlace(gap, idOf(2), { id: idOf(9), rank: 'zz' }));
    expect(new Set(keys).size).toBe(100);
  });
});

describe('a drop of several cards', () => {
  it('anywhere gives the order that the person sees, with a key for each of them and none for others', () => {
    const moves = fc.array(fc.record({ cards: fc.array(fc.nat(), { minLength: 1 }), before: fc.nat() }), {
      maxLength: 15,
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), moves, (size, steps) => {
        let column = Array.from({ length: size }, (_, index) => implicit(index));
        for (const step of steps) {
          const cards = [...new Set(step.cards.map((card) => column[card % size] ?? implicit(0)))];
          const others = column.filter((card) => !cards.includes(card));
          const beforeId = column[step.before % (size + 1)]?.id ?? null;
          const ranks = ranksForPlace(column, beforeId, cards);
          expect(ranks.every((rank) => rank === null) || ranks.every((rank) => rank !== null)).toBe(true);
          // One of the dropped cards as the target means the place that it had.
          const target = column
            .slice(column.findIndex(({ id }) => id === beforeId))
            .find((card) => !cards.includes(card));
          const place = beforeId === null || !target ? others.length : others.indexOf(target);
          const expected = [...others.slice(0, place), ...cards, ...others.slice(place)].map(({ id }) => id);
          const moved = cards.map((card, index) => ({ id: card.id, rank: ranks[index] ?? card.rank }));
          column = [...others, ...moved].sort(compareRanked);
          expect(column.map(({ id }) => id)).toEqual(expected);
          expect(moved.every(({ rank }) => isKeptAsRank(rank))).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('that stand there already, in that order, writes nothing', () => {
    const column = [1, 2, 3, 4].map(implicit);
    expect(ranksForPlace(column, idOf(4), column.slice(1, 3))).toEqual([null, null]);
    expect(ranksForPlace(column, null, column.slice(2))).toEqual([null, null]);
    expect(ranksForPlace(column, idOf(3), column.slice(1, 3))).toEqual([null, null]);
    expect(ranksForPlace(column, idOf(4), column.slice(1, 3).reverse())).not.toContain(null);
  });

  it('of two people into one gap gives each card a key of its own', () => {
    const gap = [implicit(1), implicit(2)];
    const cards = [3, 4, 5].map((number) => ({ id: idOf(number), rank: 'zz' }));
    const keys = Array.from({ length: 50 }, () => ranksForPlace(gap, idOf(2), cards)).flat();
    expect(new Set(keys).size).toBe(150);
  });

  it('of two thousand cards makes keys that are still valid', () => {
    const cards = Array.from({ length: 2000 }, (_, index) => ({ id: idOf(index + 10), rank: 'zz' }));
    const keys = ranksForPlace([implicit(1), implicit(2)], idOf(2), cards).map((rank) => rank ?? '');
    expect(keys.every(isKeptAsRank)).toBe(true);
    expect(keys).toEqual([...new Set(keys)].sort());
    expect(Math.max(...keys.map(({ length }) => length))).toBeLessThan(40);
  });
});

describe('the key of a ticket', () => {
  it('that was placed is the one in its file', () => {
    expect(isKeptAsRank('a0')).toBe(true);
    expect(isKeptAsRank('Zz')).toBe(true);
  });

  it.each([
    ['a number', 5],
    ['nothing', ''],
    ['null', null],
    ['a list', ['a0']],
    ['no key', 'first!'],
    ['shorter than its head says', 'b1'],
    ['a head that is no letter', '10'],
    ['a last digit that is zero', 'a10'],
    ['the smallest of all, below which no key fits', `A${'0'.repeat(26)}`],
    ['too long to be one', `a0${'1'.repeat(500)}`],
    ['a line break at the end', 'a0\n'],
  ])('that holds %s is made of its creation instead', (_name, rank) => {
    const ticket = ticketWith({ metadata: { rank } });
    expect(effectiveRank(ticket)).toBe(effectiveRank(ticketWith()));
  });

  it('whatever a file says, can be the neighbour of a new key on either side', () => {
    const alphabet = fc.constantFrom('0', '9', 'A', 'Z', 'a', 'z', 'h', 'y', 'B');
    const text = fc.oneof(fc.string(), fc.string({ unit: alphabet, minLength: 1, maxLength: 30 }));
    fc.assert(
      fc.property(text, (rank) => {
        const key = effectiveRank(ticketWith({ metadata: { rank } }));
        const card = { id: idOf(1), rank: key };
        const first = rankForPlace([card], card.id, { id: idOf(2), rank: '~' });
        const last = rankForPlace([card], null, { id: idOf(2), rank: '' });
        expect(first !== null && first < key).toBe(true);
        expect(last !== null && last > key).toBe(true);
      }),
    );
  });

  it('that nobody placed sorts by creation to the millisecond, then by id', () => {
    fc.assert(
      fc.property(fc.nat(4_000_000_000_000), fc.nat(4_000_000_000_000), fc.uuid(), fc.uuid(), (one, other, id, id2) => {
        const a = { id, created_at: new Date(one).toISOString() };
        const b = { id: id2, created_at: new Date(other).toISOString() };
        const keys = [a, b].map((each) => ({ id: each.id, rank: effectiveRank({ ...each, metadata: {} }) }));
        const byKey = compareRanked(keys[0] ?? implicit(0), keys[1] ?? implicit(0));
        expect(Math.sign(byKey)).toBe(Math.sign(one - other) || (id < id2 ? -1 : id > id2 ? 1 : 0));
      }),
    );
  });

  it('is there also for times before 1970 and for ids that are none', () => {
    expect(isKeptAsRank(effectiveRank({ id: 'x', created_at: '1900-01-01T00:00:00Z', metadata: {} }))).toBe(true);
  });

  it('is compared by code unit, capitals before small letters, and ties by id', () => {
    const ranks = ['b0', 'a1', 'Zz', 'a0', 'aA'].map((rank) => ({ id: 'x', rank }));
    expect(ranks.sort(compareRanked).map(({ rank }) => rank)).toEqual(['Zz', 'a0', 'a1', 'aA', 'b0']);
    expect(compareRanked({ id: 'a', rank: 'a0' }, { id: 'b', rank: 'a0' })).toBeLessThan(0);
    expect(compareRanked({ id: 'a', rank: 'a0' }, { id: 'a', rank: 'a0' })).toBe(0);
  });
});
