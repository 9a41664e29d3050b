import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StoreChange } from '../../../src/domain/change.js';
import type { Ticket } from '../../../src/domain/ticket.js';
import type { TicketFile } from '../../../src/store/ticketFile.js';
import { TicketIndex } from '../../../src/store/ticketIndex.js';
import { idOf, ticketWith } from '../domain/tickets.js';

const stamp = { size: 1, mtimeMs: 1, ino: 1 };
const bytes = { text: '', revision: '', stamp, settled: true };

function holds(ticket: Ticket): TicketFile {
  return { ...bytes, kind: 'ticket', ticket };
}

function faulty(file: string, reason = 'no title', line: number | null = 3): TicketFile {
  return { ...bytes, kind: 'broken', broken: { file, line, reason } };
}

function indexOf(files: Record<string, TicketFile>): TicketIndex {
  const index = new TicketIndex();
  index.apply(new Map(Object.entries(files)));
  return index;
}

/** The changes in few words. */
function said(changes: readonly StoreChange[]): string[] {
  return changes.map((change) => {
    switch (change.kind) {
      case 'created':
      case 'deleted':
        return `${change.kind} ${change.ticket.title}`;
      case 'updated':
        return `updated ${change.previous.title} to ${change.ticket.title}`;
      case 'broken':
        return `broken ${change.broken.file}: ${change.broken.reason}`;
      case 'mended':
        return `mended ${change.file}`;
      default:
        return change.kind;
    }
  });
}

const a = ticketWith({ id: idOf(1), title: 'A' });
const a2 = ticketWith({ id: idOf(1), title: 'A2' });
const b = ticketWith({ id: idOf(2), title: 'B' });
const named = `${a.id}.yaml`;

describe('the index of tickets', () => {
  it('tells of what came, changed and went', () => {
    const index = new TicketIndex();
    expect(said(index.apply(new Map([[named, holds(a)]])))).toEqual(['created A']);
    expect(said(index.apply(new Map([[named, holds(a2)]])))).toEqual(['updated A to A2']);
    expect(index.get(a.id)).toBe(a2);
    expect(said(index.apply(new Map([[named, null]])))).toEqual(['deleted A2']);
    expect(index.get(a.id)).toBeUndefined();
    expect(index.tickets).toEqual([]);
  });

  it('gives a ticket that stays the same the same row, and a changed one another', () => {
    const index = indexOf({ [named]: holds(a), 'b.yaml': holds(b) });
    const before = new Map(index.rows.map((row) => [row.id, row]));
    index.apply(new Map([[named, holds(a2)]]));
    const after = new Map(index.rows.map((row) => [row.id, row]));
    expect(after.get(b.id)).toBe(before.get(b.id));
    expect(after.get(a.id)?.title).toBe('A2');
  });

  it('tells nothing of a file whose ticket is the same, nor of one that it never knew', () => {
    const index = indexOf({ [named]: holds(a) });
    expect(index.apply(new Map([[named, holds({ ...a })]]))).toEqual([]);
    expect(index.apply(new Map([['other.yaml', null]]))).toEqual([]);
    expect(index.apply(new Map())).toEqual([]);
  });

  it('tells of a file that broke, of another fault in it, and of its mending', () => {
    const index = indexOf({ [named]: holds(a) });
    expect(said(index.apply(new Map([[named, faulty(named)]])))).toEqual(['deleted A', `broken ${named}: no title`]);
    expect(index.apply(new Map([[named, faulty(named)]]))).toEqual([]);
    expect(said(index.apply(new Map([[named, faulty(named, 'no title', 4)]])))).toHaveLength(1);
    expect(said(index.apply(new Map([[named, faulty(named, 'no slug')]])))).toEqual([`broken ${named}: no slug`]);
    expect(said(index.apply(new Map([[named, holds(a)]])))).toEqual(['created A', `mended ${named}`]);
    expect(index.broken).toEqual([]);
  });

  it('tells of a broken file that was deleted', () => {
    const index = indexOf({ 'x.yaml': faulty('x.yaml') });
    expect(said(index.apply(new Map([['x.yaml', null]])))).toEqual(['mended x.yaml']);
  });

  it('takes a file that holds another id now for one ticket gone and another come', () => {
    const index = indexOf({ 'x.yaml': holds(a) });
    expect(said(index.apply(new Map([['x.yaml', holds(b)]]))).sort()).toEqual(['created B', 'deleted A']);
    expect(index.fileNameOf(b.id)).toBe('x.yaml');
    expect(index.fileNameOf(a.id)).toBeUndefined();
  });

  it('says nothing of a file that was renamed, but knows its new name', () => {
    const index = indexOf({ 'x.yaml': holds(a) });
    expect(
      index.apply(
        new Map([
          ['x.yaml', null],
          [named, holds(a)],
        ]),
      ),
    ).toEqual([]);
    expect(index.fileNameOf(a.id)).toBe(named);
  });

  it('keeps broken files in the order of their names', () => {
    const index = indexOf({ 'c.yaml': faulty('c.yaml'), 'a.yaml': faulty('a.yaml'), 'b.yaml': faulty('b.yaml') });
    expect(index.broken.map(({ file }) => file)).toEqual(['a.yaml', 'b.yaml', 'c.yaml']);
  });
});

