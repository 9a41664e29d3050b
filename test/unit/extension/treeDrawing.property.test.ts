import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { StoreChange } from '../../../src/domain/change.js';
import { statuses } from '../../../src/domain/ticket.js';
import { TicketTree, type TreeNode } from '../../../src/extension/tree/ticketTree.js';
import { idOf, taskWith, ticketWith } from '../domain/tickets.js';
import { FakeStore } from './fakeStore.js';

/** A row as an editor has drawn it: what it shows, and the rows below. */
interface Drawn {
  readonly node: TreeNode;
  readonly text: string;
  readonly below: Drawn[];
}

function textOf(store: FakeStore, tree: TicketTree, node: TreeNode): string {
  switch (node.kind) {
    case 'group':
      return `${node.status} ${String(tree.ticketsOf(node.status).length)}`;
    case 'ticket':
      return `${store.get(node.id)?.title ?? 'gone'} ${store.activeIds[0] === node.id ? 'active' : ''}`;
    case 'task':
      return tree.taskOf(node)?.title ?? 'gone';
    case 'broken':
      return tree.brokenFile(node.file)?.reason ?? 'gone';
  }
}

function draw(store: FakeStore, tree: TicketTree, node: TreeNode): Drawn {
  const below = tree.children(node).map((child) => draw(store, tree, child));
  return { node, text: textOf(store, tree, node), below };
}

function drawAgain(store: FakeStore, tree: TicketTree, drawn: Drawn, touched: ReadonlySet<TreeNode>): Drawn {
  if (touched.has(drawn.node)) return draw(store, tree, drawn.node);
  return { ...drawn, below: drawn.below.map((each) => drawAgain(store, tree, each, touched)) };
}

const ids = [1, 2, 3, 4].map(idOf);

const operation = fc.oneof(
  fc.record({
    kind: fc.constant('write' as const),
    ticket: fc.record({
      id: fc.constantFrom(...ids),
      title: fc.constantFrom('x', 'y'),
      status: fc.constantFrom(...statuses),
      metadata: fc.constantFrom({}, { rank: 'a0' }, { rank: 'z9' }, { archived: true }),
      tasks: fc.constantFrom([], [taskWith(1)], [taskWith(1, { title: 'New' }), taskWith(2)]),
    }),
  }),
  fc.record({ kind: fc.constant('remove' as const), id: fc.constantFrom(...ids) }),
  fc.record({ kind: fc.constant('activate' as const), id: fc.option(fc.constantFrom(...ids)) }),
  fc.record({
    kind: fc.constant('break' as const),
    file: fc.constantFrom('x.yaml', 'y.yaml'),
    reason: fc.constantFrom('a', 'b'),
  }),
  fc.record({ kind: fc.constant('mend' as const), file: fc.constantFrom('x.yaml', 'y.yaml') }),
);

/** Does it to the store and says what the store's stream would say. */
function happen(store: FakeStore, op: typeof operation extends fc.Arbitrary<infer T> ? T : never): StoreChange[] {
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

it('an editor that draws only the touched rows anew always shows what the store holds', () => {
  const bursts = fc.array(fc.array(operation, { minLength: 1, maxLength: 4 }), { maxLength: 10 });
  fc.assert(
    fc.property(bursts, fc.boolean(), (steps, doneShown) => {
      const store = new FakeStore([ticketWith({ id: idOf(1) }), ticketWith({ id: idOf(2), status: 'doing' })]);
      const tree = new TicketTree(store, doneShown);
      const whole = (): Drawn[] => tree.roots().map((node) => draw(store, tree, node));
      let drawn = whole();
      for (const step of steps) {
        const changes = step.flatMap((op) => happen(store, op));
        const touched = tree.touched(changes);
        drawn = touched === undefined ? whole() : drawn.map((each) => drawAgain(store, tree, each, new Set(touched)));
        expect(drawn).toEqual(whole());
      }
    }),
    { numRuns: 300 },
  );
});
