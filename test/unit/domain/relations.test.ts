import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TicketreeError } from '../../../src/domain/errors.js';
import { attach, checkNewRelations, detach, linkKinds, planLink, planUnlink } from '../../../src/domain/relations.js';
import type { Ticket } from '../../../src/domain/ticket.js';
import { TicketGraph } from '../../../src/domain/ticketGraph.js';
import { ticketTypes } from '../../../src/domain/ticketMetadata.js';
import { rowOf } from '../../../src/domain/ticketRow.js';
import { failureOf } from './failures.js';
import { idOf, rowWith, ticketWith } from './tickets.js';

const [one, two, three] = [idOf(1), idOf(2), idOf(3)];
const none = { parent: null, depends_on: [] };

describe('a link', () => {
  const graph = new TicketGraph([
    rowWith(1, { metadata: { type: 'story' } }),
    rowWith(2, { metadata: { type: 'task', depends_on: [three] } }),
    rowWith(3),
  ]);

  it('is written into the ticket that waits, or that is the part, whichever way round it is said', () => {
    expect(planLink(one, 'depends-on', two, graph)).toEqual({ ...none, id: one, depends_on: [two] });
    expect(planLink(two, 'blocks', one, graph)).toEqual({ ...none, id: one, depends_on: [two] });
    expect(planLink(two, 'parent', one, graph)).toEqual({ ...none, id: two, parent: one });
    expect(planLink(one, 'child', two, graph)).toEqual({ ...none, id: two, parent: one });
  });

  it.each(linkKinds)('%s is refused with the ticket itself and with one that does not exist', (kind) => {
    failureOf(() => planLink(one, kind, one, graph), 'cycle');
    failureOf(() => planLink(one, kind, 'nobody', graph), 'ticket_not_found');
    failureOf(() => planLink('nobody', kind, one, graph), 'ticket_not_found');
  });

  it('that closes a circle is refused with the circle', () => {
    const { message } = failureOf(() => planLink(three, 'depends-on', two, graph), 'cycle');
    expect(message).toContain('#3000 Ticket 3 -> #2000 Ticket 2 -> #3000 Ticket 3');
  });

  it('to a parent of the wrong type is refused', () => {
    failureOf(() => planLink(one, 'parent', two, graph), 'invalid_parent');
  });
});

describe('a ticket', () => {
  const foreign = { other: [1], depends_on: [7, two], rank: 'a0' };

  it('gets relations once, and keeps what others have written', () => {
    const ticket = attach(ticketWith({ metadata: foreign }), { id: '', parent: one, depends_on: [two, three] });
    expect(ticket.metadata).toEqual({ other: [1], depends_on: [7, two, three], rank: 'a0', parent: one });
    expect(Object.keys(ticket.metadata)).toEqual(['other', 'depends_on', 'rank', 'parent']);
    expect(attach(ticket, { id: '', parent: one, depends_on: [two, three] })).toBe(ticket);
  });

  it('loses relations, also one to a ticket that has gone, and the empty list with them', () => {
    const ticket = ticketWith({ metadata: { parent: one, depends_on: [two, three], due: '2026-01-01' } });
    expect(detach(ticket, planUnlink('', 'depends-on', two)).metadata).toMatchObject({ depends_on: [three] });
    expect(detach(ticket, { id: '', parent: one, depends_on: [two, three] }).metadata).toEqual({ due: '2026-01-01' });
  });

  it('that is not linked so stays as it is', () => {
    const ticket = ticketWith({ metadata: { parent: one, depends_on: 'garbled' } });
    expect(detach(ticket, { id: '', parent: two, depends_on: [three] })).toBe(ticket);
  });

  it('whose list is something else is not overwritten', () => {
    const ticket = ticketWith({ metadata: { depends_on: { a: 1 } } });
    failureOf(() => attach(ticket, { id: '', parent: null, depends_on: [two] }), 'invalid_value');
  });
});

describe('a new ticket', () => {
  const graph = new TicketGraph([rowWith(1, { metadata: { type: 'epic' } })]);
  const check = (parent: string | null, depends_on: readonly string[], type: 'task' | 'sub-task') => () => {
    checkNewRelations({ id: idOf(9), title: 'New', type, parent, depends_on }, graph);
  };

  it('may name tickets that exist and fit', () => {
    check(one, [one], 'task')();
    check(null, [], 'sub-task')();
  });

  it('may not name others', () => {
    failureOf(check(two, [], 'task'), 'ticket_not_found');
    failureOf(check(null, [two], 'task'), 'ticket_not_found');
    expect(failureOf(check(one, [], 'sub-task'), 'invalid_parent').message).toContain('New (sub-task) cannot be part');
  });
});

it('no sequence of links that are allowed makes tickets wait for each other in a circle', () => {
  const ids = Array.from({ length: 8 }, (_, index) => idOf(index + 1));
  const step = fc.record({
    from: fc.constantFrom(...ids),
    to: fc.constantFrom(...ids),
    kind: fc.constantFrom(...linkKinds),
    isEnd: fc.boolean(),
  });
  const types = fc.array(fc.constantFrom(...ticketTypes), { minLength: ids.length, maxLength: ids.length });
  fc.assert(
    fc.property(types, fc.array(step, { maxLength: 60 }), (chosen, steps) => {
      const tickets = new Map<string, Ticket>(
        ids.map((id, index) => [id, ticketWith({ id, metadata: { type: chosen[index] ?? 'task' } })]),
      );
      for (const { from, to, kind, isEnd } of steps) {
        const graph = new TicketGraph([...tickets.values()].map(rowOf));
        try {
          const change = isEnd ? planUnlink(from, kind, to) : planLink(from, kind, to, graph);
          const ticket = tickets.get(change.id);
          if (ticket) tickets.set(change.id, isEnd ? detach(ticket, change) : attach(ticket, change));
        } catch (error) {
          if (!TicketreeError.is(error, 'cycle', 'invalid_parent')) throw error;
        }
        expect(new TicketGraph([...tickets.values()].map(rowOf)).waitingCycle()).toBeNull();
      }
    }),
  );
});
