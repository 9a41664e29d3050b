import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../src/domain/ticket.js';
import {
  acceptanceCriteriaOf,
  claimOf,
  closeMessageOf,
  commentsOf,
  dependsOn,
  dueOf,
  estimateOf,
  fieldsOf,
  parentOf,
  typeOf,
} from '../../../src/domain/ticketMetadata.js';
import { rowOf } from '../../../src/domain/ticketRow.js';
import { idOf, noon, ticketWith } from './tickets.js';

const withKey = (key: string, value: JsonValue) => ticketWith({ metadata: { [key]: value } });

describe('what another tool left in the metadata', () => {
  const garbled: JsonValue[] = [null, true, -1, '', 'x', [], [null, 7, {}], {}, { id: 1 }, { text: 'x' }];

  it.each(garbled)('counts as absent where it is no value of ours: %j', (value) => {
    expect(typeOf(withKey('type', value))).toBe('task');
    expect(dueOf(withKey('due', value))).toBeNull();
    expect(estimateOf(withKey('estimate', value))).toBeNull();
    expect(claimOf(withKey('claim', value))).toBeNull();
    expect(commentsOf(withKey('comments', value))).toEqual([]);
    expect(acceptanceCriteriaOf(withKey('acceptance_criteria', value))).toEqual([]);
    expect(dependsOn(withKey('depends_on', value))).toEqual([]);
  });

  it('that is a day which the calendar does not have is none', () => {
    expect(dueOf(withKey('due', '2026-02-30'))).toBeNull();
    expect(dueOf(withKey('due', '2026-02-28'))).toBe('2026-02-28');
  });

  it('never keeps a row from being made', () => {
    const keys = [
      'type',
      'parent',
      'depends_on',
      'due',
      'estimate',
      'comments',
      'fields',
      'claim',
      'rank',
      'status_since',
    ];
    const value = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<JsonValue>;
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), value), (metadata) => {
        const row = rowOf(ticketWith({ metadata }));
        expect(row.comments).toBeGreaterThanOrEqual(0);
        expect(row.touched).toBeGreaterThanOrEqual(Date.parse('2026-03-01T12:00:00Z'));
        expect(row.depends_on.every((id) => typeof id === 'string')).toBe(true);
        expect(Array.isArray(row.fields)).toBe(false);
      }),
    );
  });
});

it('items of a list that are ours are read, others passed over', () => {
  const comment = { id: 'a', author: 'ana', at: noon.toISOString(), text: '' };
  expect(commentsOf(withKey('comments', ['x', { ...comment, more: 1 }, { id: 'b' }]))).toEqual([comment]);
  expect(acceptanceCriteriaOf(withKey('acceptance_criteria', [{ id: 'a', text: 't', done: 'yes' }, 1]))).toEqual([
    { id: 'a', text: 't', done: false },
  ]);
  expect(dependsOn(withKey('depends_on', [idOf(1), 7]))).toEqual([idOf(1)]);
});

it('both names for what was said at the end are read', () => {
  expect(closeMessageOf(withKey('closing_message', 'a'))).toBe('a');
  expect(closeMessageOf(ticketWith({ metadata: { closing_message: 'a', close_message: 'b' } }))).toBe('b');
  expect(closeMessageOf(ticketWith())).toBeNull();
});

it('plain values are read as they stand', () => {
  expect(parentOf(withKey('parent', idOf(1)))).toBe(idOf(1));
  expect(estimateOf(withKey('estimate', 0))).toBe(0);
  expect(fieldsOf(withKey('fields', { a: [1] }))).toEqual({ a: [1] });
  expect(typeOf(withKey('type', 'sub-task'))).toBe('sub-task');
});
