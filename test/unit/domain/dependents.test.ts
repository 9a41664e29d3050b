import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { childrenPolicies, planRemoval, type RemovalKind } from '../../../src/domain/dependents.js';
import { detach } from '../../../src/domain/relations.js';
import type { JsonObject, Status, Ticket } from '../../../src/domain/ticket.js';
import { TicketGraph } from '../../../src/domain/ticketGraph.js';
import { rowOf } from '../../../src/domain/ticketRow.js';
import { failureOf } from './failures.js';
import { idOf, rowWith, ticketWith } from './tickets.js';

/** Epic 1 has the story 2 (open) and the task 3 (done); 2 has the task 4 (open). 5 depends on 1 and 4. */
const rows = [
  rowWith(1),
  rowWith(2, { metadata: { parent: idOf(1) } }),
  rowWith(3, { status: 'done', metadata: { parent: idOf(1) } }),
  rowWith(4, { metadata: { parent: idOf(2) } }),
  rowWith(5, { metadata: { depends_on: [idOf(1), idOf(4), idOf(9)] } }),
  rowWith(6, { metadata: { archived: true, parent: idOf(1) } }),
];
const graph = new TicketGraph(rows);

function plan(numbers: readonly number[], kind: RemovalKind, policy: 'refuse' | 'cascade' | 'detach') {
  return planRemoval(numbers.map(idOf), kind, policy, graph);
}

describe('tickets on which nothing hangs', () => {
  it.each(childrenPolicies)('are removed alone, whatever is said of parts: %s', (policy) => {
    for (const kind of ['delete', 'archive', 'close'] as const) {
      expect(plan([5], kind, policy)).toEqual({ also: [], detach: [] });
    }
  });
});

