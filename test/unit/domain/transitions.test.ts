import { describe, expect, it } from 'vitest';
import { statuses, type Status, type Ticket } from '../../../src/domain/ticket.js';
import { enterStatus, leavesActive } from '../../../src/domain/transitions.js';
import { noon, ticketWith } from './tickets.js';

const now = '2026-03-01T12:00:00.250Z';
const earlier = '2026-02-01T08:00:00.123456Z';

/** Before: started and closed earlier, claimed. After, by the status entered: started_at, closed_at, claim kept. */
const entered: Record<Status, { started: string; closed: string | null; claimed: boolean }> = {
  todo: { started: earlier, closed: null, claimed: false },
  doing: { started: earlier, closed: null, claimed: true },
  review: { started: earlier, closed: null, claimed: true },
  blocked: { started: earlier, closed: null, claimed: true },
  done: { started: earlier, closed: now, claimed: false },
};

const pairs = statuses.flatMap((from) => statuses.filter((to) => to !== from).map((to) => [from, to] as const));

function worn(status: Status): Ticket {
  return ticketWith({
    status,
    started_at: earlier,
    closed_at: earlier,
    metadata: { other: [1], status_since: earlier, claim: { who: 'ana' } },
  });
}

describe('entering a status', () => {
  it.each(pairs)('from %s to %s sets the times as the table says', (from, to) => {
    const expected = entered[to];
    const ticket = enterStatus(worn(from), to, noon);
    expect(ticket).toEqual({
      ...worn(to),
      started_at: expected.started,
      closed_at: expected.closed,
      metadata: { other: [1], status_since: now, ...(expected.claimed ? { claim: { who: 'ana' } } : {}) },
    });
  });

  it.each(pairs)('from %s to %s of a fresh ticket starts it only in doing and closes it only in done', (from, to) => {
    const { started_at, closed_at } = enterStatus(ticketWith({ status: from }), to, noon);
    expect({ started_at, closed_at }).toEqual({
      started_at: to === 'doing' ? now : null,
      closed_at: to === 'done' ? now : null,
    });
  });

  it.each(statuses)('that it has already, %s, changes nothing at all', (status) => {
    const ticket = worn(status);
    expect(enterStatus(ticket, status, noon)).toBe(ticket);
  });

  it('takes a reopened ticket out of the archive', () => {
    const archived = ticketWith({ status: 'done', metadata: { archived: true, archived_at: earlier, other: 1 } });
    expect(enterStatus(archived, 'todo', noon).metadata).toEqual({ other: 1, status_since: now });
    const blocked = { ...archived, status: 'blocked' as const };
    expect(enterStatus(blocked, 'done', noon).metadata).toMatchObject({ archived: true, archived_at: earlier });
  });

  it('leaves the ticket that it was given as it was', () => {
    const ticket = worn('doing');
    enterStatus(ticket, 'done', noon);
    expect(ticket).toEqual(worn('doing'));
  });
});

it('only a done ticket leaves the active ones', () => {
  expect(statuses.filter(leavesActive)).toEqual(['done']);
});
