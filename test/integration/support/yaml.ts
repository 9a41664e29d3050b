import type { Ticket } from '../../../src/domain/ticket.js';

let count = 0;

/** A ticket that nobody has written yet, each with an id of its own. */
export function sampleTicket(change: Partial<Ticket> = {}): Ticket {
  count++;
  const number = count.toString(16).padStart(4, '0');
  return {
    id: `${number}0000-0000-4000-8000-${String(process.pid).padStart(12, '0')}`,
    slug: `ticket-${number}`,
    title: `Ticket ${number}`,
    description: '',
    priority: 'medium',
    status: 'todo',
    tags: [],
    created_at: '2025-08-14T16:41:15.933037Z',
    started_at: null,
    closed_at: null,
    assignee: null,
    tasks: [],
    metadata: {},
    ...change,
  };
}
