import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idPrefixOf, resolveTicket, shortIdOf, shortIds } from '../../../src/domain/ticketRef.js';
import { failureOf } from './failures.js';

const login = { id: '04a68852-f4a0-47f3-abec-f057103fd338', slug: '202507200900-fix-login' };
const logout = { id: '04a7beef-0000-4000-8000-000000000000', slug: '202507200901-fix-logout' };
const report = { id: 'c0ffee00-0000-4000-8000-000000000001', slug: 'report' };
const all = [login, logout, report];

describe('a ticket', () => {
  it.each([
    ['its id', login.id],
    ['its id in capitals', login.id.toUpperCase()],
    ['its id without hyphens', login.id.replaceAll('-', '')],
    ['the first four digits of its id', '04a6'],
    ['those with #', '#04a6'],
    ['those in capitals', '#04A6'],
    ['digits that reach over a hyphen', '04a68852-f4a'],
    ['digits that leave the hyphen out', '04a68852f4a'],
    ['its full slug', '202507200900-fix-login'],
    ['its slug without the time stamp', 'fix-login'],
    ['its slug with blanks around', '  fix-login '],
  ])('is named by %s', (_name, reference) => {
    expect(resolveTicket(reference, all)).toBe(login);
  });

  it.each(['', ' ', '#', 'c0f', 'c0ffef', 'fix', 'Fix-Login', '202507200900', '#report', 'nobody'])(
    'is not found by %j',
    (reference) => {
      failureOf(() => resolveTicket(reference, all), 'ticket_not_found');
    },
  );

  it('of exactly that id wins over one of that slug', () => {
    const slugIsId = { id: report.id, slug: login.id };
    expect(resolveTicket(login.id, [slugIsId, login])).toBe(login);
  });

  it('of exactly that slug wins over one that has it behind a stamp', () => {
    const bare = { id: report.id, slug: 'fix-login' };
    expect(resolveTicket('fix-login', [login, bare])).toBe(bare);
  });

  it('whose id alone begins so wins over one of that slug, so that no file need be read', () => {
    const cafe = { id: login.id, slug: '202507200900-c0ffee' };
    expect(resolveTicket('c0ffee', [report, cafe])).toBe(report);
    expect(resolveTicket('#c0ffee', [report, cafe])).toBe(report);
    expect(resolveTicket('202507200900-c0ffee', [report, cafe])).toBe(cafe);
  });

  it('of that slug wins where several ids begin so', () => {
    const twin = { id: 'c0ffee11-0000-4000-8000-000000000000', slug: 'twin' };
    const cafe = { id: login.id, slug: '202507200900-c0ffee' };
    expect(resolveTicket('c0ffee', [report, twin, cafe])).toBe(cafe);
    failureOf(() => resolveTicket('#c0ffee', [report, twin, cafe]), 'ticket_ambiguous');
  });

  it('whose slug is made of words of hex digits is not taken for an id', () => {
    const bed = { id: login.id, slug: 'add-bed' };
    const addbed = { id: 'addbed00-0000-4000-8000-000000000000', slug: 'other' };
    expect(resolveTicket('add-bed', [addbed, bed])).toBe(bed);
  });

  it('is found in a set that can be walked only once', () => {
    expect(resolveTicket('report', all.values())).toBe(report);
  });
});

describe('a name that fits several tickets', () => {
  it('is refused with the short ids and slugs of those', () => {
    const { message } = failureOf(
      () => resolveTicket('04a', [...all, { id: 'x', slug: '04a' }, { id: 'y', slug: '04a' }]),
      'ticket_ambiguous',
    );
    expect(message).toContain('(04a)');
    const digits = failureOf(
      () => resolveTicket('#04a6', [...all, { ...login, id: '04a6ffff-0000-4000-8000-000000000000' }]),
      'ticket_ambiguous',
    );
    expect(digits.message).toContain('#04a68');
    expect(digits.message).toContain('#04a6f');
  });

  it('names short ids that are unique in the whole store, so that each can be typed', () => {
    const twin = { id: 'dddd0000-0000-4000-8000-000000000000', slug: 'fix-login' };
    const other = { id: 'dddd1111-0000-4000-8000-000000000000', slug: 'unrelated' };
    const tickets = [{ ...login, slug: 'fix-login' }, twin, other];
    const { message } = failureOf(() => resolveTicket('fix-login', tickets), 'ticket_ambiguous');
    const named = [...message.matchAll(/#([0-9a-f-]+)/g)].map((match) => match[1] ?? '');
    expect(named.map((short) => resolveTicket(short, tickets).id)).toEqual([login.id, twin.id]);
  });

  it('names five of many and counts the rest', () => {
    const many = Array.from({ length: 8 }, (_, index) => ({ ...login, id: `04a6${String(index)}000-0000` }));
    const { message } = failureOf(() => resolveTicket('04a6', many), 'ticket_ambiguous');
    expect(message.match(/#/g)).toHaveLength(5);
    expect(message).toContain('and 3 more');
  });
});

describe('the beginning of an id', () => {
  it.each([
    ['04a6', '04a6'],
    [' #04A68852F ', '04a68852-f'],
    ['04a68852-', '04a68852'],
    [login.id.replaceAll('-', ''), login.id],
    [login.id.toUpperCase(), login.id],
  ])('%j is read as %j', (reference, prefix) => {
    expect(idPrefixOf(reference)).toBe(prefix);
  });

  it.each(['', '#', '04a', '04a-', 'xyzw', 'add-bed', '04a6-8852', `${login.id}0`, '04a68852--f', '##04a6'])(
    '%j is none',
    (reference) => {
      expect(idPrefixOf(reference)).toBeNull();
    },
  );
});

describe('short ids', () => {
  it('have four digits where those are unique, and more where they are not', () => {
    expect([...shortIds(all.map(({ id }) => id)).values()].sort()).toEqual(['04a6', '04a7', 'c0ff']);
    expect(shortIds(['04a68852-f4a0', '04a68852-f4a1']).get('04a68852-f4a0')).toBe('04a68852-f4a0');
  });

  it('of one ticket, or of none, are no trouble', () => {
    expect(shortIds([])).toEqual(new Map());
    expect(shortIds([login.id]).get(login.id)).toBe('04a6');
  });

  it('each name exactly their own ticket, whatever the ids are', () => {
    const digit = fc.constantFrom('0', '1');
    const likeId = fc
      .string({ unit: digit, minLength: 12, maxLength: 12 })
      .map((end) => `0000${end.slice(0, 4)}-${end.slice(4, 8)}-4000-8000-00000000${end.slice(8)}`);
    fc.assert(
      fc.property(fc.uniqueArray(likeId, { minLength: 1, maxLength: 40 }), (ids) => {
        const tickets = ids.map((id) => ({ id, slug: `slug-of-${id}` }));
        const short = shortIds(ids);
        expect(new Set(short.values()).size).toBe(ids.length);
        for (const ticket of tickets) {
          const text = short.get(ticket.id) ?? '';
          expect(shortIdOf(ticket.id, ids)).toBe(text);
          expect(text.length).toBeGreaterThanOrEqual(4);
          expect(text.endsWith('-')).toBe(false);
          expect(resolveTicket(text, tickets)).toBe(ticket);
          expect(resolveTicket(`#${text}`, tickets)).toBe(ticket);
        }
      }),
    );
  });
});
