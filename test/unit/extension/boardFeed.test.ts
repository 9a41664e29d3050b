import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { statuses, type Ticket } from '../../../src/domain/ticket.js';
import { BoardFeed } from '../../../src/extension/board/boardFeed.js';
import type { BoardRow, HostMessage } from '../../../src/protocol/boardMessages.js';
import { idOf, ticketWith } from '../domain/tickets.js';
import { FakeStore } from './fakeStore.js';

const columns = statuses.map((status) => ({ status, title: status }));
const a = ticketWith({ id: idOf(1), title: 'A' });
const b = ticketWith({ id: idOf(2), title: 'B' });

/** A feed whose board has had its snapshot. */
function started(...tickets: Ticket[]): { store: FakeStore; feed: BoardFeed } {
  const store = new FakeStore(tickets);
  const feed = new BoardFeed(store);
  feed.snapshot(columns, null);
  return { store, feed };
}

describe('a snapshot', () => {
  it('tells all there is', () => {
    const store = new FakeStore([a, b], [{ file: 'x.yaml', line: null, reason: 'no id' }]);
    store.activeIds = [b.id, a.id];
    const snapshot = new BoardFeed(store).snapshot(columns, 'Not trusted.');
    expect(snapshot).toMatchObject({
      type: 'snapshot',
      revision: 1,
      columns,
      rows: [{ id: a.id }, { id: b.id }],
      activeId: b.id,
      brokenCount: 1,
      readOnly: 'Not trusted.',
    });
  });

  it('of an empty store has no rows', () => {
    expect(new BoardFeed(new FakeStore()).snapshot(columns, null)).toMatchObject({ rows: [], activeId: null });
  });
});

describe('a patch', () => {
  it('is none when nothing differs, whatever was written', () => {
    const { store, feed } = started(a, b);
    expect(feed.patch()).toBeNull();
    store.put({ ...a, description: 'no card shows it', metadata: { unknown: 1 } });
    store.activeIds = [];
    expect(feed.patch()).toBeNull();
  });

  it('holds only the rows that differ and the ids that went', () => {
    const { store, feed } = started(a, b);
    store.put({ ...b, title: 'B2' });
    expect(feed.patch()).toEqual({
      type: 'patch',
      revision: 2,
      upserts: [expect.objectContaining({ id: b.id, title: 'B2' }) as BoardRow],
      removes: [],
      activeId: null,
      brokenCount: 0,
    });
    store.remove(a.id);
    expect(feed.patch()).toMatchObject({ revision: 3, upserts: [], removes: [a.id] });
    expect(feed.patch()).toBeNull();
  });

  it('tells of the active ticket and of broken files, although no row differs', () => {
    const { store, feed } = started(a);
    store.activeIds = [a.id];
    expect(feed.patch()).toMatchObject({ upserts: [], removes: [], activeId: a.id });
    store.broken = [{ file: 'x.yaml', line: 1, reason: 'no id' }];
    expect(feed.patch()).toMatchObject({ upserts: [], removes: [], brokenCount: 1 });
    expect(feed.patch()).toBeNull();
  });

  it('tells a card its longer short id when a new ticket took the shorter one', () => {
    const { store, feed } = started({ ...a, id: '04a60000-0000-4000-8000-000000000000' });
    store.put({ ...b, id: '04a6ffff-0000-4000-8000-000000000000' });
    const patch = feed.patch();
    expect(patch?.type === 'patch' && patch.upserts.map(({ shortId }) => shortId)).toEqual(['04a60', '04a6f']);
  });

  it('says what a snapshot that came meanwhile has said already no more', () => {
    const { store, feed } = started(a);
    store.put(b);
    expect(feed.snapshot(columns, null)).toMatchObject({ revision: 2 });
    expect(feed.patch()).toBeNull();
    store.remove(b.id);
    expect(feed.patch()).toMatchObject({ revision: 3 });
  });
});

it('snapshot and patches together always give the board what the store holds, with revisions without a gap', () => {
  const change = fc.record({
    id: fc.constantFrom(...[1, 2, 3, 4].map(idOf)),
    ticket: fc.option(fc.record({ title: fc.constantFrom('x', 'y'), status: fc.constantFrom(...statuses) })),
    active: fc.boolean(),
  });
  const rowsOf = (message: HostMessage): readonly BoardRow[] => (message.type === 'snapshot' ? message.rows : []);
  fc.assert(
    fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
      const { store, feed } = started(a);
      const told = new Map(rowsOf(new BoardFeed(store).snapshot(columns, null)).map((row) => [row.id, row]));
      let revision = 1;
      for (const { id, ticket, active } of changes) {
        if (ticket) store.put(ticketWith({ id, ...ticket }));
        else store.remove(id);
        store.activeIds = active ? [id] : [];
        const patch = feed.patch();
        if (patch?.type !== 'patch') continue;
        expect(patch.revision).toBe(++revision);
        for (const row of patch.upserts) told.set(row.id, row);
        for (const gone of patch.removes) expect(told.delete(gone)).toBe(true);
        expect(patch.activeId).toBe(store.activeIds[0] ?? null);
        const whole = rowsOf(new BoardFeed(store).snapshot(columns, null));
        expect([...told.values()].sort(byId)).toEqual([...whole].sort(byId));
      }
    }),
  );
});

function byId(one: BoardRow, other: BoardRow): number {
  return one.id < other.id ? -1 : 1;
}
