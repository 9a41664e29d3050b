import { expect, it } from 'vitest';
import { countTickets } from '../../../src/domain/ticketCounts.js';
import { idOf, noon, rowWith } from './tickets.js';

it('tickets are counted by status and, while they are open, by priority; archived ones apart', () => {
  const rows = [
    rowWith(1, { priority: 'high' }),
    rowWith(2, { metadata: { depends_on: [idOf(1)] } }),
    rowWith(3, { status: 'doing', priority: 'high' }),
    rowWith(4, { status: 'done', priority: 'critical' }),
    rowWith(5, { status: 'done', metadata: { archived: true } }),
    rowWith(6, { metadata: { archived: true } }),
  ];
  expect(countTickets(rows, noon)).toEqual({
    ...{ total: 6, archived: 2, ready: 1 },
    ...{ todo: 2, doing: 1, review: 0, blocked: 0, done: 1 },
    ...{ low: 0, medium: 1, high: 2, critical: 0 },
  });
  expect(Object.values(countTickets([], noon)).every((count) => count === 0)).toBe(true);
});
