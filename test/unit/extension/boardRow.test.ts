import { describe, expect, it } from 'vitest';
import { effectiveRank } from '../../../src/domain/rank.js';
import type { JsonValue, Ticket } from '../../../src/domain/ticket.js';
import { boardRow } from '../../../src/extension/board/boardRow.js';
import { idOf, taskWith, ticketWith } from '../domain/tickets.js';

const created = '2026-03-01T12:00:00Z';
const started = '2026-03-02T12:00:00Z';
const closed = '2026-03-03T12:00:00Z';
const later = '2026-03-04T12:00:00Z';

describe('a card', () => {
  it('holds what is drawn of a ticket and no more', () => {
    const ticket = ticketWith({
      title: 'Fix login',
      description: 'long',
      priority: 'high',
      status: 'review',
      tags: ['bug'],
      assignee: 'ana',
      tasks: [taskWith(1, { completed: true }), taskWith(2)],
      metadata: { due: '2026-04-01', status_since: later, rank: 'a0', other: 1 },
    });
    expect(boardRow(ticket, 'a000')).toEqual({
      id: idOf(10),
      shortId: 'a000',
      title: 'Fix login',
      status: 'review',
      priority: 'high',
      tags: ['bug'],
      assignee: 'ana',
      tasksCompleted: 1,
      tasksTotal: 2,
      rank: 'a0',
      statusSince: later,
      due: '2026-04-01',
    });
  });

  it('of a ticket that nobody placed has its implicit key', () => {
    expect(boardRow(ticketWith(), 'a000').rank).toBe(effectiveRank(ticketWith()));
  });
});

describe('the due day of a card', () => {
  const dueOf = (due: JsonValue): string | null => boardRow(ticketWith({ metadata: { due } }), 'x').due;

  it.each(['2026-04-01', '2024-02-29', '0099-12-31'])('%s is shown', (due) => {
    expect(dueOf(due)).toBe(due);
  });

  it.each([
    '',
    'soon',
    '2026-4-1',
    '2026-04-01T00:00:00Z',
    '2026-13-01',
    '2026-02-29',
    '2026-04-31',
    '2026-00-00',
    '2026-04-01\n',
    20260401,
    null,
    ['2026-04-01'],
  ])('%j is not', (due) => {
    expect(dueOf(due)).toBeNull();
  });
});

describe('the time since when a card is in its column', () => {
  const since = (fields: Partial<Ticket>): string | null => boardRow(ticketWith(fields), 'x').statusSince;
  const times = { created_at: created, started_at: started, closed_at: closed };

  it.each<[Ticket['status'], string | null]>([
    ['todo', created],
    ['doing', started],
    ['review', null],
    ['blocked', null],
    ['done', closed],
  ])('of %s, where only vibe-ticket wrote, is %s', (status, time) => {
    expect(since({ ...times, status })).toBe(time);
  });

  it.each<Ticket['status']>(['todo', 'doing', 'review', 'blocked', 'done'])(
    'of %s is ours where we moved it',
    (status) => {
      expect(since({ ...times, status, metadata: { status_since: later } })).toBe(later);
    },
  );

  it('is that of vibe-ticket where it moved the ticket after us, because it does not know our time', () => {
    expect(since({ status: 'doing', started_at: later, metadata: { status_since: started } })).toBe(later);
    expect(since({ status: 'done', closed_at: later, metadata: { status_since: closed } })).toBe(later);
  });

  it('is compared as time, not as text', () => {
    const metadata = { status_since: '2026-03-02T12:00:00.5Z' };
    expect(since({ status: 'doing', started_at: '2026-03-02T20:00:00+09:00', metadata })).toBe(metadata.status_since);
  });

  it.each<JsonValue>(['', 'yesterday', '2026-03-01Tnoon', 5, null, { at: later }])(
    'is not %j, which is no time',
    (status_since) => {
      expect(since({ ...times, status: 'doing', metadata: { status_since } })).toBe(started);
    },
  );
});
