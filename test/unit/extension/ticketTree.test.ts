import { describe, expect, it } from 'vitest';
import type { StoreChange } from '../../../src/domain/change.js';
import type { Ticket } from '../../../src/domain/ticket.js';
import { TicketTree, type TreeNode } from '../../../src/extension/tree/ticketTree.js';
import { idOf, taskWith, ticketWith } from '../domain/tickets.js';
import { FakeStore } from './fakeStore.js';

/** Rows in few words. */
function said(nodes: readonly TreeNode[] | undefined): string[] | undefined {
  return nodes?.map((node) => {
    switch (node.kind) {
      case 'group':
        return node.status;
      case 'ticket':
        return node.id;
      case 'task':
        return node.taskId;
      case 'broken':
        return node.file;
    }
  });
}

function group(tree: TicketTree, status: Ticket['status']): TreeNode {
  const found = tree.roots().find((node) => node.kind === 'group' && node.status === status);
  if (!found) throw new Error(`no group ${status}`);
  return found;
}

const todo = ticketWith({ id: idOf(1), tasks: [taskWith(1), taskWith(2)] });
const doing = ticketWith({ id: idOf(2), status: 'doing' });
const done = ticketWith({ id: idOf(3), status: 'done' });
const archived = ticketWith({ id: idOf(4), status: 'blocked', metadata: { archived: true } });
const fault = { file: 'x.yaml', line: 3, reason: 'no title' };

describe('the tree', () => {
  it('has a group for each status in use, from what is worked on to what is over, then the broken files', () => {
    const all = (['todo', 'doing', 'review', 'blocked', 'done'] as const).map((status, index) =>
      ticketWith({ id: idOf(index + 1), status }),
    );
    expect(said(new TicketTree(new FakeStore(all, [fault]), true).roots())).toEqual([
      ...['doing', 'review', 'blocked', 'todo', 'done'],
      'x.yaml',
    ]);
    expect(said(new TicketTree(new FakeStore([todo, doing]), true).roots())).toEqual(['doing', 'todo']);
    expect(new TicketTree(new FakeStore(), false).roots()).toEqual([]);
  });

  it('hides what is done or archived, with its group, until it is asked for', () => {
    const store = new FakeStore([todo, done, archived]);
    expect(said(new TicketTree(store, false).roots())).toEqual(['todo']);
    const tree = new TicketTree(store, true);
    expect(said(tree.roots())).toEqual(['blocked', 'todo', 'done']);
    expect(said(tree.children(group(tree, 'blocked')))).toEqual([archived.id]);
    expect(new TicketTree(store, false).find(done.id)).toBeUndefined();
    expect(new TicketTree(store, false).find(archived.id)).toBeUndefined();
    expect(tree.find(done.id)).toBeDefined();
  });

  it('has the tickets of a group in the order of the board', () => {
    const tickets = [
      ticketWith({ id: idOf(1), created_at: '2026-03-02T00:00:00Z' }),
      ticketWith({ id: idOf(2), created_at: '2026-03-01T00:00:00Z' }),
      ticketWith({ id: idOf(3), metadata: { rank: 'a0' } }),
    ];
    const tree = new TicketTree(new FakeStore(tickets), false);
    expect(said(tree.children(group(tree, 'todo')))).toEqual([idOf(3), idOf(2), idOf(1)]);
    expect(tree.ticketsOf('todo').map(({ id }) => id)).toEqual([idOf(3), idOf(2), idOf(1)]);
  });

  it('has the tasks of a ticket in their own order, and nothing below tasks and broken files', () => {
    const tree = new TicketTree(new FakeStore([todo], [fault]), false);
    const [ticket] = tree.children(group(tree, 'todo'));
    const tasks = ticket ? tree.children(ticket) : [];
    expect(said(tasks)).toEqual([taskWith(1).id, taskWith(2).id]);
    const [first] = tasks;
    expect(first?.kind === 'task' && tree.taskOf(first)).toEqual(taskWith(1));
    for (const node of [...tasks, ...tree.roots().filter(({ kind }) => kind === 'broken')]) {
      expect(tree.children(node)).toEqual([]);
    }
    expect(tree.brokenFile('x.yaml')).toBe(fault);
    expect(tree.brokenFile('y.yaml')).toBeUndefined();
  });

  it('shows a task once whose id a file has twice, because the editor knows rows by their id', () => {
    const twins = ticketWith({ tasks: [taskWith(1), taskWith(1), taskWith(2)] });
    const tree = new TicketTree(new FakeStore([twins]), false);
    expect(said(tree.children({ kind: 'ticket', id: twins.id }))).toEqual([taskWith(1).id, taskWith(2).id]);
  });

  it('knows the parent of every row', () => {
    const tree = new TicketTree(new FakeStore([todo], [fault]), false);
    const todos = group(tree, 'todo');
    const [ticket] = tree.children(todos);
    const [task] = ticket ? tree.children(ticket) : [];
    expect(task && tree.parent(task)).toBe(ticket);
    expect(ticket && tree.parent(ticket)).toBe(todos);
    expect(tree.parent(todos)).toBeUndefined();
    expect(tree.parent({ kind: 'broken', file: 'x.yaml' })).toBeUndefined();
    expect(tree.parent({ kind: 'ticket', id: 'gone' })).toBeUndefined();
  });

  it('has nothing below a ticket that has gone', () => {
    const tree = new TicketTree(new FakeStore(), false);
    expect(tree.children({ kind: 'ticket', id: 'gone' })).toEqual([]);
    expect(tree.taskOf({ kind: 'task', ticketId: 'gone', taskId: 'x' })).toBeUndefined();
  });

  it('gives the same object for the same row, also after the ticket changed', () => {
    const store = new FakeStore([todo, doing], [fault]);
    const tree = new TicketTree(store, false);
    const rows = (): TreeNode[] => {
      const roots = tree.roots();
      const tickets = roots.flatMap((node) => tree.children(node));
      return [...roots, ...tickets, ...tickets.flatMap((node) => tree.children(node))];
    };
    const before = rows();
    store.put({ ...todo, title: 'New', priority: 'critical' });
    expect(before).toHaveLength(7);
    const after = rows();
    for (const [index, node] of before.entries()) expect(after[index]).toBe(node);
    expect(tree.find(todo.id)).toBe(before.find((node) => node.kind === 'ticket' && node.id === todo.id));
  });
});

