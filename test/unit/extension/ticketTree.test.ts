import { describe, expect, it } from 'vitest';
import type { StoreChange } from '../../../src/domain/change.js';
import type { Ticket } from '../../../src/domain/ticket.js';
import { TicketTree } from '../../../src/extension/tree/ticketTree.js';
import type { TreeNode } from '../../../src/extension/tree/treeNode.js';
import { idOf, taskWith, ticketWith } from '../domain/tickets.js';
import { FakeStore } from './fakeStore.js';
import { groupOf, onlyRoot, rowIn, said, storeOf, treeOf, viewOf } from './trees.js';

const todo = ticketWith({ id: idOf(1), tasks: [taskWith(1), taskWith(2)] });
const doing = ticketWith({ id: idOf(2), status: 'doing' });
const done = ticketWith({ id: idOf(3), status: 'done' });
const archived = ticketWith({ id: idOf(4), status: 'blocked', metadata: { archived: true } });
const fault = { file: 'x.yaml', line: 3, reason: 'no title' };

const above = null;
const goneTicket: TreeNode = { kind: 'ticket', key: '', store: onlyRoot, id: 'gone', above };

describe('the tree', () => {
  it('has a group for each status in use, from what is worked on to what is over, then the broken files', () => {
    const all = (['todo', 'doing', 'review', 'blocked', 'done'] as const).map((status, index) =>
      ticketWith({ id: idOf(index + 1), status }),
    );
    const doneShown = { doneShown: true };
    expect(said(treeOf(new FakeStore(all, [fault]), doneShown).roots())).toEqual([
      ...['doing', 'review', 'blocked', 'todo', 'done'],
      'x.yaml',
    ]);
    expect(said(treeOf(new FakeStore([todo, doing]), doneShown).roots())).toEqual(['doing', 'todo']);
    expect(treeOf(new FakeStore()).roots()).toEqual([]);
  });

  it('hides what is done or archived, with its group, until it is asked for', () => {
    const store = new FakeStore([todo, done, archived]);
    expect(said(treeOf(store).roots())).toEqual(['todo']);
    const tree = treeOf(store, { doneShown: true });
    expect(said(tree.roots())).toEqual(['blocked', 'todo', 'done']);
    expect(said(tree.children(groupOf(tree, 'blocked')))).toEqual([archived.id]);
    expect(treeOf(store).find(done.id)).toBeUndefined();
    expect(treeOf(store).find(archived.id)).toBeUndefined();
    expect(tree.find(done.id)).toBeDefined();
  });

  it('has the tickets of a group in the order of the board', () => {
    const tickets = [
      ticketWith({ id: idOf(1), created_at: '2026-03-02T00:00:00Z' }),
      ticketWith({ id: idOf(2), created_at: '2026-03-01T00:00:00Z' }),
      ticketWith({ id: idOf(3), metadata: { rank: 'a0' } }),
    ];
    const tree = treeOf(new FakeStore(tickets));
    expect(said(tree.children(groupOf(tree, 'todo')))).toEqual([idOf(3), idOf(2), idOf(1)]);
  });

  it('has its tickets at the top where nothing is grouped', () => {
    const tree = treeOf(new FakeStore([doing, todo], [fault]), { grouping: 'none' });
    expect(said(tree.roots())).toEqual([todo.id, doing.id, 'x.yaml']);
    for (const node of tree.roots()) expect(tree.parent(node)).toBeUndefined();
  });

  it('has a ticket below each of its tags, as another row each time', () => {
    const tagged = ticketWith({ id: idOf(1), tags: ['b', 'a', 'b'] });
    const tree = treeOf(new FakeStore([tagged, doing]), { grouping: 'tag' });
    expect(said(tree.roots())).toEqual(['a', 'b', null]);
    const rows = ['a', 'b'].map((tag) => rowIn(tree, tag, tagged.id));
    expect(rows[0]).not.toBe(rows[1]);
    expect(rows.map((row) => tree.parent(row))).toEqual([groupOf(tree, 'a'), groupOf(tree, 'b')]);
    expect(tree.find(tagged.id)).toBe(rowIn(tree, 'b', tagged.id));
  });

  it('has the shown parts of a ticket above its tasks, in order', () => {
    const part = (number: number, rank: string, status: Ticket['status'] = 'doing') =>
      ticketWith({ id: idOf(number), status, metadata: { parent: todo.id, rank } });
    const store = new FakeStore([todo, part(5, 'a1'), part(6, 'a0'), part(7, 'a0', 'done')]);
    const tree = treeOf(store);
    const row = rowIn(tree, 'todo', todo.id);
    const tasks = todo.tasks.map(({ id }) => id);
    expect(said(tree.children(row))).toEqual([idOf(6), idOf(5), ...tasks]);
    expect(tree.children(row).map((node) => tree.parent(node))).toEqual([row, row, row, row]);
    expect(said(tree.children(groupOf(tree, 'doing')))).toEqual([idOf(6), idOf(5)]);
    expect(tree.find(idOf(5))).toBe(rowIn(tree, 'doing', idOf(5)));
  });

  it('ends where tickets edited by hand are parts of each other', () => {
    const one = ticketWith({ id: idOf(1), metadata: { parent: idOf(2) } });
    const other = ticketWith({ id: idOf(2), metadata: { parent: idOf(1) } });
    const self = ticketWith({ id: idOf(3), metadata: { parent: idOf(3) } });
    const tree = treeOf(new FakeStore([one, other, self]));
    const [below, ...more] = tree.children(rowIn(tree, 'todo', one.id));
    expect(said(below && [below])).toEqual([other.id]);
    expect(more).toEqual([]);
    expect(below && tree.children(below)).toEqual([]);
    expect(tree.children(rowIn(tree, 'todo', self.id))).toEqual([]);
  });

  it('has the tasks of a ticket in their own order, and nothing below tasks and broken files', () => {
    const tree = treeOf(new FakeStore([todo], [fault]));
    const branch = tree.branch(onlyRoot);
    const tasks = tree.children(rowIn(tree, 'todo', todo.id));
    expect(said(tasks)).toEqual([taskWith(1).id, taskWith(2).id]);
    const [first] = tasks;
    expect(first?.kind === 'task' && branch?.taskOf(first)).toEqual(taskWith(1));
    for (const node of [...tasks, ...tree.roots().filter(({ kind }) => kind === 'broken')]) {
      expect(tree.children(node)).toEqual([]);
    }
    expect(branch?.brokenFile('x.yaml')).toBe(fault);
    expect(branch?.brokenFile('y.yaml')).toBeUndefined();
  });

  it('shows a task once whose id a file has twice, because the editor knows rows by their id', () => {
    const twins = ticketWith({ tasks: [taskWith(1), taskWith(1), taskWith(2)] });
    const tree = treeOf(new FakeStore([twins]));
    expect(said(tree.children(rowIn(tree, 'todo', twins.id)))).toEqual([taskWith(1).id, taskWith(2).id]);
  });

  it('knows the parent of every row', () => {
    const tree = treeOf(new FakeStore([todo], [fault]));
    const todos = groupOf(tree, 'todo');
    const [ticket] = tree.children(todos);
    const [task] = ticket ? tree.children(ticket) : [];
    expect(task && tree.parent(task)).toBe(ticket);
    expect(ticket && tree.parent(ticket)).toBe(todos);
    expect(tree.roots().map((node) => tree.parent(node))).toEqual([undefined, undefined]);
    expect(tree.parent(goneTicket)).toBeUndefined();
  });

  it('has nothing below a ticket, or a store, that has gone', () => {
    const tree = treeOf(new FakeStore());
    expect(tree.children(goneTicket)).toEqual([]);
    expect(tree.children({ ...goneTicket, store: '/gone' })).toEqual([]);
    expect(tree.follow('/gone', [])).toEqual([]);
  });

  it('gives the same object for the same row, also after the ticket changed or moved', () => {
    const store = new FakeStore([todo, doing], [fault]);
    const tree = treeOf(store);
    const rows = (): TreeNode[] => {
      const roots = tree.roots();
      const tickets = roots.flatMap((node) => tree.children(node));
      return [...roots, ...tickets, ...tickets.flatMap((node) => tree.children(node))];
    };
    const before = rows();
    const ticket = { ...todo, title: 'New', priority: 'critical' } as const;
    store.put(ticket);
    tree.follow(onlyRoot, [{ kind: 'updated', ticket, previous: todo }]);
    expect(before).toHaveLength(7);
    const after = rows();
    for (const [index, node] of before.entries()) expect(after[index]).toBe(node);
    const moved = { ...ticket, status: 'doing' } as const;
    store.put(moved);
    tree.follow(onlyRoot, [{ kind: 'updated', ticket: moved, previous: ticket }]);
    expect(tree.find(todo.id)).toBe(before.find((node) => node.kind === 'ticket' && node.id === todo.id));
  });
});

