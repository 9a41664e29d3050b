import { describe, expect, it } from 'vitest';
import type { JsonObject, Status } from '../../../src/domain/ticket.js';
import { TicketGraph } from '../../../src/domain/ticketGraph.js';
import type { TicketRow } from '../../../src/domain/ticketRow.js';
import { idOf, minutesLater, noon, rowWith } from './tickets.js';

function depending(number: number, on: readonly number[], status: Status = 'todo', more: JsonObject = {}): TicketRow {
  return rowWith(number, { status, metadata: { depends_on: on.map(idOf), ...more } });
}

const numbers = (rows: readonly TicketRow[]) => rows.map(({ title }) => Number(title.replace('Ticket ', '')));

describe('the graph of tickets', () => {
  const rows = [
    rowWith(1, { metadata: { type: 'epic' } }),
    rowWith(2, { metadata: { parent: idOf(1) } }),
    rowWith(3, { status: 'done', metadata: { parent: idOf(1), depends_on: [idOf(2)] } }),
    depending(4, [2, 3, 2]),
  ];

  it('knows parts, dependents and dependencies, each once', () => {
    const graph = new TicketGraph(rows);
    expect(numbers(graph.children(idOf(1)))).toEqual([2, 3]);
    expect(numbers(graph.dependents(idOf(2)))).toEqual([3, 4]);
    expect(numbers(graph.dependencies(depending(4, [2, 3, 2])))).toEqual([2, 3]);
    expect(graph.children(idOf(2))).toEqual([]);
    expect(graph.children('nobody')).toEqual([]);
  });

  it('takes rows that can be walked only once', () => {
    const graph = new TicketGraph(rows.values());
    expect(numbers(graph.children(idOf(1)))).toEqual([2, 3]);
    expect(numbers(graph.dependents(idOf(2)))).toEqual([3, 4]);
  });

  it('does not know who names itself or one that has gone', () => {
    const lone = rowWith(5, { metadata: { parent: idOf(5), depends_on: [idOf(5), idOf(99)] } });
    const graph = new TicketGraph([lone]);
    expect(graph.children(idOf(5))).toEqual([]);
    expect(graph.dependents(idOf(5))).toEqual([]);
    expect(graph.dependencies(lone)).toEqual([]);
    expect(graph.waitingCycle()).toBeNull();
    expect(graph.isReady(lone, noon)).toBe(true);
  });

  it('counts the parts that are done, not those that were put away unfinished', () => {
    const away = rowWith(6, { metadata: { parent: idOf(1), archived: true } });
    const doneAway = rowWith(7, { status: 'done', metadata: { parent: idOf(1), archived: true } });
    expect(new TicketGraph([...rows, away, doneAway]).progress(idOf(1))).toEqual({ completed: 2, total: 3 });
    expect(new TicketGraph(rows).progress(idOf(4))).toEqual({ completed: 0, total: 0 });
  });
});

describe('a ticket is blocked', () => {
  it.each<[string, TicketRow, Status, boolean]>([
    ['when somebody says so', rowWith(1, { status: 'blocked' }), 'done', true],
    ['when what it depends on is open', depending(1, [2]), 'review', true],
    ['when what it depends on is open, also in progress', depending(1, [2], 'doing'), 'blocked', true],
    ['but not when that is done', depending(1, [2]), 'done', false],
    ['but not by what has gone', depending(1, [3]), 'todo', false],
    ['but not when it is done itself', depending(1, [2], 'done'), 'todo', false],
  ])('%s', (_when, row, status, blocked) => {
    expect(new TicketGraph([row, rowWith(2, { status })]).isBlocked(row)).toBe(blocked);
  });

  it('but not by what was put away unfinished', () => {
    const row = depending(1, [2]);
    const graph = new TicketGraph([row, rowWith(2, { metadata: { archived: true } })]);
    expect(graph.isBlocked(row)).toBe(false);
    expect(graph.openDependencies(row)).toEqual([]);
  });
});

describe('a ticket is ready', () => {
  const claim = (until: Date) => ({
    claim: { who: 'ana', session: 's', at: noon.toISOString(), until: until.toISOString() },
  });

  it.each<[string, TicketRow, boolean]>([
    ['when it is to do and nothing is in the way', rowWith(1), true],
    ['not in progress', rowWith(1, { status: 'doing' }), false],
    ['not when it is archived', rowWith(1, { metadata: { archived: true } }), false],
    ['not when somebody holds it', rowWith(1, { metadata: claim(minutesLater(1)) }), false],
    ['when a claim has run out', rowWith(1, { metadata: claim(noon) }), true],
    ['not when it waits for another', depending(1, [2]), false],
    ['not when a part of it is open', rowWith(3), false],
    ['when all parts of it are done', rowWith(5), true],
  ])('%s', (_when, row, ready) => {
    const others = [
      rowWith(2),
      rowWith(4, { metadata: { parent: idOf(3) } }),
      rowWith(6, { status: 'done', metadata: { parent: idOf(5) } }),
    ];
    expect(new TicketGraph([row, ...others]).isReady(row, noon)).toBe(ready);
  });
});

describe('waiting', () => {
  it('goes by dependencies and parts alike', () => {
    const story = rowWith(1, { metadata: { type: 'story' } });
    const part = rowWith(2, { metadata: { parent: idOf(1), depends_on: [idOf(3)] } });
    const graph = new TicketGraph([story, part, rowWith(3)]);
    expect(graph.waitingPath(idOf(1), idOf(3))).toEqual([1, 2, 3].map(idOf));
    expect(graph.waitingPath(idOf(3), idOf(1))).toBeNull();
    expect(graph.waitingCycle()).toBeNull();
  });

  it('in a circle is found, also one that two writers made together', () => {
    const graph = new TicketGraph([depending(1, [2]), depending(2, [3]), depending(3, [2])]);
    expect(graph.waitingCycle()).toEqual([2, 3, 2].map(idOf));
    expect(graph.isReady(depending(2, [3]), noon)).toBe(false);
  });

  it('over a chain of 10,000 is no trouble', () => {
    const length = 10_000;
    const chain = Array.from({ length }, (_, index) => depending(index + 1, [index + 2]));
    const graph = new TicketGraph(chain);
    expect(graph.waitingPath(idOf(1), idOf(length))).toHaveLength(length);
    expect(graph.waitingCycle()).toBeNull();
    expect(chain.filter((row) => graph.isReady(row, noon)).map(({ id }) => id)).toEqual([idOf(length)]);
  });
});
