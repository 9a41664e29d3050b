import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TicketGraph } from '../../../src/domain/ticketGraph.js';
import { shortIds } from '../../../src/domain/ticketRef.js';
import { priorities, statuses } from '../../../src/domain/ticket.js';
import type { TicketRow } from '../../../src/domain/ticketRow.js';
import { BoardRows } from '../../../webview/board/boardRows.js';
import { comparatorOf } from '../../../src/protocol/boardOrder.js';
import { row } from '../../webview/rows.js';

const id = fc.constantFrom('a1b2c3d4', 'a1b2c3e5', 'a1b2ffff', 'b0000000', 'b0000001', 'c1234567');

const anyRow: fc.Arbitrary<TicketRow> = fc
  .record({
    id,
    status: fc.constantFrom(...statuses),
    priority: fc.constantFrom(...priorities),
    rank: fc.constantFrom('a1', 'a2', 'a3'),
    archived: fc.boolean(),
    parent: fc.option(id),
    depends_on: fc.array(id, { maxLength: 3 }),
  })
  .map((fields) => row(fields.id, fields));

interface Step {
  readonly upserts: readonly TicketRow[];
  readonly removes: readonly string[];
}
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({ upserts: fc.uniqueArray(anyRow, { selector: (each) => each.id }), removes: fc.array(id) }),
  { maxLength: 12 },
);
const isUrgent = ({ priority }: TicketRow): boolean => priority === 'high' || priority === 'critical';

function apply(known: Map<string, TicketRow>, { upserts, removes }: Step): void {
  for (const gone of removes) known.delete(gone);
  for (const each of upserts) known.set(each.id, each);
}

it('change by change the lists are what sorting and filtering all rows anew would give', () => {
  fc.assert(
    fc.property(steps, fc.constantFrom('manual', 'priority', 'title'), (changes, sort) => {
      const rows = new BoardRows();
      const order = comparatorOf(sort);
      const known = new Map<string, TicketRow>();
      rows.setOrder(order);
      rows.setFilter(isUrgent);
      for (const change of changes) {
        rows.apply(change.upserts, change.removes);
        apply(known, change);
        for (const status of statuses) {
          const all = [...known.values()].filter((each) => each.status === status && !each.archived).sort(order);
          expect(rows.all(status)).toEqual(all);
          expect(rows.shown(status)).toEqual(all.filter(isUrgent));
          for (const [index, shown] of rows.shown(status).entries()) expect(rows.indexOf(shown.id)).toBe(index);
        }
      }
    }),
  );
});

it('change by change relations and short ids are those of all rows', () => {
  fc.assert(
    fc.property(steps, (changes) => {
      const rows = new BoardRows();
      const known = new Map<string, TicketRow>();
      for (const change of changes) {
        rows.apply(change.upserts, change.removes);
        apply(known, change);
      }
      const graph = new TicketGraph(known.values());
      const short = shortIds(known.keys());
      for (const each of known.values()) {
        expect(rows.relatives.progress(each.id)).toEqual(graph.progress(each.id));
        const open = each.status === 'done' ? [] : graph.openDependencies(each);
        expect(rows.relatives.openDependencies(each)).toEqual(open);
        expect(rows.shortIds.of(each.id)).toBe(short.get(each.id));
      }
    }),
  );
});
