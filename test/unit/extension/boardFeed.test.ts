import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeRows } from '../../../src/domain/rowColumns.js';
import { statuses, type Ticket } from '../../../src/domain/ticket.js';
import { rowOf, type TicketRow } from '../../../src/domain/ticketRow.js';
import { BoardFeed, type SnapshotHead } from '../../../src/extension/board/boardFeed.js';
import type { BoardFacts, HostMessage } from '../../../src/protocol/boardMessages.js';
import { idOf, noon, ticketWith } from '../domain/tickets.js';
import { BoardReader, StrictStore } from './feedEnds.js';

const facts: BoardFacts = {
  activeId: null,
  brokenCount: 0,
  readOnly: null,
  me: ['ana'],
  undo: null,
  redo: null,
  worktrees: [],
  conflicts: [],
};
const head: SnapshotHead = {
  columns: statuses.map((status) => ({ status, title: status, wipLimit: null })),
  facts,
  preferences: { filter: '', sort: 'manual', compact: false, collapsed: [] },
};

function byId(rows: Iterable<TicketRow>): TicketRow[] {
  return [...rows].sort((one, other) => (one.id < other.id ? -1 : 1));
}

function many(count: number, fields: Partial<Ticket> = {}): Ticket[] {
  return Array.from({ length: count }, (_, index) => ticketWith({ id: idOf(index + 1), ...fields }));
}

function feedOf(store: StrictStore, editedAt: (id: string) => number | undefined = () => undefined): BoardFeed {
  return new BoardFeed(store, editedAt);
}

const a = ticketWith({ id: idOf(1), title: 'A' });
const b = ticketWith({ id: idOf(2), title: 'B' });

/** A feed whose board knows all. */
function started(...tickets: Ticket[]): { store: StrictStore; feed: BoardFeed; reader: BoardReader } {
  const store = new StrictStore(...tickets);
  const feed = feedOf(store);
  const reader = new BoardReader();
  reader.read(feed.snapshot(head));
  for (let part = feed.nextPart(); part; part = feed.nextPart()) reader.read(part);
  expect(reader.isComplete).toBe(true);
  return { store, feed, reader };
}

describe('a snapshot', () => {
  it('of a small store tells all at once', () => {
    const feed = feedOf(new StrictStore(a, b));
    expect(feed.snapshot(head)).toMatchObject({ type: 'snapshot', revision: 1, ...head, total: 2, rows: { count: 2 } });
    expect(feed.nextPart()).toBeNull();
  });

  it('of an empty store has no rows', () => {
    expect(feedOf(new StrictStore()).snapshot(head)).toMatchObject({ total: 0, rows: { count: 0 } });
  });

  it('of a large store tells the top of each column first, and the rest in parts', () => {
    const doing = many(3000, { status: 'doing' });
    const todo = Array.from({ length: 100 }, (_, index) => ticketWith({ id: idOf(4000 + index) }));
    const feed = feedOf(new StrictStore(...doing, ...todo));
    const snapshot = feed.snapshot(head);
    expect(snapshot).toMatchObject({ total: 3100, rows: { count: 120 } });
    const parts = [feed.nextPart(), feed.nextPart(), feed.nextPart()];
    const counts = parts.map((part) => (part?.type === 'rows' ? part.rows.count : null));
    expect(counts).toEqual([2000, 980, null]);
  });

  it('has the rows in front that the preferred order shows first, and what is archived behind all others', () => {
    const titles = many(100).map((ticket, index) => ({ ...ticket, title: `T${String(999 - index)}` }));
    const archived = ticketWith({ id: idOf(500), title: 'A', metadata: { archived: true } });
    const feed = feedOf(new StrictStore(archived, ...titles));
    const snapshot = feed.snapshot({ ...head, preferences: { ...head.preferences, sort: 'title' } });
    const first = snapshot.type === 'snapshot' ? decodeRows(snapshot.rows).map(({ title }) => title) : [];
    expect(first).toEqual(
      titles
        .map(({ title }) => title)
        .sort()
        .slice(0, 60),
    );
  });
});

