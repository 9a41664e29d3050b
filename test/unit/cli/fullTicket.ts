import type { Ticket } from '../../../src/domain/ticket.js';
import { idOf, taskWith, ticketWith } from '../domain/tickets.js';

/** A ticket that has something in every field. */
export const full: Ticket = ticketWith({
  id: idOf(10),
  title: 'Fix login',
  description: 'First.\nSecond.',
  priority: 'critical',
  status: 'done',
  tags: ['bug', 'ui'],
  started_at: '2026-03-02T00:00:00Z',
  closed_at: '2026-03-03T00:00:00Z',
  assignee: 'ana',
  tasks: [taskWith(1, { completed: true }), taskWith(2)],
});