describe('the rows that a change touches', () => {
  const second = ticketWith({ id: idOf(5) });
  const working = ticketWith({ id: idOf(6), status: 'doing' });

  /** A tree that the editor has drawn, and what a change that has reached the store touches of it. */
  function touchedAfter(change: (store: FakeStore) => StoreChange[]): string[] | undefined {
    const store = new FakeStore([todo, second, doing, working, done]);
    const tree = new TicketTree(store, false);
    return said(tree.touched(change(store)));
  }

  function update(store: FakeStore, previous: Ticket, fields: Partial<Ticket>): StoreChange {
    const ticket = { ...previous, ...fields };
    store.put(ticket);
    return { kind: 'updated', previous, ticket };
  }

  it('are all when a group comes or goes', () => {
    const cameTo = (store: FakeStore) => [update(store, todo, { status: 'review' })];
    expect(touchedAfter(cameTo)).toBeUndefined();
    const went = (store: FakeStore) => [
      update(store, doing, { status: 'todo' }),
      update(store, working, { status: 'todo' }),
    ];
    expect(touchedAfter(went)).toBeUndefined();
  });

  it('are all when a broken file comes or goes', () => {
    const broke = (store: FakeStore): StoreChange[] => {
      store.broken = [fault];
      return [{ kind: 'broken', broken: fault }];
    };
    expect(touchedAfter(broke)).toBeUndefined();
    const store = new FakeStore([todo], [fault]);
    const tree = new TicketTree(store, false);
    store.broken = [];
    expect(tree.touched([{ kind: 'mended', file: fault.file }])).toBeUndefined();
  });

  it('are both groups when a ticket moves from one to the other', () => {
    expect(touchedAfter((store) => [update(store, todo, { status: 'doing' })])).toEqual(['todo', 'doing']);
  });

  it('are its group when a ticket comes, goes, changes its place, or is archived', () => {
    const came = ticketWith({ id: idOf(7) });
    const create = (store: FakeStore): StoreChange[] => {
      store.put(came);
      return [{ kind: 'created', ticket: came }];
    };
    const remove = (store: FakeStore): StoreChange[] => {
      store.remove(second.id);
      return [{ kind: 'deleted', ticket: second }];
    };
    expect(touchedAfter(create)).toEqual(['todo']);
    expect(touchedAfter(remove)).toEqual(['todo']);
    expect(touchedAfter((store) => [update(store, second, { metadata: { rank: 'a0' } })])).toEqual(['todo']);
    expect(touchedAfter((store) => [update(store, second, { metadata: { archived: true } })])).toEqual(['todo']);
  });

  it('are those of the tickets whose fields or tasks changed, each once, unless their group is touched', () => {
    const change = (store: FakeStore) => [
      update(store, todo, { title: 'New' }),
      update(store, todo, { tasks: [] }),
      update(store, doing, { metadata: { due: '2026-03-01' } }),
    ];
    expect(touchedAfter(change)).toEqual([todo.id, doing.id]);
    const andMove = (store: FakeStore) => [...change(store), update(store, second, { metadata: { rank: 'a0' } })];
    expect(touchedAfter(andMove)).toEqual([doing.id, 'todo']);
  });

  it('are those of the tickets that became active and that were', () => {
    const store = new FakeStore([todo, doing, done]);
    store.activeIds = [doing.id];
    const tree = new TicketTree(store, false);
    store.activeIds = [todo.id];
    expect(said(tree.touched([{ kind: 'active', ids: [todo.id] }]))).toEqual([doing.id, todo.id]);
    store.activeIds = [];
    expect(said(tree.touched([{ kind: 'active', ids: [] }]))).toEqual([todo.id]);
  });

  it('are those too whose short id got longer, because a ticket with a like id came', () => {
    const first = ticketWith({ id: 'abcd1000-0000-4000-8000-000000000000', status: 'doing' });
    const like = ticketWith({ id: 'abcd2000-0000-4000-8000-000000000000' });
    const store = new FakeStore([todo, first]);
    const tree = new TicketTree(store, false);
    expect(tree.shortId(first.id)).toBe('abcd');
    store.put(like);
    expect(said(tree.touched([{ kind: 'created', ticket: like }]))).toEqual(['todo', first.id]);
    expect(tree.shortId(first.id)).toBe('abcd1');
  });

  it('are none when a hidden ticket changed, or nothing did', () => {
    expect(touchedAfter((store) => [update(store, done, { title: 'New' })])).toEqual([]);
    expect(touchedAfter(() => [])).toEqual([]);
  });
});
