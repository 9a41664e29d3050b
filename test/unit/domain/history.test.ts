import { describe, expect, it } from 'vitest';
import { findOverwritten, restoringRecords } from '../../../src/domain/history.js';
import { applyChanges } from '../../../src/domain/mergeTickets.js';
import type { JournalEntry } from '../../../src/domain/operation.js';
import type { Ticket } from '../../../src/domain/ticket.js';
import { diffTickets } from '../../../src/domain/ticketCells.js';
import { ticketWith } from './tickets.js';

const first = ticketWith({ title: 'One', tags: ['ui'] });
const second: Ticket = { ...first, title: 'Two', tags: ['ui', 'auth'] };
const third: Ticket = { ...second, title: 'Three' };
const journal = [entry('a', first, second), entry('b', second, third)];

function entry(id: string, before: Ticket, after: Ticket): JournalEntry {
  const record = { kind: 'update', ticket: before.id, slug: before.slug, changes: diffTickets(before, after) } as const;
  return {
    id,
    at: '2026-03-01T12:00:00Z',
    who: 'ada',
    session: '1',
    surface: 'cli',
    action: 'edit',
    records: [record],
  };
}

/** Each cell with the operation that had set it. */
function overwrittenIn(ticket: Ticket): string[] {
  const cells = findOverwritten(journal, new Map([[ticket.id, ticket]]));
  return cells.map(({ entry: { id }, path }) => `${id} ${path.join('/')}`).sort();
}

describe('findOverwritten', () => {
  it('finds nothing in what stands as it was written, nor in a ticket that is gone', () => {
    expect(overwrittenIn(third)).toEqual([]);
    expect(findOverwritten(journal, new Map())).toEqual([]);
  });

  it('finds what a copy from before the last operation has set back', () => {
    expect(overwrittenIn(second)).toEqual(['b title']);
  });

  it('finds what an older copy has set back too, each cell by its last operation', () => {
    expect(overwrittenIn(first)).toEqual(['a tags/auth', 'b title']);
  });

  it('takes a value that was never there before for an edit', () => {
    expect(overwrittenIn({ ...third, title: 'Four', tags: ['ui', 'auth', 'new'] })).toEqual([]);
  });
});

describe('restoringRecords', () => {
  it.each([
    ['all that it set', 'a', 'Two', ['ui', 'auth']],
    ['what it set on top of another that is overwritten too', 'b', 'Three', ['ui']],
  ])('of an operation set again %s', (_what, id, title, tags) => {
    expect(restored(first, id)).toMatchObject({ title, tags });
  });

  it('make good an old copy, whichever operation is restored first', () => {
    expect(restored(restored(first, 'a'), 'b')).toEqual(third);
    expect(restored(restored(first, 'b'), 'a')).toEqual(third);
  });
});

function restored(ticket: Ticket, id: string): Ticket {
  const operation = journal.find((each) => each.id === id);
  const overwritten = findOverwritten(journal, new Map([[ticket.id, ticket]]));
  const [record] = operation ? restoringRecords(operation, overwritten) : [];
  if (record?.kind !== 'update') throw new Error('the operation changed nothing');
  return applyChanges(ticket, record.changes).ticket;
}
