import { describe, expect, it } from 'vitest';
import { compareTickets, isListed, type ListFilter, type SortField } from '../../../src/cli/listFilter.js';
import { statuses, type Ticket } from '../../../src/domain/ticket.js';
import { rowOf } from '../../../src/domain/ticketRow.js';
import { idOf, taskWith, ticketWith } from '../domain/tickets.js';

const everyStatus = statuses.map((status) => ticketWith({ status }));

function listed(filter: ListFilter, tickets: readonly Ticket[] = everyStatus): string[] {
  return tickets.filter((ticket) => isListed(rowOf(ticket), filter)).map(({ status }) => status);
}

describe('the list', () => {
  it.each<[string, ListFilter, string[]]>([
    ['shows all but done', {}, ['todo', 'doing', 'review', 'blocked']],
    ['shows done too when asked for', { includeDone: true }, [...statuses]],
    ['of one status shows that', { status: 'review' }, ['review']],
    ['of done shows done', { status: 'done' }, ['done']],
    ['of open ones shows todo and doing', { open: true }, ['todo', 'doing']],
    ['of open ones shows no done, even included', { open: true, includeDone: true }, ['todo', 'doing']],
    ['of open ones of a status that is not open shows none', { open: true, status: 'review' }, []],
  ])('%s', (_name, filter, expected) => {
    expect(listed(filter)).toEqual(expected);
  });

  it('shows archived tickets only when asked for', () => {
    const archived = [ticketWith({ metadata: { archived: true } })];
    expect(listed({}, archived)).toEqual([]);
    expect(listed({ archived: true }, archived)).toEqual(['todo']);
    expect(listed({}, [ticketWith({ metadata: { archived: 'true' } })])).toEqual(['todo']);
  });

  it('goes by priority and by the exact name of the assignee', () => {
    const tickets = [ticketWith({ priority: 'high', assignee: 'ana' }), ticketWith({ assignee: 'Ana' }), ticketWith()];
    expect(tickets.filter((ticket) => isListed(rowOf(ticket), { priority: 'high' }))).toEqual([tickets[0]]);
    expect(tickets.filter((ticket) => isListed(rowOf(ticket), { assignee: 'Ana' }))).toEqual([tickets[1]]);
    expect(tickets.filter((ticket) => isListed(rowOf(ticket), { assignee: null }))).toEqual([tickets[2]]);
  });

  it('from a moment on and until a moment take that moment in', () => {
    const created = Date.parse(ticketWith().created_at);
    expect(isListed(rowOf(ticketWith()), { since: created, until: created })).toBe(true);
    expect(isListed(rowOf(ticketWith()), { since: created + 1 })).toBe(false);
    expect(isListed(rowOf(ticketWith()), { until: created - 1 })).toBe(false);
  });

  it('shows a ticket of a leap second', () => {
    expect(isListed(rowOf(ticketWith({ created_at: '2016-12-31T23:59:60Z' })), {})).toBe(true);
  });
});

describe('the order of the list', () => {
  const time = (day: number): string => `2026-01-0${String(day)}T00:00:00Z`;

  function sorted(field: SortField, tickets: readonly Ticket[]): string[] {
    return tickets
      .map(rowOf)
      .sort(compareTickets(field))
      .map(({ slug }) => slug);
  }

  it('by slug is by code unit', () => {
    const tickets = ['b', 'a', '1', 'B'].map((slug) => ticketWith({ slug }));
    expect(sorted('slug', tickets)).toEqual(['1', 'B', 'a', 'b']);
  });

  it('by creation is the oldest first, whatever offset a time has', () => {
    const tickets = [
      ticketWith({ slug: 'late', created_at: '2026-01-01T00:00:00Z' }),
      ticketWith({ slug: 'early', created_at: '2026-01-01T08:00:00+09:00' }),
    ];
    expect(sorted('created', tickets)).toEqual(['early', 'late']);
  });

  it('by priority is the most urgent first, by status that of the board, both then by slug', () => {
    const tickets = [
      ticketWith({ slug: 'b', priority: 'low', status: 'done' }),
      ticketWith({ slug: 'd', priority: 'critical', status: 'doing' }),
      ticketWith({ slug: 'a', priority: 'low', status: 'todo' }),
      ticketWith({ slug: 'c', priority: 'high', status: 'todo' }),
    ];
    expect(sorted('priority', tickets)).toEqual(['d', 'c', 'a', 'b']);
    expect(sorted('status', tickets)).toEqual(['a', 'c', 'd', 'b']);
  });

  it('by update goes by the latest time anywhere in the ticket', () => {
    const tickets = [
      ticketWith({
        slug: 'task',
        created_at: time(1),
        tasks: [taskWith(1, { created_at: time(1), completed_at: time(6) })],
      }),
      ticketWith({ slug: 'moved', created_at: time(1), metadata: { status_since: time(5) } }),
      ticketWith({ slug: 'closed', created_at: time(1), closed_at: time(4) }),
      ticketWith({ slug: 'started', created_at: time(1), started_at: time(3) }),
      ticketWith({ slug: 'created', created_at: time(2), metadata: { status_since: 'nonsense' } }),
      ticketWith({ slug: 'odd', created_at: time(1), metadata: { status_since: 5, rank: 'a0' } }),
    ];
    expect(sorted('updated', tickets)).toEqual(['odd', 'created', 'started', 'closed', 'moved', 'task']);
  });

  it('of the board is by column, then by place', () => {
    const tickets = [
      ticketWith({ slug: 'third', id: idOf(1), status: 'doing' }),
      ticketWith({ slug: 'second', id: idOf(2), metadata: { rank: 'z' } }),
      ticketWith({ slug: 'first', id: idOf(3), metadata: { rank: 'a0' } }),
    ];
    expect(sorted('board', tickets)).toEqual(['first', 'second', 'third']);
  });

  it('of tickets with one slug is by id, so that it is the same each time', () => {
    const twins = [3, 1, 2].map((number) => rowOf(ticketWith({ id: idOf(number) })));
    expect(twins.sort(compareTickets('slug')).map(({ id }) => id)).toEqual([1, 2, 3].map(idOf));
  });
});