describe('the tree of several stores', () => {
  const here = new FakeStore([todo]);
  const there = new FakeStore([{ ...doing, id: todo.id }], [fault]);
  const tree = new TicketTree([storeOf(here, {}, '/here'), storeOf(there, { grouping: 'none' }, '/there')]);

  it('has a row for each of them, above what it has', () => {
    expect(said(tree.roots())).toEqual(['/here', '/there']);
    const [first, second] = tree.roots();
    expect(said(first && tree.children(first))).toEqual(['todo']);
    expect(said(second && tree.children(second))).toEqual([todo.id, 'x.yaml']);
    for (const root of tree.roots()) {
      expect(tree.parent(root)).toBeUndefined();
      for (const node of tree.children(root)) expect(tree.parent(node)).toBe(root);
    }
  });

  it('tells their rows apart, although both have a ticket of one id', () => {
    const keys = tree.roots().flatMap((root) => tree.children(root).flatMap((node) => [node, ...tree.children(node)]));
    expect(new Set(keys.map(({ key }) => key)).size).toBe(keys.length);
  });

  it('draws only the store anew in which a group came', () => {
    const came = ticketWith({ id: idOf(5), status: 'review' });
    here.put(came);
    expect(said(tree.follow('/here', [{ kind: 'created', ticket: came }]))).toEqual(['/here']);
  });
});

