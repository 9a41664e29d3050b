import { expect, it } from 'vitest';
import { setFields } from '../../../src/domain/customFields.js';
import { failureOf } from './failures.js';
import { ticketWith } from './tickets.js';

const ticket = ticketWith({ metadata: { fields: { 'a b': [1], team: 'core' }, due: '2026-04-01' } });

it('fields are set and taken away, and those of others stay, whatever they are', () => {
  const changed = setFields(ticket, { team: null, 'sprint-1': 4, 見積: true, constructor: 'x' });
  expect(changed.metadata).toEqual({
    fields: { 'a b': [1], 'sprint-1': 4, 見積: true, constructor: 'x' },
    due: '2026-04-01',
  });
  expect(setFields(changed, { 'a b': null }).metadata['fields']).toEqual({
    'sprint-1': 4,
    見積: true,
    constructor: 'x',
  });
});

it('the last field takes the empty mapping with it', () => {
  expect(setFields(ticketWith({ metadata: { fields: { a: 1 } } }), { a: null }).metadata).toEqual({});
});

it.each(['', ' ', 'a b', 'a=b', 'a:b', '-a', '__proto__', 'x'.repeat(65), 'a\nb'])(
  'a field cannot be called %j',
  (name) => {
    failureOf(() => setFields(ticket, Object.fromEntries([[name, 1]])), 'invalid_value');
  },
);

it.each([NaN, Infinity, 'x'.repeat(10_001)])('a field cannot be %j', (value) => {
  failureOf(() => setFields(ticket, { a: value }), 'invalid_value');
});

it('there are at most 1,000', () => {
  const many = Object.fromEntries(Array.from({ length: 1_000 }, (_, number) => [`f${number}`, number]));
  const full = setFields(ticketWith(), many);
  failureOf(() => setFields(full, { more: 1 }), 'invalid_value');
  expect(setFields(full, { more: 1, f0: null }).metadata['fields']).toHaveProperty('more');
});

it('something else that stands in their place is not overwritten', () => {
  failureOf(() => setFields(ticketWith({ metadata: { fields: ['x'] } }), { a: 1 }), 'invalid_value');
});
