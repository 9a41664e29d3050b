import { describe, expect, it, vi } from 'vitest';
import type { StoreChanges } from '../../../src/domain/change.js';
import type { JournalEntry } from '../../../src/domain/operation.js';
import type { Ticket } from '../../../src/domain/ticket.js';
import { rowOf } from '../../../src/domain/ticketRow.js';
import { activityLine, TicketActivity } from '../../../src/extension/editor/ticketActivity.js';
import { concerns, ticketDetails } from '../../../src/extension/editor/ticketDetails.js';
import { draftOf, type TicketDraft } from '../../../src/extension/editor/ticketDraft.js';
import { TicketOverview } from '../../../src/extension/editor/ticketOverview.js';
import { Emitter } from '../../../src/util/emitter.js';
import { idOf, taskWith, ticketWith } from '../domain/tickets.js';

vi.mock('vscode', () => ({
  l10n: {
    t: (text: string, ...values: unknown[]) =>
      text.replaceAll(/\{(\d)\}/g, (_, index) => String(values[Number(index)])),
  },
}));

function storeWith(tickets: readonly Ticket[]) {
  const emitter = new Emitter<StoreChanges>((error) => {
    throw error;
  });
  const store = { rows: tickets.map(rowOf), onDidChange: emitter.event };
  return { store, overview: TicketOverview.of(store), emitter };
}

const epic = ticketWith({ id: idOf(1), title: 'Epic', metadata: { type: 'epic' } });
const needed = ticketWith({ id: idOf(2), title: 'Needed', status: 'blocked' });
const part = ticketWith({ id: idOf(3), title: 'Part', metadata: { type: 'sub-task', parent: idOf(10) } });
const waiting = ticketWith({ id: idOf(4), title: 'Waiting', metadata: { depends_on: [idOf(10)] } });
const ticket = ticketWith({
  assignee: 'ana',
  tags: ['ui'],
  metadata: { parent: epic.id, depends_on: [needed.id, idOf(99)] },
});
const all = [epic, needed, part, waiting, ticket];
const surroundings = { overview: storeWith(all).overview, activity: [], readOnly: null, git: null };

describe('details', () => {
  const details = ticketDetails(draftOf(ticket), surroundings);

  it('name the tickets around, also those that are not there any more', () => {
    const titles = (related: readonly { readonly title: string }[]): string[] => related.map(({ title }) => title);
    expect(details.parent?.title).toBe('Epic');
    expect(titles(details.children)).toEqual(['Part']);
    expect(titles(details.dependents)).toEqual(['Waiting']);
    expect(titles(details.dependsOn)).toEqual(['Needed', 'A ticket that is not there']);
    expect(details.dependsOn[0]).toMatchObject({ id: needed.id, shortId: '2000', status: 'blocked' });
  });

  it('offer the people and tags of the store', () => {
    expect([details.people, details.tags]).toEqual([['ana'], ['ui']]);
  });

  it('show the relations of the draft, not of the file', () => {
    const draft: TicketDraft = { ...draftOf(ticket), mine: { ...ticket, metadata: {} } };
    expect(ticketDetails(draft, surroundings)).toMatchObject({ parent: null, dependsOn: [] });
  });

  it('show both versions of what both changed, in words', () => {
    const mine = { ...ticket, status: 'doing', tasks: [taskWith(1, { title: 'Mine', completed: true })] } as const;
    const conflicts = [['status'], ['tasks', taskWith(1).id], ['metadata', 'estimate']];
    const draft: TicketDraft = {
      base: { ...ticket, metadata: { ...ticket.metadata, estimate: 150 } },
      mine,
      conflicts,
    };
    expect(ticketDetails(draft, surroundings).conflicts).toEqual([
      { path: ['status'], name: 'Status', mine: 'Doing', theirs: 'To do' },
      { path: ['tasks', taskWith(1).id], name: 'Task “Mine”', mine: '[x] Mine', theirs: '' },
      { path: ['metadata', 'estimate'], name: 'Estimate', mine: '', theirs: '2h30m' },
    ]);
  });

  it('are concerned by what they show, and by nothing else', () => {
    const changed = (each: Ticket) => concerns(details, { kind: 'updated', ticket: each, previous: each });
    expect([ticket, epic, part, waiting, needed].map(changed)).toEqual([true, true, true, true, true]);
    expect(changed(ticketWith({ id: idOf(7) }))).toBe(false);
    expect(changed(ticketWith({ id: idOf(7), metadata: { parent: ticket.id } }))).toBe(true);
    expect(concerns(details, { kind: 'active', ids: [] })).toBe(false);
  });
});

