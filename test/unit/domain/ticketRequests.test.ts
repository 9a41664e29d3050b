import { describe, expect, it } from 'vitest';
import type { Ticket } from '../../../src/domain/ticket.js';
import { acceptanceCriteriaOf, commentsOf } from '../../../src/domain/ticketMetadata.js';
import {
  actionName,
  applyTicketRequest,
  type FieldEdit,
  type TicketAction,
} from '../../../src/domain/ticketRequests.js';
import { failureOf } from './failures.js';
import { idOf, noon, taskWith, ticketWith } from './tickets.js';

const facts = { now: noon, newId: idOf(0x99), author: 'ana' };

function apply(ticket: Ticket, ...actions: readonly TicketAction[]): Ticket {
  return actions.reduce((before, action) => applyTicketRequest(before, action, facts), ticket);
}

function set(ticket: Ticket, edit: FieldEdit): Ticket {
  return apply(ticket, { kind: 'set', edit });
}

const edits: readonly FieldEdit[] = [
  { field: 'title', before: 'Fix login', after: 'Mend login' },
  { field: 'description', before: '', after: '# Why\n\nBecause.' },
  { field: 'status', before: 'todo', after: 'doing' },
  { field: 'priority', before: 'medium', after: 'critical' },
  { field: 'type', before: 'task', after: 'bug' },
  { field: 'assignee', before: null, after: '花子' },
  { field: 'due', before: null, after: '2026-04-01' },
  { field: 'estimate', before: null, after: 90 },
  { field: 'tags', before: [], after: ['ui', '🚀'] },
];

describe('setting a field', () => {
  it.each(edits)('$field, and setting it back, leaves the rest as it was', (edit) => {
    const changed = set(ticketWith(), edit);
    const back = set(changed, { field: edit.field, before: edit.after, after: edit.before } as FieldEdit);
    expect(changed).not.toEqual(ticketWith());
    // Of the status its times stay, as the transitions say; and a type that was said is said from then on.
    const leavesTrace = edit.field === 'status' || edit.field === 'type';
    const trace = leavesTrace ? { started_at: back.started_at, metadata: back.metadata } : {};
    expect(back).toEqual(ticketWith(trace));
  });

  it.each(edits)('$field refuses when it is not what the person saw, and names the field', (edit) => {
    const other = edit.field === 'tags' ? ['else'] : edit.field === 'estimate' ? 7 : 'else';
    const seen = { ...edit, before: other } as unknown as FieldEdit;
    const { message } = failureOf(() => set(ticketWith(), seen), 'ticket_changed');
    expect(message).toContain(edit.field);
  });

  it.each(edits)('$field to what it is already changes nothing, whatever the person saw', (edit) => {
    const ticket = set(ticketWith(), edit);
    expect(set(ticket, edit)).toBe(ticket);
  });

  it('to what a field cannot hold is refused', () => {
    failureOf(() => set(ticketWith(), { field: 'title', before: 'Fix login', after: ' \n ' }), 'invalid_value');
    failureOf(() => set(ticketWith(), { field: 'due', before: null, after: '2026-02-30' }), 'invalid_value');
    failureOf(() => set(ticketWith(), { field: 'estimate', before: null, after: -1 }), 'invalid_value');
    failureOf(() => set(ticketWith(), { field: 'tags', before: [], after: ['a,b'] }), 'invalid_value');
  });

  it('takes the status through the table of transitions', () => {
    const done = set(ticketWith(), { field: 'status', before: 'todo', after: 'done' });
    expect(done.closed_at).toBe('2026-03-01T12:00:00.250Z');
    expect(done.metadata['status_since']).toBe('2026-03-01T12:00:00.250Z');
  });

  it('takes an assignee of nothing but space for nobody', () => {
    expect(set(ticketWith({ assignee: 'ana' }), { field: 'assignee', before: 'ana', after: '  ' }).assignee).toBeNull();
  });
});

describe('lists of a ticket', () => {
  const [one, two, three] = [taskWith(1), taskWith(2), taskWith(3)];
  const ticket = ticketWith({ tasks: [one, two, three] });

  it('get, rename, tick, move and lose tasks', () => {
    const changed = apply(
      ticket,
      { kind: 'addTask', title: ' Try it ' },
      { kind: 'renameTask', task: two.id, title: 'Second' },
      { kind: 'completeTask', task: two.id, completed: true },
      { kind: 'moveTask', task: three.id, position: 1 },
      { kind: 'removeTask', task: one.id },
    );
    expect(changed.tasks.map(({ title, completed }) => [title, completed])).toEqual([
      ['Task 3', false],
      ['Second', true],
      ['Try it', false],
    ]);
    expect(changed.tasks.at(-1)?.id).toBe(facts.newId);
  });

  it('get, check and lose criteria', () => {
    const added = apply(ticket, { kind: 'addCriterion', text: 'No token is logged' });
    const checked = apply(added, { kind: 'checkCriterion', criterion: facts.newId, done: true });
    expect(acceptanceCriteriaOf(checked)).toEqual([{ id: facts.newId, text: 'No token is logged', done: true }]);
    expect(apply(checked, { kind: 'removeCriterion', criterion: facts.newId })).toEqual(ticket);
  });

  it('get, change and lose comments, which keep author and time', () => {
    const added = apply(ticket, { kind: 'addComment', text: 'It *fails*' });
    const edited = apply(added, { kind: 'editComment', comment: facts.newId, text: 'It works' });
    expect(commentsOf(edited)).toEqual([
      { id: facts.newId, author: 'ana', at: '2026-03-01T12:00:00.250Z', text: 'It works' },
    ]);
    expect(apply(edited, { kind: 'removeComment', comment: facts.newId })).toEqual(ticket);
  });

  it('refuse what is not there', () => {
    failureOf(() => apply(ticket, { kind: 'removeTask', task: idOf(0xabc) }), 'task_not_found');
    failureOf(() => apply(ticket, { kind: 'removeComment', comment: idOf(0xabc) }), 'item_not_found');
    failureOf(() => apply(ticket, { kind: 'checkCriterion', criterion: idOf(0xabc), done: true }), 'item_not_found');
  });
});

it('an action has the name that the command line gives it', () => {
  expect(actionName({ kind: 'set', edit: { field: 'due', before: null, after: null } })).toBe('edit');
  expect(actionName({ kind: 'completeTask', task: 'x', completed: true })).toBe('task complete');
  expect(actionName({ kind: 'completeTask', task: 'x', completed: false })).toBe('task uncomplete');
  expect(actionName({ kind: 'checkCriterion', criterion: 'x', done: false })).toBe('criteria uncheck');
});
