import type { Task, Ticket } from '../../../src/domain/ticket.js';
import { rowOf, type TicketRow } from '../../../src/domain/ticketRow.js';

/** A moment, and others some minutes later. */
export const noon = new Date('2026-03-01T12:00:00.250Z');

export function minutesLater(minutes: number): Date {
  return new Date(noon.getTime() + minutes * 60_000);
}

/** Ids that differ from their first digit on for numbers below 16, and later for others. */
export function idOf(number: number): string {
  const digits = number.toString(16);
  return `${digits.padEnd(8, '0')}-0000-4000-8000-${digits.padStart(12, '0')}`;
}

/** A plain ticket with what a test cares about. */
export function ticketWith(fields: Partial<Ticket> = {}): Ticket {
  return {
    id: idOf(10),
    slug: '202603011200-fix-login',
    title: 'Fix login',
    description: '',
    priority: 'medium',
    status: 'todo',
    tags: [],
    created_at: '2026-03-01T12:00:00Z',
    started_at: null,
    closed_at: null,
    assignee: null,
    tasks: [],
    metadata: {},
    ...fields,
  };
}

export function taskWith(number: number, fields: Partial<Task> = {}): Task {
  return {
    id: idOf(0x7000 + number),
    title: `Task ${String(number)}`,
    completed: false,
    created_at: '2026-03-01T12:00:00Z',
    completed_at: null,
    ...fields,
  };
}

/** The row of such a ticket, with its number as id and title. */
export function rowWith(number: number, fields: Partial<Ticket> = {}): TicketRow {
  return rowOf(ticketWith({ id: idOf(number), title: `Ticket ${number}`, ...fields }));
}