it('an overview is worked out anew only after a change', () => {
  const { store, overview, emitter } = storeWith(all);
  const { graph } = overview;
  expect(TicketOverview.of(store)).toBe(overview);
  expect(overview.graph).toBe(graph);
  emitter.fire({ operationId: 'x', origin: 'disk', entries: [] });
  expect(overview.graph).not.toBe(graph);
});

describe('activity', () => {
  const entry = (number: number, fields: Partial<JournalEntry> = {}): JournalEntry => ({
    id: idOf(number),
    at: '2026-03-01T12:00:00Z',
    who: 'ana',
    session: 's',
    surface: 'cli',
    action: 'edit',
    records: [{ kind: 'update', ticket: ticket.id, slug: 'x', changes: [] }],
    ...fields,
  });
  const changing = (...paths: readonly (readonly string[])[]): JournalEntry =>
    entry(1, {
      records: [
        {
          kind: 'update',
          ticket: ticket.id,
          slug: 'x',
          changes: paths.map((path) => ({ path, before: 'a', after: 'b' })),
        },
      ],
    });

  it('says what was done, and to which fields', () => {
    const text = (each: JournalEntry): string => activityLine(each, ticket.id).text;
    expect(text(changing(['title'], ['metadata', 'due']))).toBe('Edited: Title, Due');
    expect(text({ ...changing(['metadata', 'status_since'], ['started_at']), action: 'start' })).toBe('Started');
    expect(text(changing(['a'], ['b'], ['c'], ['d'], ['e'], ['f']))).toBe('Edited: a, b, c, d, 2 more');
    expect(text(entry(1, { action: 'somebody’s own' }))).toBe('somebody’s own');
    const status = { path: ['status'], before: 'todo', after: 'done' };
    const records = [{ kind: 'update', ticket: ticket.id, slug: 'x', changes: [status] }] as const;
    expect(text(entry(1, { action: 'close', records }))).toBe('Closed: Status To do → Done');
  });

  it('names a task by its title, and says nothing of other tickets', () => {
    const task = taskWith(1, { title: 'Try it' });
    const change = { path: ['tasks', task.id], after: { id: task.id, title: task.title } };
    const records = [
      { kind: 'update', ticket: idOf(77), slug: 'y', changes: [{ path: ['title'] }] },
      { kind: 'update', ticket: ticket.id, slug: 'x', changes: [change] },
    ] as const;
    expect(activityLine(entry(1, { action: 'bulk tag', records }), ticket.id).text).toBe('bulk tag: Task “Try it”');
  });

  it('holds the latest fifty, the latest first, and reads the whole journal once', async () => {
    const older = Array.from({ length: 60 }, (_, index) => entry(index, { at: `older ${String(index)}` }));
    const journal = {
      entriesOf: vi.fn(() => Promise.resolve(older)),
      latest: vi.fn(() =>
        Promise.resolve([...older.slice(-2), entry(100, { at: 'new' }), entry(101, { records: [] })]),
      ),
    };
    const activity = new TicketActivity(journal, ticket.id);
    expect(await activity.refresh()).toBe(true);
    expect(activity.entries).toHaveLength(50);
    expect(activity.entries[0]?.at).toBe('older 59');
    expect(await activity.refresh()).toBe(true);
    expect(activity.entries.slice(0, 2).map(({ at }) => at)).toEqual(['new', 'older 59']);
    expect(await activity.refresh()).toBe(false);
    expect(journal.entriesOf).toHaveBeenCalledTimes(1);
  });
});
