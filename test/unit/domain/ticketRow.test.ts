import { expect, it } from 'vitest';
import { isOpen, rowOf } from '../../../src/domain/ticketRow.js';
import { idOf, rowWith, taskWith, ticketWith } from './tickets.js';

it('a row has all of a ticket that lists and queries ask for, and none of its long texts', () => {
  const ticket = ticketWith({
    description: 'long',
    tags: ['a'],
    tasks: [taskWith(1), taskWith(2, { completed: true })],
    metadata: { type: 'bug', parent: idOf(1), due: '2026-04-01', estimate: 30, rank: 'a0', archived: true, other: 'x' },
  });
  const row = rowOf(ticket);
  expect(row).toMatchObject({
    type: 'bug',
    parent: idOf(1),
    due: '2026-04-01',
    estimate: 30,
    rank: 'a0',
    archived: true,
  });
  expect(row.tasks).toEqual({ completed: 1, total: 2 });
  expect(JSON.stringify(row)).not.toContain('long');
  expect(JSON.parse(JSON.stringify(row))).toEqual(row);
});

it.each([
  ['created_at', ticketWith({ created_at: '2026-05-01T00:00:00Z' })],
  ['started_at', ticketWith({ started_at: '2026-05-01T00:00:00Z' })],
  ['closed_at', ticketWith({ closed_at: '2026-05-01T02:00:00+02:00' })],
  ['status_since', ticketWith({ metadata: { status_since: '2026-05-01T00:00:00Z' } })],
  ['a task', ticketWith({ tasks: [taskWith(1, { completed_at: '2026-05-01T00:00:00Z' })] })],
  [
    'a comment',
    ticketWith({ metadata: { comments: [{ id: 'a', author: 'b', at: '2026-05-01T00:00:00Z', text: '' }] } }),
  ],
])('the latest time of a ticket may be that of %s', (_where, ticket) => {
  expect(rowOf(ticket).touched).toBe(Date.parse('2026-05-01T00:00:00Z'));
});

it('a time that is none is passed over, and a new rank leaves none', () => {
  const ticket = ticketWith({ metadata: { status_since: 'soon', rank: 'a0' } });
  expect(rowOf(ticket).touched).toBe(Date.parse('2026-03-01T12:00:00Z'));
});

it('a ticket is open until it is done or put away', () => {
  expect(isOpen(rowWith(1, { status: 'blocked' }))).toBe(true);
  expect(isOpen(rowWith(1, { status: 'done' }))).toBe(false);
  expect(isOpen(rowWith(1, { metadata: { archived: true } }))).toBe(false);
});
