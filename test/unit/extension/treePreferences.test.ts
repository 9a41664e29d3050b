import { describe, expect, it } from 'vitest';
import { TicketreeError } from '../../../src/domain/errors.js';
import type { Ticket } from '../../../src/domain/ticket.js';
import { rowView } from '../../../src/extension/tree/rowView.js';
import { countTree, emptiness } from '../../../src/extension/tree/treeCounts.js';
import { readPreferences, type TreePreferences, type TreeSort } from '../../../src/extension/tree/treePreferences.js';
import { treeQuery } from '../../../src/extension/tree/treeQuery.js';
import { rowWith, ticketWith, idOf } from '../domain/tickets.js';
import { factsWith } from '../query/asking.js';
import { FakeStore } from './fakeStore.js';
import { treeOf } from './trees.js';

const usual: TreePreferences = { grouping: 'status', sort: 'board', doneShown: false, filter: '' };

describe('what was kept of how a person likes the tree', () => {
  it('is read back as it was', () => {
    const liked: TreePreferences = { grouping: 'epic', sort: 'title', doneShown: true, filter: 'tag:"a b"' };
    expect(readPreferences(JSON.parse(JSON.stringify(liked)))).toEqual(liked);
  });

  it.each([
    [undefined],
    [null],
    ['status'],
    [5],
    [[]],
    [{ grouping: 'colour', sort: 7, doneShown: 'yes', filter: null }],
    [{ filter: 'status:"' }],
    [{ filter: 'nokey:1' }],
  ])('%j counts as never said', (kept) => {
    expect(readPreferences(kept)).toEqual(usual);
  });
});

describe('the order of rows', () => {
  const fields: readonly Partial<Ticket>[] = [
    { title: 'b', priority: 'low', created_at: '2026-03-01T00:00:00Z', metadata: { rank: 'a2' } },
    { title: 'A', priority: 'critical', created_at: '2026-03-03T00:00:00Z', metadata: { rank: 'a1' } },
    { title: 'c', priority: 'critical', created_at: '2026-03-02T00:00:00Z', metadata: { rank: 'a0' } },
  ];
  const rows = fields.map((each, index) => rowWith(index + 1, each));

  function titles(sort: TreeSort, filter = ''): string {
    const preferences = { ...usual, sort, filter };
    // Edited last is what stands first here.
    const facts = factsWith({ updated: (row) => -rows.indexOf(row) });
    return [...rows]
      .sort(rowView(preferences, treeQuery(preferences), facts).compare)
      .map(({ title }) => title)
      .join('');
  }

  it.each<[TreeSort, string]>([
    ['board', 'cAb'],
    ['priority', 'cAb'],
    ['updated', 'bAc'],
    ['created', 'Acb'],
    ['title', 'Abc'],
  ])('by %s is %s', (sort, order) => {
    expect(titles(sort)).toBe(order);
  });

  it('is that of the filter where it names one, and then no hand can change it', () => {
    expect(titles('board', 'sort:-title')).toBe('cbA');
    expect(treeQuery({ sort: 'board', filter: 'sort:-title' }).isManual).toBe(false);
    expect(treeQuery({ sort: 'board', filter: 'tag:x' }).isManual).toBe(true);
    expect(treeQuery({ sort: 'created', filter: '' }).isManual).toBe(false);
  });
});

describe('a filter', () => {
  it.each(['is:ready', 'is:blocked', 'is:active', 'parent:abcd', 'updated:<7d', '-is:ready', 'sort:updated'])(
    '%s rests upon more than the ticket itself',
    (filter) => {
      expect(treeQuery({ sort: 'board', filter }).looksElsewhere).toBe(true);
    },
  );

  it.each(['', 'tag:x', 'status:todo words', 'is:open'])('%j does not', (filter) => {
    expect(treeQuery({ sort: 'board', filter }).looksElsewhere).toBe(false);
  });

  it('that means nothing is refused', () => {
    expect(() => treeQuery({ sort: 'board', filter: 'nokey:1' })).toThrow(TicketreeError);
  });

  it('that asks about what is hidden shows it', () => {
    const done = ticketWith({ id: idOf(1), status: 'done' });
    const archived = ticketWith({ id: idOf(2), metadata: { archived: true } });
    const shown = (filter: string) =>
      [...treeOf(new FakeStore([done, archived]), { filter }).all].map(({ rows }) => rows.shownCount).join();
    expect(shown('')).toBe('0');
    expect(shown('status:done')).toBe('1');
    expect(shown('is:archived')).toBe('1');
    expect(shown('fix')).toBe('0');
  });
});

describe('why there are no rows', () => {
  const done = ticketWith({ status: 'done' });
  const whyOf = (store: FakeStore, filter = '') => emptiness(countTree(treeOf(store, { filter })), filter);

  it('is that there are no tickets, that all are hidden, or that none fits the filter', () => {
    expect(whyOf(new FakeStore())).toBe('noTickets');
    expect(whyOf(new FakeStore([done]))).toBe('allHidden');
    expect(whyOf(new FakeStore([done, ticketWith({ id: idOf(1) })]), 'tag:x')).toBe('noMatch');
    expect(whyOf(new FakeStore([done]), 'tag:x')).toBe('noMatch');
  });

  it('is nothing where there are some, be it a broken file', () => {
    const broken = { file: 'x.yaml', line: null, reason: 'no id' };
    expect(whyOf(new FakeStore([done], [broken]))).toBe('no');
    expect(whyOf(new FakeStore([], [broken]))).toBe('no');
    expect(whyOf(new FakeStore([ticketWith()]), 'fix')).toBe('no');
    // A filter that asks about tickets asks nothing of a file that holds none.
    expect(whyOf(new FakeStore([done], [broken]), 'tag:x')).toBe('noMatch');
  });

  it('is nothing where there is a row for each of several stores', () => {
    expect(emptiness({ total: 0, listed: 0, shown: 0, doing: 0, isEmpty: false }, '')).toBe('no');
    expect(countTree(undefined).isEmpty).toBe(true);
  });
});

it('tickets are counted whatever is shown, and those that the filter finds', () => {
  const tickets = (['doing', 'doing', 'todo', 'done'] as const).map((status, index) =>
    ticketWith({ id: idOf(index + 1), status, title: index === 0 ? 'x' : 'y' }),
  );
  const archived = ticketWith({ id: idOf(9), status: 'doing', metadata: { archived: true } });
  const counts = countTree(treeOf(new FakeStore([...tickets, archived]), { filter: 'title:x' }));
  expect(counts).toEqual({ total: 5, listed: 3, shown: 1, doing: 2, isEmpty: false });
});
