import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { shortIds } from '../../../src/domain/ticketRef.js';
import { ShortIdIndex } from '../../../src/domain/shortIdIndex.js';

const id = fc
  .tuple(fc.constantFrom('abcd', 'abce', '0000'), fc.constantFrom('0000', '000f', '1234'), fc.constantFrom('1', '2'))
  .map(([start, middle, end]) => `${start}${middle}-0000-4000-8000-00000000000${end}`);

it('short ids are those that a look at all ids gives, and every one that changes is told of', () => {
  const steps = fc.array(fc.record({ id, comes: fc.boolean() }), { maxLength: 25 });
  fc.assert(
    fc.property(fc.uniqueArray(id), steps, (start, changes) => {
      const ids = new Set(start);
      const index = new ShortIdIndex(ids);
      let known = shortIds(ids);
      for (const { id: changing, comes } of changes) {
        if (comes) ids.add(changing);
        else ids.delete(changing);
        const told = comes ? index.add(changing) : index.remove(changing);
        const before = known;
        known = shortIds(ids);
        for (const [each, short] of known) expect(index.of(each)).toBe(short);
        const others = [...known].filter(([each, short]) => before.has(each) && before.get(each) !== short);
        expect([...told].sort()).toEqual(others.map(([each]) => each).sort());
      }
    }),
  );
});
