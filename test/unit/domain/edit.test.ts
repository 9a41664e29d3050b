import { describe, expect, it } from 'vitest';
import { addTask, applyEdit, checkTitle, closeTicket, findTask, setTaskCompleted } from '../../../src/domain/edit.js';
import { failureOf } from './failures.js';
import { idOf, noon, taskWith, ticketWith } from './tickets.js';

const now = '2026-03-01T12:00:00.250Z';

describe('an edit', () => {
  const ticket = ticketWith({ description: 'old', tags: ['a', 'b'], assignee: 'ana', metadata: { due: '2026-04-01' } });

  it('that says nothing leaves all as it is', () => {
    expect(applyEdit(ticket, {}, noon)).toEqual(ticket);
  });

  it('changes what it names and nothing else', () => {
    const edit = { title: ' New  title ', description: '', priority: 'critical', assignee: null } as const;
    expect(applyEdit(ticket, edit, noon)).toEqual({ ...ticket, ...edit, title: 'New title' });
  });

  it('to another status goes by the table of transitions', () => {
    const edited = applyEdit(ticket, { status: 'doing' }, noon);
    expect(edited).toEqual({
      ...ticket,
      status: 'doing',
      started_at: now,
      metadata: { due: '2026-04-01', status_since: now },
    });
  });

  it.each([
    [['c'], [], ['a', 'b', 'c']],
    [['b', 'c', 'c'], [], ['a', 'b', 'c']],
    [[], ['a', 'x'], ['b']],
    [['a'], ['a'], ['b', 'a']],
    [[], [], ['a', 'b']],
  ])('that adds tags %j and takes away %j leaves %j', (addTags, removeTags, tags) => {
    expect(applyEdit(ticket, { addTags, removeTags }, noon).tags).toEqual(tags);
  });

  it('to an empty title is refused', () => {
    failureOf(() => applyEdit(ticket, { title: ' \n\t' }, noon), 'invalid_value');
  });

  it('leaves a title of several lines alone that somebody else wrote', () => {
    expect(applyEdit(ticketWith({ title: 'a\nb' }), { priority: 'low' }, noon).title).toBe('a\nb');
  });
});

it.each([
  ['a\nb', 'a b'],
  ['  x\t\ty ', 'x y'],
  ['日本　語', '日本 語'],
])('a title %j becomes the one line %j', (text, title) => {
  expect(checkTitle(text)).toBe(title);
});

describe('closing', () => {
  it('sets the close time and says why', () => {
    expect(closeTicket(ticketWith({ status: 'doing' }), 'shipped', false, noon)).toEqual(
      ticketWith({ status: 'done', closed_at: now, metadata: { status_since: now, close_message: 'shipped' } }),
    );
  });

  it('without a message or archiving adds neither', () => {
    expect(closeTicket(ticketWith(), undefined, false, noon).metadata).toEqual({ status_since: now });
  });

  it('with archiving marks the ticket as vibe-ticket does, the time with an offset', () => {
    expect(closeTicket(ticketWith(), undefined, true, noon).metadata).toMatchObject({
      archived: true,
      archived_at: '2026-03-01T12:00:00.250+00:00',
    });
  });

  it('what is done already is refused', () => {
    failureOf(() => closeTicket(ticketWith({ status: 'done' }), undefined, false, noon), 'invalid_transition');
  });
});

describe('tasks', () => {
  const ticket = ticketWith({ tasks: [taskWith(1), taskWith(2, { completed: true, completed_at: now }), taskWith(3)] });

  it('are added at the end', () => {
    const tasks = addTask(ticket, idOf(9), ' Write\nit down ', noon).tasks;
    expect(tasks.slice(0, 3)).toEqual(ticket.tasks);
    expect(tasks.at(-1)).toEqual({
      id: idOf(9),
      title: 'Write it down',
      completed: false,
      created_at: now,
      completed_at: null,
    });
  });

  it('with an empty title are refused', () => {
    failureOf(() => addTask(ticket, idOf(9), ' ', noon), 'invalid_value');
  });

  it('are ticked with the time, and unticked without', () => {
    expect(setTaskCompleted(ticket, '3', true, noon).tasks[2]).toEqual({
      ...taskWith(3),
      completed: true,
      completed_at: now,
    });
    expect(setTaskCompleted(ticket, '2', false, noon).tasks[1]).toEqual(taskWith(2));
  });

  it('that are so already stay as they are', () => {
    expect(setTaskCompleted(ticket, '2', true, noon)).toBe(ticket);
    expect(setTaskCompleted(ticket, '1', false, noon)).toBe(ticket);
  });

  it.each(['2', ' 2 ', '02', taskWith(2).id, taskWith(2).id.toUpperCase()])('are named by %j', (reference) => {
    expect(findTask(ticket, reference)).toBe(ticket.tasks[1]);
  });

  it.each(['0', '4', '-1', '1.5', '', 'x', '99999999999999999999', taskWith(2).id.slice(0, 8)])(
    'are not found by %j, and the numbers that there are come with that',
    (reference) => {
      expect(failureOf(() => findTask(ticket, reference), 'task_not_found').hint).toContain('1 to 3');
    },
  );

  it('of a ticket without any: the hint says how to add one', () => {
    expect(failureOf(() => findTask(ticketWith(), '1'), 'task_not_found').hint).toContain('task add');
  });

  it('with one id twice are ticked one at a time', () => {
    const twins = ticketWith({ tasks: [taskWith(1), taskWith(1)] });
    const { tasks } = setTaskCompleted(twins, '2', true, noon);
    expect(tasks.map(({ completed }) => completed)).toEqual([false, true]);
  });
});
