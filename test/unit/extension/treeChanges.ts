import * as fc from 'fast-check';
import type { StoreChange } from '../../../src/domain/change.js';
import { priorities, statuses, type JsonObject } from '../../../src/domain/ticket.js';
import { idOf, taskWith, ticketWith } from '../domain/tickets.js';
import type { FakeStore } from './fakeStore.js';

/** Two of them have like ids, so that a short one needs more digits. */
const ids = [idOf(1), idOf(2), idOf(3), `${idOf(3).slice(0, 6)}ff${idOf(3).slice(8)}`];
const id = fc.constantFrom(...ids);

const metadata: fc.Arbitrary<JsonObject> = fc.record(
  {
    rank: fc.constantFrom('a0', 'z9'),
    archived: fc.boolean(),
    type: fc.constantFrom('epic', 'epic', 'task'),
    // A ticket may name itself, one that is gone, or make a circle, where files were edited by hand.
    parent: fc.constantFrom(...ids, idOf(9)),
    depends_on: fc.array(id, { maxLength: 2 }),
  },
  { requiredKeys: [] },
);

/** One thing that happens to a store. */
export const operation = fc.oneof(
  fc.record({
    kind: fc.constant('write' as const),
    ticket: fc.record({
      id,
      metadata,
      title: fc.constantFrom('x', 'Y', 'y'),
      status: fc.constantFrom(...statuses),
      priority: fc.constantFrom(...priorities),
      assignee: fc.constantFrom(null, 'ana', 'Ben'),
      tags: fc.constantFrom([], ['a'], ['a', 'b'], ['b', 'a', 'a']),
      tasks: fc.constantFrom([], [taskWith(1)], [taskWith(1, { title: 'New' }), taskWith(2)]),
    }),
  }),
  fc.record({ kind: fc.constant('remove' as const), id }),
  fc.record({ kind: fc.constant('edit' as const), id, at: fc.integer({ min: 0, max: 9 }) }),
  fc.record({ kind: fc.constant('activate' as const), id: fc.option(id) }),
  fc.record({
    kind: fc.constant('break' as const),
    file: fc.constantFrom('x.yaml', 'y.yaml'),
    reason: fc.constantFrom('a', 'b'),
  }),
  fc.record({ kind: fc.constant('mend' as const), file: fc.constantFrom('x.yaml', 'y.yaml') }),
);

type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

/** Does it to the store and says what the store's stream would say. */
export function happen(store: FakeStore, op: Operation): StoreChange[] {
  switch (op.kind) {
    case 'write': {
      const previous = store.get(op.ticket.id);
      const ticket = ticketWith(op.ticket);
      store.put(ticket);
      return previous ? [{ kind: 'updated', ticket, previous }] : [{ kind: 'created', ticket }];
    }
    case 'remove': {
      const ticket = store.get(op.id);
      store.remove(op.id);
      return ticket ? [{ kind: 'deleted', ticket }] : [];
    }
    case 'edit':
      store.edited.set(op.id, op.at);
      return [];
    case 'activate':
      store.activeIds = op.id === null ? [] : [op.id];
      return [{ kind: 'active', ids: store.activeIds }];
    case 'break': {
      const broken = { file: op.file, line: 1, reason: op.reason };
      store.broken = [...store.broken.filter(({ file }) => file !== op.file), broken];
      return [{ kind: 'broken', broken }];
    }
    case 'mend': {
      const known = store.broken.some(({ file }) => file === op.file);
      store.broken = store.broken.filter(({ file }) => file !== op.file);
      return known ? [{ kind: 'mended', file: op.file }] : [];
    }
  }
}
