import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimTicket, liveClaim, releaseClaim, renewClaim, type Claimant } from '../../../src/domain/claim.js';
import { TicketreeError } from '../../../src/domain/errors.js';
import type { JsonValue, Ticket } from '../../../src/domain/ticket.js';
import { claimOf } from '../../../src/domain/ticketMetadata.js';
import { failureOf } from './failures.js';
import { minutesLater, noon, ticketWith } from './tickets.js';

const ana: Claimant = { who: 'ana', session: 'one' };
const anaToo: Claimant = { who: 'ana', session: 'two' };
const bob: Claimant = { who: 'bob', session: 'one' };
const noonText = '2026-03-01T12:00:00.250Z';

const held = claimTicket(ticketWith({ metadata: { due: '2026-04-01' } }), ana, 30, noon);

describe('a claim', () => {
  it('says who holds the ticket and until when, and changes nothing else', () => {
    const claim = { ...ana, at: noonText, until: '2026-03-01T12:30:00.250Z' };
    expect(held).toEqual(ticketWith({ metadata: { due: '2026-04-01', claim } }));
  });

  it.each([bob, anaToo])('keeps %j out until the lease has run out', (other) => {
    const { message, kind } = failureOf(() => claimTicket(held, other, 30, minutesLater(29)), 'ticket_claimed');
    expect(message).toBe('"Fix login" is claimed by ana (session one) until 2026-03-01 12:30:00 UTC.');
    expect(kind).toBe('conflict');
    expect(claimOf(claimTicket(held, other, 30, minutesLater(30)))).toMatchObject(other);
  });

  it('is renewed by who holds it, and remembers since when', () => {
    const renewed = claimOf(claimTicket(held, ana, 60, minutesLater(10)));
    expect(renewed).toEqual({ ...ana, at: noonText, until: minutesLater(70).toISOString() });
    expect(claimOf(claimTicket(held, ana, 60, minutesLater(40)))?.at).toBe(minutesLater(40).toISOString());
  });

  it.each<JsonValue>([
    'ana',
    [],
    { who: 'ana' },
    { ...ana, at: noonText, until: 'soon' },
    { ...ana, at: noonText, until: 7 },
  ])('that is garbled, %j, is none', (claim) => {
    expect(claimOf(claimTicket(ticketWith({ metadata: { claim } }), bob, 30, noon))).toMatchObject(bob);
  });

  it('of a clock gone astray does not hold for more than a day', () => {
    const claim = (until: Date) => ({ ...ana, at: noonText, until: until.toISOString() });
    expect(liveClaim(claim(minutesLater(24 * 60)), noon)).not.toBeNull();
    expect(liveClaim(claim(minutesLater(24 * 60 + 1)), noon)).toBeNull();
  });

  it('on a done ticket is refused', () => {
    failureOf(() => claimTicket(ticketWith({ status: 'done' }), ana, 30, noon), 'invalid_transition');
  });

  it.each([0, -1, NaN, Infinity, 24 * 60 + 1])('for %d minutes is refused', (minutes) => {
    failureOf(() => claimTicket(ticketWith(), ana, minutes, noon), 'invalid_value');
  });

  it.each([
    { who: ' ', session: 'x' },
    { who: 'ana', session: '' },
  ])('of %j is refused', (nobody) => {
    failureOf(() => claimTicket(ticketWith(), nobody, 30, noon), 'invalid_value');
  });
});

describe('activity', () => {
  it('of the holder makes the lease longer, never shorter', () => {
    expect(claimOf(renewClaim(held, ana, 30, minutesLater(10)))?.until).toBe(minutesLater(40).toISOString());
    expect(renewClaim(held, ana, 5, minutesLater(10))).toBe(held);
  });

  it('renews a lease that has run out and that nobody has taken', () => {
    expect(claimOf(renewClaim(held, ana, 30, minutesLater(100)))?.until).toBe(minutesLater(130).toISOString());
  });

  it('of anybody else, or on a ticket without a claim, changes nothing', () => {
    expect(renewClaim(held, anaToo, 30, noon)).toBe(held);
    const free = ticketWith();
    expect(renewClaim(free, ana, 30, noon)).toBe(free);
  });
});

describe('letting go', () => {
  it('leaves the ticket as it was before the claim', () => {
    expect(releaseClaim(held, ana, noon).metadata).toEqual({ due: '2026-04-01' });
  });

  it('of what another session holds is refused, unless it is forced', () => {
    failureOf(() => releaseClaim(held, anaToo, noon), 'ticket_claimed');
    expect(claimOf(releaseClaim(held, 'force', noon))).toBeNull();
    expect(claimOf(releaseClaim(held, bob, minutesLater(30)))).toBeNull();
  });

  it('of what nobody holds changes nothing', () => {
    const free = ticketWith();
    expect(releaseClaim(free, bob, noon)).toBe(free);
  });
});

it('of any sequence of sessions claiming, renewing and letting go, at most one holds the ticket at a time', () => {
  const step = fc.record({
    claimant: fc.constantFrom(ana, anaToo, bob),
    act: fc.constantFrom('claim', 'renew', 'release'),
    lease: fc.integer({ min: 1, max: 40 }),
    wait: fc.integer({ min: 0, max: 30 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let ticket: Ticket = ticketWith();
      let minute = 0;
      // Who believes to hold it, and until which minute at least: what the winner was told.
      let holder: { readonly claimant: Claimant; readonly until: number } | null = null;
      for (const { claimant, act, lease, wait } of steps) {
        minute += wait;
        const isOthers = holder !== null && holder.until > minute && holder.claimant !== claimant;
        try {
          ticket = acted(ticket, act, claimant, lease, minutesLater(minute));
          if (act !== 'renew') expect(isOthers).toBe(false);
        } catch (error) {
          if (!TicketreeError.is(error, 'ticket_claimed')) throw error;
          expect(isOthers).toBe(true);
        }
        const claim = claimOf(ticket);
        const after = [ana, anaToo, bob].find(({ who, session }) => claim?.who === who && claim.session === session);
        if (isOthers) expect(after).toBe(holder?.claimant);
        const until = (Date.parse(claim?.until ?? '') - noon.getTime()) / 60_000;
        holder = after === undefined ? null : { claimant: after, until };
      }
    }),
  );
});

function acted(ticket: Ticket, act: string, claimant: Claimant, lease: number, now: Date): Ticket {
  if (act === 'claim') return claimTicket(ticket, claimant, lease, now);
  return act === 'renew' ? renewClaim(ticket, claimant, lease, now) : releaseClaim(ticket, claimant, now);
}