describe('refusing', () => {
  it('to delete names all parts and all that depend on it, and says what may be chosen', () => {
    const { message, hint } = failureOf(() => plan([1], 'delete', 'refuse'), 'has_dependents');
    expect(message).toBe(
      'Cannot delete: 4 tickets hang on what was named: #2000 Ticket 2, #3000 Ticket 3, #6000 Ticket 6, #5000 Ticket 5.',
    );
    for (const policy of childrenPolicies) expect(hint).toContain(policy);
  });

  it.each(['archive', 'close'] as const)('to %s names only open parts', (kind) => {
    expect(failureOf(() => plan([1], kind, 'refuse'), 'has_dependents').message).toContain(': #2000 Ticket 2.');
  });

  it('is not for what others wait for: to close that is what they want', () => {
    expect(plan([4], 'close', 'refuse')).toEqual({ also: [], detach: [] });
    expect(plan([4], 'archive', 'refuse')).toEqual({ also: [], detach: [] });
    failureOf(() => plan([4], 'delete', 'refuse'), 'has_dependents');
  });

  it('is not for tickets that are removed together', () => {
    expect(plan([1, 2, 4], 'close', 'refuse')).toEqual({ also: [], detach: [] });
    expect(plan([1, 2, 3, 4, 5, 6], 'delete', 'refuse')).toEqual({ also: [], detach: [] });
  });

  it('names five of many', () => {
    const many = Array.from({ length: 9 }, (_, index) => rowWith(index + 2, { metadata: { parent: idOf(1) } }));
    const { message } = failureOf(
      () => planRemoval([idOf(1)], 'delete', 'refuse', new TicketGraph([rowWith(1), ...many])),
      'has_dependents',
    );
    expect(message.match(/#/g)).toHaveLength(5);
    expect(message).toContain('and 4 more');
  });
});

describe('a cascade', () => {
  it('to delete takes all parts along, and those that depend on any of them lose that', () => {
    const dropped = { id: idOf(5), parent: null, depends_on: [idOf(1), idOf(4)] };
    expect(plan([1], 'delete', 'cascade')).toEqual({ also: [2, 3, 6, 4].map(idOf), detach: [dropped] });
  });

  it('to close takes open parts along, to archive those that are not archived', () => {
    expect(plan([1], 'close', 'cascade')).toEqual({ also: [2, 4].map(idOf), detach: [] });
    expect(plan([1], 'archive', 'cascade')).toEqual({ also: [2, 3, 4].map(idOf), detach: [] });
  });

  it('goes down 10,000 steps', () => {
    const chain = Array.from({ length: 10_000 }, (_, index) =>
      rowWith(index + 1, { metadata: { parent: idOf(index) } }),
    );
    expect(planRemoval([idOf(1)], 'delete', 'cascade', new TicketGraph(chain)).also).toHaveLength(9_999);
  });
});

describe('detaching', () => {
  it('frees the parts, and to delete those that depend on it', () => {
    expect(plan([1], 'close', 'detach')).toEqual({
      also: [],
      detach: [{ id: idOf(2), parent: idOf(1), depends_on: [] }],
    });
    expect(plan([1], 'delete', 'detach').detach).toEqual([
      ...[2, 3, 6].map((number) => ({ id: idOf(number), parent: idOf(1), depends_on: [] })),
      { id: idOf(5), parent: null, depends_on: [idOf(1)] },
    ]);
  });

  it('a part that also depends on it drops both in one change', () => {
    const both = rowWith(2, { metadata: { parent: idOf(1), depends_on: [idOf(1)] } });
    const { detach: changes } = planRemoval([idOf(1)], 'delete', 'detach', new TicketGraph([rowWith(1), both]));
    expect(changes).toEqual([{ id: idOf(2), parent: idOf(1), depends_on: [idOf(1)] }]);
  });
});

describe('after a removal as planned', () => {
  const size = 8;
  const ticket = fc.record({
    status: fc.constantFrom<Status>('todo', 'doing', 'done'),
    archived: fc.boolean(),
    parent: fc.option(fc.nat(size - 1)),
    depends_on: fc.uniqueArray(fc.nat(size - 1), { maxLength: 3 }),
  });
  // Any relations, circles too, as files written by hand may have them.
  const stores = fc.array(ticket, { minLength: size, maxLength: size }).map((all) =>
    all.map(({ status, archived, parent, depends_on }, index) => {
      const metadata: JsonObject = {
        archived,
        depends_on: depends_on.map(idOf),
        ...(parent === null ? {} : { parent: idOf(parent) }),
      };
      return ticketWith({ id: idOf(index), status, metadata });
    }),
  );
  const named = fc.uniqueArray(fc.nat(size - 1), { minLength: 1, maxLength: 3 }).map((numbers) => numbers.map(idOf));
  const graphOf = (tickets: readonly Ticket[]) => new TicketGraph(tickets.map(rowOf));
  const detached = (tickets: readonly Ticket[], { detach: changes }: ReturnType<typeof planRemoval>) =>
    tickets.map((each) => changes.filter(({ id }) => id === each.id).reduce(detach, each));

  it('by deletion, nobody names what has gone', () => {
    fc.assert(
      fc.property(stores, named, fc.constantFrom('cascade', 'detach'), (tickets, ids, policy) => {
        const planned = planRemoval(ids, 'delete', policy, graphOf(tickets));
        const gone = new Set([...ids, ...planned.also]);
        const left = detached(tickets, planned).filter(({ id }) => !gone.has(id));
        const names = left.map(rowOf).flatMap(({ parent, depends_on }) => [...depends_on, parent ?? '']);
        expect(names.filter((id) => gone.has(id))).toEqual([]);
        if (policy === 'detach') expect(planned.also).toEqual([]);
      }),
    );
  });

  it('of any kind, the rest asks nothing more, and nobody has lost more than had to be', () => {
    const kinds = fc.constantFrom<RemovalKind>('delete', 'archive', 'close');
    fc.assert(
      fc.property(stores, named, kinds, fc.constantFrom('cascade', 'detach'), (tickets, ids, kind, policy) => {
        const planned = planRemoval(ids, kind, policy, graphOf(tickets));
        const gone = [...ids, ...planned.also];
        expect(new Set(gone).size).toBe(gone.length);
        expect(planned.detach.filter(({ id }) => gone.includes(id))).toEqual([]);
        expect(planned.detach.filter(({ parent }) => parent !== null && !gone.includes(parent))).toEqual([]);
        const after = graphOf(detached(tickets, planned));
        expect(planRemoval(gone, kind, 'refuse', after)).toEqual({ also: [], detach: [] });
      }),
    );
  });
});
