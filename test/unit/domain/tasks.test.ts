import { describe, expect, it } from 'vitest';
import { addTasks, findTask, moveTask, removeTask, renameTask, setTaskCompleted } from '../../../src/domain/tasks.js';
import type { Ticket } from '../../../src/domain/ticket.js';
import { failureOf } from './failures.js';
import { idOf, noon, taskWith, ticketWith } from './tickets.js';

const now = '2026-03-01T12:00:00.250Z';
const ticket = ticketWith({ tasks: [taskWith(1), taskWith(2, { completed: true, completed_at: now }), taskWith(3)] });
const titles = ({ tasks }: Ticket) => tasks.map(({ title }) => title.replace('Task ', '')).join('');

describe('tasks', () => {
  it('are added at the end, one or many', () => {
    const added = [
      { id: idOf(9), title: ' Write\nit down ' },
      { id: idOf(8), title: 'x' },
    ];
    const { tasks } = addTasks(ticket, added, noon);
    expect(tasks.slice(0, 3)).toEqual(ticket.tasks);
    expect(tasks[3]).toEqual({
      id: idOf(9),
      title: 'Write it down',
      completed: false,
      created_at: now,
      completed_at: null,
    });
    expect(tasks[4]?.title).toBe('x');
  });

  it('with an empty title are refused', () => {
    failureOf(() => addTasks(ticket, [{ id: idOf(9), title: ' ' }], noon), 'invalid_value');
    failureOf(() => renameTask(ticket, '1', ' '), 'invalid_value');
  });

  it('are no more than 10,000', () => {
    const full = ticketWith({ tasks: Array.from({ length: 10_000 }, (_, number) => taskWith(number)) });
    failureOf(() => addTasks(full, [{ id: idOf(9), title: 'x' }], noon), 'invalid_value');
  });

  it('are ticked with the time, and unticked without', () => {
    const ticked = { ...taskWith(3), completed: true, completed_at: now };
    expect(setTaskCompleted(ticket, '3', true, noon).tasks[2]).toEqual(ticked);
    expect(setTaskCompleted(ticket, '2', false, noon).tasks[1]).toEqual(taskWith(2));
  });

  it('that are so already stay as they are', () => {
    expect(setTaskCompleted(ticket, '2', true, noon)).toBe(ticket);
    expect(setTaskCompleted(ticket, '1', false, noon)).toBe(ticket);
  });

  it('are renamed and keep the rest', () => {
    expect(renameTask(ticket, '2', ' New ').tasks[1]).toEqual({ ...ticket.tasks[1], title: 'New' });
  });

  it('are removed', () => {
    expect(titles(removeTask(ticket, '2'))).toBe('13');
  });

  it.each([
    ['1', 3, '231'],
    ['3', 1, '312'],
    ['2', 2, '123'],
    ['1', 2, '213'],
    ['1', 99, '231'],
  ])('%s is moved to place %d', (reference, position, expected) => {
    expect(titles(moveTask(ticket, reference, position))).toBe(expected);
  });

  it.each([0, -1, 1.5, NaN])('cannot be moved to place %d', (position) => {
    failureOf(() => moveTask(ticket, '1', position), 'invalid_value');
  });
});

describe('a task', () => {
  const long = taskWith(2).id;

  it.each(['2', ' 2 ', '02', long, long.toUpperCase(), '70020', '#70020000', long.slice(0, 12)])(
    'is named by %j',
    (reference) => {
      expect(findTask(ticket, reference)).toBe(ticket.tasks[1]);
    },
  );

  it.each(['0', '4', '-1', '1.5', '', 'x', '99999999999999999999', '700', '7004'])(
    'is not found by %j, and what would find one comes with that',
    (reference) => {
      expect(failureOf(() => findTask(ticket, reference), 'task_not_found').hint).toContain('1 to 3');
    },
  );

  it('is not found by digits that several begin with', () => {
    const alike = ticketWith({ tasks: [taskWith(0x100), taskWith(0x6a000)] });
    failureOf(() => findTask(alike, '7100000'), 'task_not_found');
  });

  it('is meant by its number where digits could be both', () => {
    const many = ticketWith({ tasks: Array.from({ length: 7_001 }, (_, number) => taskWith(number + 0x100)) });
    expect(findTask(many, '7001')).toBe(many.tasks[7_000]);
  });

  it('of a ticket without any: the hint says how to add one', () => {
    expect(failureOf(() => findTask(ticketWith(), '1'), 'task_not_found').hint).toContain('task add');
  });

  it('whose id another has too is changed alone', () => {
    const twins = ticketWith({ tasks: [taskWith(1), taskWith(1)] });
    const { tasks } = setTaskCompleted(twins, '2', true, noon);
    expect(tasks.map(({ completed }) => completed)).toEqual([false, true]);
    expect(removeTask(twins, '2').tasks).toEqual([twins.tasks[0]]);
  });
});
