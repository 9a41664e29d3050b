import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { statuses } from '../../../src/domain/ticket.js';
import { splitRows } from '../../../src/extension/board/firstRows.js';
import { comparatorOf } from '../../../src/protocol/boardOrder.js';
import { boardSorts } from '../../../src/protocol/boardMessages.js';
import { rowWith } from '../domain/tickets.js';

it('the first rows are the top of each column by any order, and with the rest they are all', () => {
  const row = fc.record({ title: fc.string({ maxLength: 3 }), status: fc.constantFrom(...statuses) });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 200 }), fc.constantFrom(...boardSorts), (fields, sort) => {
      const rows = fields.map((each, index) => rowWith(index + 1, each));
      const { first, rest } = splitRows(rows, sort);
      expect([...first, ...rest].map(({ id }) => id).sort()).toEqual(rows.map(({ id }) => id).sort());
      for (const status of statuses) {
        const sorted = rows.filter((each) => each.status === status).sort(comparatorOf(sort));
        expect(first.filter((each) => each.status === status)).toEqual(sorted.slice(0, 60));
      }
    }),
  );
});
