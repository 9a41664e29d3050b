import { describe, expect, it } from 'vitest';
import type { Status, Ticket } from '../../../src/domain/ticket.js';
import { checkWipLimits, type WipLimits } from '../../../src/domain/wipLimits.js';
import { failureOf } from './failures.js';
import { rowWith } from './tickets.js';

const none: WipLimits = { todo: null, doing: null, review: null, blocked: null, done: null };
const twoInDoing: WipLimits = { ...none, doing: 2 };

function doing(...numbers: number[]): ReturnType<typeof rowWith>[] {
  return numbers.map((number) => rowWith(number, { status: 'doing' }));
}

function put(number: number, status: Status, fields: Partial<Ticket> = {}): ReturnType<typeof rowWith> {
  return rowWith(number, { status, ...fields });
}

describe('a column with a limit', () => {
  it('takes tickets up to it and no more', () => {
    const rows = [...doing(1), put(2, 'todo'), put(3, 'todo')];
    expect(() => {
      checkWipLimits(twoInDoing, rows, doing(2));
    }).not.toThrow();
    const failure = failureOf(() => {
      checkWipLimits(twoInDoing, rows, doing(2, 3));
    }, 'column_full');
    expect(failure.message).toBe('The column doing takes 2 tickets and no more.');
  });

  it('takes a new ticket as little as one that is moved', () => {
    failureOf(() => {
      checkWipLimits(twoInDoing, doing(1, 2), doing(3));
    }, 'column_full');
  });

  it('that is too full already may be worked in and left, and takes one for one', () => {
    const rows = [...doing(1, 2, 3), put(4, 'todo')];
    const changes = [doing(1), [put(1, 'done')], [put(1, 'todo'), ...doing(4)]];
    for (const changed of changes) {
      expect(() => {
        checkWipLimits(twoInDoing, rows, changed);
      }).not.toThrow();
    }
  });

  it('does not count what is archived', () => {
    const archived = put(3, 'doing', { metadata: { archived: true } });
    expect(() => {
      checkWipLimits(twoInDoing, [...doing(1), archived], doing(2));
    }).not.toThrow();
    failureOf(() => {
      checkWipLimits(twoInDoing, [...doing(1, 2), archived], doing(3));
    }, 'column_full');
  });

  it('limits no other column', () => {
    expect(() => {
      checkWipLimits(twoInDoing, doing(1, 2), [put(3, 'todo'), put(4, 'review'), put(5, 'done')]);
    }).not.toThrow();
  });
});