describe('two files with one id', () => {
  it('are one ticket: that of the file named after it; the other is broken', () => {
    const index = indexOf({ 'a-copy.yaml': holds(a2), [named]: holds(a) });
    expect(index.tickets).toEqual([a]);
    expect(index.fileNameOf(a.id)).toBe(named);
    expect(index.broken).toEqual([{ file: 'a-copy.yaml', line: 1, reason: `its id is that of ${named}` }]);
  });

  it('of which neither is named after it are the ticket of the first name', () => {
    const index = indexOf({ 'y.yaml': holds(a2), 'x.yaml': holds(a) });
    expect(index.fileNameOf(a.id)).toBe('x.yaml');
    expect(index.broken.map(({ file }) => file)).toEqual(['y.yaml']);
  });

  it('change hands when the named one comes, and back when it goes', () => {
    const index = indexOf({ 'copy.yaml': holds(a2) });
    expect(said(index.apply(new Map([[named, holds(a)]])))).toEqual([
      'updated A2 to A',
      `broken copy.yaml: its id is that of ${named}`,
    ]);
    expect(said(index.apply(new Map([[named, null]])))).toEqual(['updated A to A2', 'mended copy.yaml']);
    expect(index.fileNameOf(a.id)).toBe('copy.yaml');
  });

  it('change hands also when the named one breaks', () => {
    const index = indexOf({ 'copy.yaml': holds(a2), [named]: holds(a) });
    expect(said(index.apply(new Map([[named, faulty(named)]]))).sort()).toEqual([
      `broken ${named}: no title`,
      'mended copy.yaml',
      'updated A to A2',
    ]);
  });
});

it('however it came about, the index holds what the files say, and its changes add up to that', () => {
  const names = ['w.yaml', 'x.yaml', `${idOf(1)}.yaml`, `${idOf(2)}.yaml`];
  const content = fc.oneof(
    fc.constant(null),
    fc.constant('broken' as const),
    fc.record({ id: fc.constantFrom(idOf(1), idOf(2)), title: fc.constantFrom('A', 'B') }),
  );
  const step = fc.dictionary(fc.constantFrom(...names), content);
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const index = new TicketIndex();
      const files = new Map<string, TicketFile>();
      const tickets = new Map<string, Ticket>();
      const broken = new Set<string>();
      for (const each of steps) {
        const read = new Map<string, TicketFile | null>();
        for (const [name, what] of Object.entries(each)) {
          const file = what === null ? null : what === 'broken' ? faulty(name) : holds(ticketWith(what));
          read.set(name, file);
          if (file) files.set(name, file);
          else files.delete(name);
        }
        for (const change of index.apply(read)) {
          if (change.kind === 'created' || change.kind === 'updated') tickets.set(change.ticket.id, change.ticket);
          if (change.kind === 'deleted') tickets.delete(change.ticket.id);
          if (change.kind === 'broken') broken.add(change.broken.file);
          if (change.kind === 'mended') broken.delete(change.file);
        }
        const fresh = indexOf(Object.fromEntries(files));
        const byId = (one: Ticket, other: Ticket): number => (one.id < other.id ? -1 : 1);
        expect(index.tickets.sort(byId)).toEqual(fresh.tickets.sort(byId));
        expect([...tickets.values()].sort(byId)).toEqual(fresh.tickets.sort(byId));
        expect(index.broken).toEqual(fresh.broken);
        expect([...broken].sort()).toEqual(fresh.broken.map(({ file }) => file));
        expect([...index.fileNames].sort()).toEqual([...files.keys()].sort());
      }
    }),
  );
});
