import { describe, expect, it } from 'vitest';
import { emptyProject } from '../harness/tempStore.js';
import { cli, document, ticketOf } from './support/commands.js';

const fields = [
  ...['id', 'slug', 'title', 'description', 'priority', 'status', 'tags', 'created_at', 'started_at', 'closed_at'],
  ...['assignee', 'tasks', 'metadata'],
];
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/;

describe('with --json', () => {
  it('new, show, edit and close print the ticket with the fields of its file', async () => {
    const project = await emptyProject();
    const made = await document(project, ['new', 'fix-login', '--tags', 'ui, auth,,ui', '-d', 'a\nb']);
    expect(Object.keys(made)).toEqual(['schemaVersion', 'kind', 'ticket']);
    expect(made).toMatchObject({ schemaVersion: 1, kind: 'ticket' });
    const ticket = made['ticket'] as Record<string, unknown>;
    expect(Object.keys(ticket)).toEqual(fields);
    expect(ticket).toEqual({
      id: expect.stringMatching(uuid) as unknown,
      slug: expect.stringMatching(/^\d{12}-fix-login$/) as unknown,
      title: 'Fix Login',
      description: 'a\nb',
      priority: 'medium',
      status: 'todo',
      tags: ['ui', 'auth'],
      created_at: expect.stringMatching(time) as unknown,
      started_at: null,
      closed_at: null,
      assignee: null,
      tasks: [],
      metadata: { created_by: expect.any(String) as unknown },
    });
    expect(await document(project, ['show', 'fix-login'])).toEqual(made);
    expect(await document(project, ['show', 'fix-login', '--tasks', '--markdown'])).toEqual(made);
    const edited = await document(project, ['edit', 'fix-login', '-a', 'mia', '--status', 'review']);
    expect(edited).toEqual({
      ...made,
      ticket: {
        ...ticket,
        assignee: 'mia',
        status: 'review',
        metadata: { ...(ticket['metadata'] as object), status_since: expect.stringMatching(time) as unknown },
      },
    });
    const closed = await ticketOf(project, ['close', 'fix-login', '-m', 'It works.', '--archive']);
    expect(closed).toMatchObject({ status: 'done', metadata: { close_message: 'It works.', archived: true } });
    expect(closed.metadata['archived_at']).toMatch(/\+00:00$/);
    expect(closed.closed_at).toMatch(time);
  });

  it('task add, complete and list print the task with its number', async () => {
    const project = await emptyProject();
    const { id, slug } = await ticketOf(project, ['new', 'with-tasks']);
    const named = { schemaVersion: 1, ticket_id: id, ticket_slug: slug };
    const task = { id: expect.stringMatching(uuid) as unknown, created_at: expect.stringMatching(time) as unknown };
    const first = { ...task, title: 'First', completed: false, completed_at: null };
    expect(await document(project, ['task', 'add', 'First', '-t', id])).toEqual({
      ...named,
      kind: 'task',
      index: 1,
      task: first,
    });
    await document(project, ['task', 'add', 'Second', '-t', id]);
    const done = { ...first, completed: true, completed_at: expect.stringMatching(time) as unknown };
    const completed = await document(project, ['task', 'complete', '1', '-t', id]);
    expect(completed).toEqual({ ...named, kind: 'task', index: 1, task: done });
    const { id: taskId } = completed['task'] as { id: string };
    expect(await document(project, ['task', 'complete', taskId, '-t', id])).toEqual(completed);
    const all = await document(project, ['task', 'list', '-t', id]);
    const second = { ...first, title: 'Second' };
    expect(all).toEqual({
      ...named,
      kind: 'tasks',
      count: 2,
      completed: 1,
      total: 2,
      tasks: [
        { index: 1, ...done },
        { index: 2, ...second },
      ],
    });
    expect(await document(project, ['task', 'list', '-t', id, '--incomplete'])).toMatchObject({
      count: 1,
      tasks: [{ index: 2 }],
    });
    expect(await document(project, ['task', 'list', '-t', id, '--completed'])).toMatchObject({
      count: 1,
      tasks: [{ index: 1 }],
    });
  });

  it('stands before the command, after it, and short', async () => {
    const project = await emptyProject();
    const { id } = await ticketOf(project, ['new', 'one']);
    const plain = (await cli(project, ['list', '--json'])).stdout;
    expect((await cli(project, ['-j', 'list'])).stdout).toBe(plain);
    expect((await cli(project, ['list', '-vj'])).stdout).toBe(plain);
    const tasks = await cli(project, ['task', '--json', 'list', '-t', id]);
    expect(JSON.parse(tasks.stdout)).toMatchObject({ kind: 'tasks', count: 0 });
  });
});