describe('the rows that a change touches', () => {
  const second = ticketWith({ id: idOf(5) });
  const working = ticketWith({ id: idOf(6), status: 'doing' });

  /** A tree that the editor has drawn, and what a change that has reached the store touches of it. */
  function touchedAfter(change: (store: FakeStore) => StoreChange[]): (string | null)[] | undefined {
    const store = new FakeStore([todo, second, doing, working, done]);
    const tree = treeOf(store);
    drawAll(tree);
    return said(tree.follow(onlyRoot, change(store)));
  }

  /** As an editor does that shows all rows. */
  function drawAll(tree: TicketTree, nodes = tree.roots()): void {
    for (const node of nodes) drawAll(tree, tree.children(node));
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
    const tree = treeOf(store);
    drawAll(tree);
    store.broken = [];
    expect(tree.follow(onlyRoot, [{ kind: 'mended', file: fault.file }])).toBeUndefined();
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
    expect(touchedAfter(andMove)).toEqual(['todo', doing.id]);
  });

  it('are those of the tickets that became active and that were', () => {
    const store = new FakeStore([todo, doing, done]);
    store.activeIds = [doing.id];
    const tree = treeOf(store);
    drawAll(tree);
    store.activeIds = [todo.id];
    expect(said(tree.follow(onlyRoot, [{ kind: 'active', ids: [todo.id] }]))).toEqual([doing.id, todo.id]);
    store.activeIds = [];
    expect(said(tree.follow(onlyRoot, [{ kind: 'active', ids: [] }]))).toEqual([todo.id]);
  });

  it('are those too whose short id got longer, because a ticket with a like id came', () => {
    const first = ticketWith({ id: 'abcd1000-0000-4000-8000-000000000000', status: 'doing' });
    const like = ticketWith({ id: 'abcd2000-0000-4000-8000-000000000000' });
    const store = new FakeStore([todo, first]);
    const tree = treeOf(store);
    drawAll(tree);
    expect(tree.branch(onlyRoot)?.shortId(first.id)).toBe('abcd');
    store.put(like);
    expect(said(tree.follow(onlyRoot, [{ kind: 'created', ticket: like }]))).toEqual(['todo', first.id]);
    expect(tree.branch(onlyRoot)?.shortId(first.id)).toBe('abcd1');
  });

  it('are none when a hidden ticket changed, or nothing did', () => {
    expect(touchedAfter((store) => [update(store, done, { title: 'New' })])).toEqual([]);
    expect(touchedAfter(() => [])).toEqual([]);
  });

  it('are those of a ticket whose parts were edited in another order, as only the journal tells', () => {
    const part = (number: number, status: Ticket['status']) =>
      ticketWith({ id: idOf(number), status, metadata: { parent: todo.id } });
    const store = new FakeStore([todo, part(5, 'doing'), part(6, 'review')]);
    const tree = treeOf(store, { sort: 'updated' });
    drawAll(tree);
    const below = () => said(tree.children(rowIn(tree, 'todo', todo.id)))?.slice(0, 2);
    expect(below()).toEqual([idOf(5), idOf(6)]);
    store.edited.set(idOf(6), Date.parse('2027-01-01'));
    expect(said(tree.review(onlyRoot, viewOf(store, { sort: 'updated' })))).toEqual([todo.id]);
    expect(below()).toEqual([idOf(6), idOf(5)]);
  });
});
