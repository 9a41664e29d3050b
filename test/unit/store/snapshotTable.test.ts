import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowOf } from '../../../src/domain/ticketRow.js';
import { electRows } from '../../../src/store/snapshot/electRows.js';
import { KnownRows } from '../../../src/store/snapshot/knownRows.js';
import { decodeRowTable, encodeRowTable, holdsRow, type RowFile } from '../../../src/store/snapshot/rowTable.js';
import type { KnownFile } from '../../../src/store/ticketFile.js';
import { TicketIndex } from '../../../src/store/ticketIndex.js';
import { idOf, taskWith, ticketWith } from '../domain/tickets.js';

const stamp = { size: 900, mtimeMs: 1763726791123.25, ino: 9007199254740991 };

/** Names of files that a person may have made, and the ids in them: a few, so that they meet. */
const named = fc.record({
  name: fc.constantFrom(1, 2, 3, 4).map((n) => `${idOf(n)}.yaml`),
  id: fc.constantFrom(1, 2, 3),
});
const odd = fc.record({
  name: fc.constantFrom('copy.yaml', 'a b.yaml', 'チケット.yaml'),
  id: fc.constantFrom(1, 2, 3),
});
const folders = fc.uniqueArray(
  fc.oneof(named, odd, fc.record({ name: fc.constantFrom('x.yaml', 'y.yaml'), id: fc.constant(null) })),
  { selector: ({ name }) => name },
);

function rowFile(name: string, id: number | null, settled = true): RowFile {
  const known = { name, ...stamp, settled };
  if (id === null) return { ...known, content: { file: name, line: 3, reason: 'no title' } };
  return { ...known, content: rowOf(ticketWith({ id: idOf(id), title: `${name} 🎫 "quoted"\u2028` })) };
}

describe('the table of rows', () => {
  it('gives back what was put in, ordered by name', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.option(fc.nat(15)), fc.boolean())), (files) => {
        const byName = new Map(files.map(([name, id, settled]) => [name, rowFile(name, id, settled)]));
        const expected = [...byName.values()]
          .sort((a, b) => (a.name < b.name ? -1 : 1))
          // The time of a file that was not settled is worth nothing.
          .map((file) => (file.settled ? file : { ...file, mtimeMs: 0 }));
        expect(decodeRowTable(encodeRowTable([...byName.values()]))).toEqual(expected);
      }),
    );
  });

  it('keeps every field of a row', () => {
    const ticket = ticketWith({
      tags: ['ui', 'ぼ'],
      assignee: 'Mia',
      started_at: '2026-03-01T12:00:00.123456789Z',
      closed_at: '2026-03-02T12:00:00Z',
      tasks: [taskWith(1, { completed: true }), taskWith(2)],
      metadata: {
        archived: true,
        type: 'bug',
        parent: idOf(2),
        depends_on: [idOf(3)],
        due: '2026-04-01',
        estimate: 90,
        fields: { points: 3, 'a b': [1, null] },
        git: { branch: 'ticket/x' },
        claim: { who: 'mia', session: 's', at: '2026-03-01T12:00:00Z', until: '2026-03-01T13:00:00Z' },
        status_since: '2026-03-01T12:30:00Z',
        rank: 'a0',
        comments: [{ id: 'c', author: 'mia', at: '2026-03-03T12:00:00Z', text: 'Hm.' }],
      },
    });
    const file: RowFile = { name: 'x.yaml', ...stamp, settled: true, content: rowOf(ticket) };
    expect(decodeRowTable(encodeRowTable([file]))).toEqual([file]);
    // A field that a row gets later must not be forgotten here.
    expect(Object.entries(file.content).filter(([, value]) => value === null)).toEqual([]);
  });

  it.each([
    'null',
    '[]',
    '{}',
    '{"name":["a.yaml"],"size":[1],"mtimeMs":[1],"ino":[1],"broken":[],"rows":{"id":["a"]}}',
  ])('refuses %s', (text) => {
    expect(() => decodeRowTable(text)).toThrow();
  });
});

describe('the files of a cache', () => {
  it('are found in whatever order they are asked for', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string()), fc.array(fc.string()), (names, others) => {
        const known = new KnownRows(names.map((name) => rowFile(name, 1)));
        fc.assert(
          fc.property(fc.shuffledSubarray([...names, ...others]), (asked) => {
            for (const name of asked) expect(known.find(name)?.name).toBe(names.includes(name) ? name : undefined);
          }),
          { numRuns: 5 },
        );
      }),
    );
  });
});

describe('files with one id', () => {
  it('are chosen from as the index chooses', () => {
    fc.assert(
      fc.property(folders, (folder) => {
        const index = new TicketIndex();
        index.apply(new Map(folder.map(({ name, id }) => [name, knownFile(name, id)])));
        const { tickets, broken } = electRows(folder.map(({ name, id }) => rowFile(name, id)));
        const chosen = tickets.map(({ name, content }) => [content.id, name]).sort();
        expect(chosen).toEqual(index.tickets.map(({ id }) => [id, index.fileNameOf(id)]).sort());
        expect(broken).toEqual(index.broken);
      }),
    );
  });
});

function knownFile(name: string, id: number | null): KnownFile {
  const file = rowFile(name, id);
  return holdsRow(file)
    ? { kind: 'ticket', stamp, settled: true, ticket: ticketWith({ id: file.content.id, title: name }) }
    : { kind: 'broken', stamp, settled: true, broken: file.content };
}