describe('a patch', () => {
  it('before any snapshot is none, whatever happens', () => {
    const store = new StrictStore(a);
    const feed = feedOf(store);
    feed.note([store.put({ ...a, title: 'A2' })]);
    expect(feed.isBehind).toBe(false);
    expect(feed.patch({ ...facts, activeId: a.id })).toBeNull();
  });

  it('is none when no row differs, whatever was written', () => {
    const { store, feed } = started(a, b);
    feed.note([store.put({ ...a, description: 'no card shows it', metadata: { unknown: 1 } })]);
    expect(feed.patch(facts)).toBeNull();
    expect(feed.isBehind).toBe(false);
  });

  it('holds only the rows that differ, the ids that went, and facts when they are others', () => {
    const { store, feed } = started(a, b);
    feed.note([store.put({ ...b, title: 'B2' })]);
    const row = expect.objectContaining({ id: b.id, title: 'B2' }) as TicketRow;
    expect(feed.patch(facts)).toEqual({ type: 'patch', revision: 2, upserts: [row], removes: [] });
    feed.note(store.remove(a.id));
    expect(feed.patch(facts)).toEqual({ type: 'patch', revision: 3, upserts: [], removes: [a.id] });
    const active = { ...facts, activeId: b.id };
    expect(feed.patch(active)).toEqual({ type: 'patch', revision: 4, upserts: [], removes: [], facts: active });
    expect(feed.patch(active)).toBeNull();
  });

  it('looks only at what was noted, in a store of any size', () => {
    const { store, feed } = started(...many(5000));
    store.asked.ids.length = 0;
    feed.note([store.put(ticketWith({ id: idOf(77), status: 'done' }))]);
    feed.patch(facts);
    expect(store.asked).toEqual({ all: 1, ids: [idOf(77)] });
  });

  it('of one moved card takes less than two kilobytes, facts included', () => {
    const { store, feed } = started(...many(100));
    const title = 'A title that is neither short nor long, 日本語も少し';
    const metadata = {
      rank: 'h0000abcXYZ123abc456',
      status_since: noon.toISOString(),
      type: 'task',
      due: '2026-04-01',
    };
    feed.note([store.put(ticketWith({ id: idOf(7), title, status: 'doing', tags: ['bug', 'ui'], metadata }))]);
    const patch = feed.patch({ ...facts, activeId: idOf(7), undo: `Move “${title}”` });
    expect(Buffer.byteLength(JSON.stringify(patch))).toBeLessThan(2000);
  });

  it('of very much tells the beginning, and knows that there is more', () => {
    const { store, feed, reader } = started(...many(1200));
    feed.note(many(1200, { status: 'done' }).map((ticket) => store.put(ticket)));
    let count = 0;
    while (feed.isBehind) {
      const patch = feed.patch(facts);
      count++;
      if (patch) reader.read(patch);
    }
    expect(count).toBe(3);
    expect(byId(reader.rows.values())).toEqual(byId(store.held));
  });

  it('says what a snapshot that came meanwhile has said already no more', () => {
    const { store, feed } = started(a);
    feed.note([store.put(b)]);
    expect(feed.snapshot(head)).toMatchObject({ revision: 2, total: 2 });
    expect(feed.patch(facts)).toBeNull();
  });
});

describe('the time of the last edit', () => {
  it('is that of the journal where the ticket itself tells an older one', () => {
    const edits = new Map([[a.id, noon.getTime() + 60_000]]);
    const feed = feedOf(new StrictStore(a, b), (id) => edits.get(id));
    const snapshot = feed.snapshot(head);
    const rows = snapshot.type === 'snapshot' ? decodeRows(snapshot.rows) : [];
    const touched = (id: string): number | undefined => rows.find((row) => row.id === id)?.touched;
    expect(touched(a.id)).toBe(noon.getTime() + 60_000);
    expect(touched(b.id)).toBe(rowOf(b).touched);
  });

  it('is told when the journal tells another, and not for the moments that writing takes', () => {
    const store = new StrictStore(a);
    const edits = new Map<string, number>();
    const feed = feedOf(store, (id) => edits.get(id));
    feed.snapshot(head);
    edits.set(a.id, rowOf(a).touched + 30);
    feed.touch([a.id]);
    expect(feed.patch(facts)).toBeNull();
    edits.set(a.id, rowOf(a).touched + 3000);
    feed.touch([a.id]);
    expect(feed.patch(facts)).toMatchObject({ upserts: [{ id: a.id, touched: rowOf(a).touched + 3000 }] });
  });
});

it('whatever changes at whatever moment, the board comes to hold what the store holds', () => {
  const step = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        put: fc.nat(700),
        title: fc.constantFrom('x', 'y'),
        status: fc.constantFrom(...statuses),
      }),
    },
    { weight: 3, arbitrary: fc.record({ remove: fc.nat(700) }) },
    { weight: 3, arbitrary: fc.record({ tell: fc.constantFrom('patch', 'part') }) },
    { weight: 1, arbitrary: fc.record({ tell: fc.constant('snapshot') }) },
    { weight: 1, arbitrary: fc.record({ active: fc.nat(700) }) },
  );
  const sizes = fc.constantFrom(0, 1, 5, 650);
  fc.assert(
    fc.property(sizes, fc.array(step, { maxLength: 40 }), (size, steps) => {
      const store = new StrictStore(...many(size));
      const [feed, reader] = [feedOf(store), new BoardReader()];
      let now = facts;
      reader.read(feed.snapshot(head));
      const read = (message: HostMessage | null): void => {
        if (message) reader.read(message);
      };
      for (const each of steps) {
        if ('put' in each) {
          const { title, status } = each;
          feed.note([store.put(ticketWith({ id: idOf(each.put + 1), title, status }))]);
        } else if ('remove' in each) feed.note(store.remove(idOf(each.remove + 1)));
        else if ('active' in each) now = { ...facts, activeId: idOf(each.active + 1) };
        else if (each.tell === 'patch') read(feed.patch(now));
        else if (each.tell === 'part') read(feed.nextPart());
        else read(feed.snapshot({ ...head, facts: now }));
      }
      for (let part = feed.nextPart(); part; part = feed.nextPart()) read(part);
      do read(feed.patch(now));
      while (feed.isBehind);
      expect(reader.isComplete).toBe(true);
      expect(byId(reader.rows.values())).toEqual(byId(store.held));
      expect(reader.facts).toEqual(now);
    }),
    { numRuns: 60 },
  );
});
