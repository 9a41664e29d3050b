import { describe, expect, it } from 'vitest';
import {
  approveTicket,
  archivableRows,
  archiveTicket,
  closeTicket,
  handOff,
  reopenTicket,
  requestChanges,
  reviewTicket,
  startTicket,
  unarchiveTicket,
} from '../../../src/domain/lifecycle.js';
import { statuses } from '../../../src/domain/ticket.js';
import { failureOf } from './failures.js';
import { noon, rowWith, ticketWith } from './tickets.js';

const now = '2026-03-01T12:00:00.250Z';
const claim = { who: 'ana', session: 's', at: now, until: now };
const open = statuses.filter((status) => status !== 'done');

describe('starting', () => {
  it('begins the work', () => {
    const started = ticketWith({ status: 'doing', started_at: now, metadata: { status_since: now } });
    expect(startTicket(ticketWith(), noon)).toEqual(started);
  });

  it('what is in progress already is refused', () => {
    failureOf(() => startTicket(ticketWith({ status: 'doing' }), noon), 'invalid_transition');
  });

  it('takes a ticket that was put away unfinished out of the archive', () => {
    const away = archiveTicket(ticketWith(), noon);
    expect(startTicket(away, noon).metadata).toEqual({ status_since: now });
  });
});

describe('closing', () => {
  it('sets the close time and says why', () => {
    expect(closeTicket(ticketWith({ status: 'doing', metadata: { claim } }), 'shipped', false, noon)).toEqual(
      ticketWith({ status: 'done', closed_at: now, metadata: { status_since: now, close_message: 'shipped' } }),
    );
  });

  it.each([undefined, '', ' \n'])('with the message %j adds none', (message) => {
    expect(closeTicket(ticketWith(), message, false, noon).metadata).toEqual({ status_since: now });
  });

  it('with archiving marks the ticket as vibe-ticket does, the time with an offset', () => {
    expect(closeTicket(ticketWith(), undefined, true, noon).metadata).toEqual({
      status_since: now,
      archived: true,
      archived_at: '2026-03-01T12:00:00.250+00:00',
    });
  });

  it('what is done already is refused', () => {
    failureOf(() => closeTicket(ticketWith({ status: 'done' }), undefined, false, noon), 'invalid_transition');
  });
});

describe('reopening', () => {
  const done = closeTicket(ticketWith({ started_at: now }), 'shipped', true, noon);

  it('clears the close time and the archive, and keeps what was said', () => {
    const metadata = { status_since: now, close_message: 'shipped' };
    expect(reopenTicket(done, 'todo', noon)).toEqual(ticketWith({ started_at: now, metadata }));
    expect(reopenTicket(done, 'review', noon).status).toBe('review');
  });

  it('as done is refused', () => {
    failureOf(() => reopenTicket(done, 'done', noon), 'invalid_value');
  });

  it.each(open)('what is open, %s, is refused', (status) => {
    failureOf(() => reopenTicket(ticketWith({ status }), 'todo', noon), 'invalid_transition');
  });
});

describe('what vibe-ticket writes into the description', () => {
  const ticket = ticketWith({ description: 'Login fails.', status: 'doing' });

  it('on review: the notes, if there are any', () => {
    const reviewed = reviewTicket(ticket, 'See *PR 7*\n\n日本語', noon);
    expect(reviewed.status).toBe('review');
    expect(reviewed.description).toBe('Login fails.\n\n## Review Notes\n\nSee *PR 7*\n\n日本語');
    expect(reviewTicket(ticket, undefined, noon).description).toBe('Login fails.');
    expect(reviewTicket(ticket, ' ', noon).description).toBe('Login fails.');
  });

  it('on review again: the notes of that too', () => {
    const twice = reviewTicket(reviewTicket(ticket, 'one', noon), 'two', noon);
    expect(twice.description).toBe('Login fails.\n\n## Review Notes\n\none\n\n## Review Notes\n\ntwo');
  });

  it('on approval: the message, and the ticket is done', () => {
    const approved = approveTicket(ticket, 'Fine', noon);
    expect(approved).toMatchObject({ status: 'done', closed_at: now });
    expect(approved.description).toBe('Login fails.\n\n## Approval\n\nFine');
    expect(approveTicket(ticket, undefined, noon).description).toBe('Login fails.');
    failureOf(() => approveTicket(approved, 'Fine', noon), 'invalid_transition');
  });

  it('on a request for changes: what to change and when it was said', () => {
    const sent = requestChanges(ticketWith({ status: 'review' }), 'Test it', noon);
    expect(sent).toMatchObject({ status: 'doing', started_at: now });
    expect(sent.description).toBe('\n\n## Changes Requested\n\nTest it\n\n*Requested at: 2026-03-01 12:00:00 UTC*');
    failureOf(() => requestChanges(ticket, ' \n ', noon), 'invalid_value');
  });

  it('on handing off: notes, from whom and to whom', () => {
    const first = handOff(ticketWith({ metadata: { claim } }), ' ana ', 'Half done', noon);
    expect(first).toMatchObject({ assignee: 'ana', status: 'todo', metadata: {} });
    expect(first.description).toBe(
      '\n\n## Handoff Notes\n\nHalf done\n\n*Handed off from unassigned to ana at 2026-03-01 12:00:00 UTC*',
    );
    expect(handOff(first, 'bob', 'x', noon).description).toContain('*Handed off from ana to bob at');
    expect(handOff(first, 'bob', undefined, noon)).toEqual({ ...first, assignee: 'bob' });
    failureOf(() => handOff(ticket, ' ', 'x', noon), 'invalid_value');
  });
});

describe('the archive', () => {
  it('is a mark with its time, which goes again', () => {
    const ticket = ticketWith({ metadata: { due: '2026-01-01' } });
    const archived = archiveTicket(ticket, noon);
    expect(archived).toMatchObject({ status: 'todo', metadata: { archived: true } });
    expect(archiveTicket(archived, new Date(0))).toBe(archived);
    expect(unarchiveTicket(archived)).toEqual(ticket);
    expect(unarchiveTicket(ticket)).toBe(ticket);
  });

  it('may take what has been done for so many days', () => {
    const done = { status: 'done', created_at: '2026-01-01T00:00:00Z' } as const;
    const rows = [
      rowWith(1, { ...done, closed_at: '2026-02-22T12:00:00Z' }),
      rowWith(2, { ...done, closed_at: '2026-02-22T12:00:00.251Z' }),
      rowWith(3, { ...done, closed_at: null }),
      rowWith(4, { ...done, closed_at: null, metadata: { status_since: now } }),
      rowWith(5, { ...done, closed_at: '2026-01-01T00:00:00Z', metadata: { archived: true } }),
      rowWith(6, { status: 'todo', closed_at: '2026-01-01T00:00:00Z' }),
    ];
    expect(archivableRows(rows, 7, noon).map(({ title }) => title)).toEqual(['Ticket 1', 'Ticket 3']);
    expect(archivableRows(rows, 0, noon)).toHaveLength(4);
  });

  it('stays in sight while a part of it is open', () => {
    const closed = { status: 'done', closed_at: '2026-01-01T00:00:00Z' } as const;
    const rows = (status: 'todo' | 'done') => [
      rowWith(1, closed),
      rowWith(2, { ...closed, status, metadata: { parent: rowWith(1).id } }),
    ];
    expect(archivableRows(rows('todo'), 7, noon)).toEqual([]);
    expect(archivableRows(rows('done'), 7, noon)).toHaveLength(2);
  });
});
