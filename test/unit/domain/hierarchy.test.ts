import { describe, expect, it } from 'vitest';
import { checkParent, checkType, refuseCycle } from '../../../src/domain/hierarchy.js';
import { TicketGraph } from '../../../src/domain/ticketGraph.js';
import { ticketTypes, type TicketType } from '../../../src/domain/ticketMetadata.js';
import { failureOf } from './failures.js';
import { idOf, rowWith } from './tickets.js';

/** Children in rows, what they may be part of behind them. */
const allowed: Record<TicketType, string> = {
  epic: '',
  story: 'epic',
  task: 'epic story',
  'sub-task': 'story task bug',
  bug: 'epic story',
};

function typed(number: number, type: TicketType, parent?: number) {
  return rowWith(number, { metadata: { type, ...(parent === undefined ? {} : { parent: idOf(parent) }) } });
}

const pairs = ticketTypes.flatMap((child) => ticketTypes.map((parent) => [child, parent] as const));

describe('the parent of a ticket', () => {
  it.each(pairs)('a %s under a %s is allowed as the table says', (childType, parentType) => {
    const [child, parent] = [typed(1, childType), typed(2, parentType)];
    const check = () => {
      checkParent(child, parent, new TicketGraph([child, parent]));
    };
    if (allowed[childType].split(' ').includes(parentType)) check();
    else failureOf(check, 'invalid_parent');
  });

  it('of a wrong type is refused with what may be', () => {
    const [child, parent] = [rowWith(1), rowWith(2, { title: 'Auth' })];
    const graph = new TicketGraph([child, parent]);
    const { message, hint } = failureOf(() => {
      checkParent(child, parent, graph);
    }, 'invalid_parent');
    expect(message).toBe(
      '#1000 Ticket 1 (task) cannot be part of #2000 Auth (task): a task can be part of an epic or a story.',
    );
    expect(hint).toContain('Part of a task can be a sub-task');
  });

  it('cannot be the ticket itself', () => {
    const row = typed(1, 'story');
    const { message } = failureOf(() => {
      checkParent(row, row, new TicketGraph([row]));
    }, 'cycle');
    expect(message).toContain('#1000 Ticket 1 -> #1000 Ticket 1');
  });

  it('cannot be one of its own parts, as types set by hand would allow', () => {
    const [task, story] = [typed(1, 'task'), typed(2, 'story', 1)];
    const { message } = failureOf(() => {
      checkParent(task, story, new TicketGraph([task, story]));
    }, 'cycle');
    expect(message).toContain('#2000 Ticket 2 -> #1000 Ticket 1 -> #2000 Ticket 2');
  });

  it('cannot be what it depends on already has to wait for', () => {
    const epic = typed(1, 'epic');
    const story = rowWith(2, { metadata: { type: 'story', depends_on: [idOf(1)] } });
    failureOf(() => {
      checkParent(story, epic, new TicketGraph([epic, story]));
    }, 'cycle');
  });
});

describe('the type of a ticket', () => {
  const rows = [typed(1, 'epic'), typed(2, 'story', 1), typed(3, 'bug', 2)];
  const graph = new TicketGraph(rows);
  const change = (number: number, type: TicketType) => () => {
    checkType(rows[number - 1] ?? rowWith(number), type, graph);
  };

  it('may change where parent and parts allow it', () => {
    change(3, 'sub-task')();
    change(3, 'task')();
    change(2, 'story')();
  });

  it('is refused where the parent does not allow it', () => {
    expect(failureOf(change(3, 'epic'), 'invalid_parent').message).toContain('an epic is part of nothing');
  });

  it('is refused where a part does not allow it', () => {
    const { message } = failureOf(change(1, 'task'), 'invalid_parent');
    expect(message).toContain('#2000 Ticket 2 (story) cannot be part of #1000 Ticket 1 (task)');
  });

  it('does not ask a parent that has gone', () => {
    checkType(typed(4, 'bug', 99), 'epic', graph);
  });
});

it('a long circle is spelled by its beginning and its end', () => {
  const rows = Array.from({ length: 30 }, (_, index) =>
    rowWith(index + 1, { metadata: { depends_on: index === 29 ? [] : [idOf(index + 2)] } }),
  );
  const [first, last] = [rows[0], rows[29]];
  if (!first || !last) throw new Error('rows');
  const { message } = failureOf(() => {
    refuseCycle(last, first, new TicketGraph(rows));
  }, 'cycle');
  expect(message.split(' -> ')).toHaveLength(8);
  expect(message).toMatch(/: #1e00 Ticket 30 -> #1000\S* Ticket 1 -> .* -> … -> .* -> #1e00 Ticket 30\.$/);
});
