import { describe, expect, it } from 'vitest';
import { emptyProject } from '../harness/tempStore.js';
import { cli, document, failure, ticketOf } from './support/commands.js';

async function projectWithTasks(...titles: string[]): Promise<string> {
  const project = await emptyProject();
  await ticketOf(project, ['new', 'one']);
  await ticketOf(project, ['start', 'one']);
  for (const title of titles) await document(project, ['task', 'add', title]);
  return project;
}

async function titles(project: string): Promise<string[]> {
  return (await ticketOf(project, ['show'])).tasks.map(({ title }) => title);
}

describe('tasks', () => {
  it('are renamed, moved and taken out, by number or id', async () => {
    const project = await projectWithTasks('A', 'B', 'C');
    expect(await document(project, ['task', 'rename', '2', 'Bé 🎉'])).toMatchObject({
      kind: 'task',
      index: 2,
      task: { title: 'Bé 🎉' },
    });
    expect(await document(project, ['task', 'move', '3', '1'])).toMatchObject({ index: 1, task: { title: 'C' } });
    expect(await titles(project)).toEqual(['C', 'A', 'Bé 🎉']);
    const [first] = (await ticketOf(project, ['show'])).tasks;
    expect(await document(project, ['task', 'remove', first?.id ?? ''])).toMatchObject({
      index: 1,
      task: { title: 'C' },
    });
    expect(await document(project, ['task', 'remove', '2', '-f'])).toMatchObject({
      index: 2,
      task: { title: 'Bé 🎉' },
    });
    expect(await titles(project)).toEqual(['A']);
  });

  it('lose their tick again', async () => {
    const project = await projectWithTasks('A');
    await document(project, ['task', 'complete', '1']);
    expect(await document(project, ['task', 'uncomplete', '1'])).toMatchObject({
      task: { completed: false, completed_at: null },
    });
    const { stdout } = await cli(project, ['task', 'complete', '1']);
    expect(stdout).toMatch(/^Completed task 1 of #[0-9a-f]{4} \(1\/1\): A\n$/);
  });

  it('stay as they are when one is not there, or has no place or title to go to', async () => {
    const project = await projectWithTasks('A', 'B');
    expect(await failure(project, ['task', 'remove', '3'])).toMatchObject({ exit: 3, code: 'task_not_found' });
    expect(await failure(project, ['task', 'move', '1', '0'])).toMatchObject({ exit: 2, code: 'invalid_value' });
    expect(await failure(project, ['task', 'move', '1', 'up'])).toMatchObject({ exit: 2, code: 'usage' });
    expect(await failure(project, ['task', 'rename', '1', ' '])).toMatchObject({ exit: 2, code: 'invalid_value' });
    expect(await titles(project)).toEqual(['A', 'B']);
  });
});

describe('comments', () => {
  it('are added, listed, changed and taken out', async () => {
    const project = await projectWithTasks();
    const input = '# 日本語\n- [ ] `x`\n';
    const added = await document(project, ['comment', 'add', '-'], { input });
    expect(added).toMatchObject({
      kind: 'comment',
      index: 1,
      comment: { author: expect.stringMatching(/./) as unknown },
    });
    await document(project, ['comment', 'add', 'Second']);
    expect(await document(project, ['comment', 'edit', '2', 'Other'])).toMatchObject({ comment: { text: 'Other' } });
    expect(await document(project, ['comment', 'list', '--limit', '1'])).toMatchObject({
      count: 1,
      total: 2,
      truncated: true,
      comments: [{ index: 1 }],
    });
    expect(await document(project, ['comment', 'remove', '1'])).toMatchObject({ index: 1 });
    expect(await document(project, ['comment', 'list'])).toMatchObject({ comments: [{ index: 1, text: 'Other' }] });
    expect(await failure(project, ['comment', 'edit', '9', 'x'])).toMatchObject({ exit: 3, code: 'item_not_found' });
    expect(await failure(project, ['comment', 'add', ''])).toMatchObject({ exit: 2, code: 'invalid_value' });
  });
});

describe('acceptance criteria', () => {
  it('are added, met, listed and taken out', async () => {
    const project = await projectWithTasks();
    for (const text of ['Fast', 'Safe']) await document(project, ['criteria', 'add', text]);
    expect(await document(project, ['criteria', 'check', '2'])).toMatchObject({
      kind: 'criterion',
      index: 2,
      criterion: { text: 'Safe', done: true },
    });
    expect((await cli(project, ['criteria', 'list'])).stdout).toBe('  1. [ ] Fast\n  2. [x] Safe\n');
    expect(await document(project, ['criteria', 'uncheck', '2'])).toMatchObject({ criterion: { done: false } });
    await document(project, ['criteria', 'remove', '1']);
    expect(await document(project, ['criteria', 'list'])).toMatchObject({ count: 1, criteria: [{ text: 'Safe' }] });
    expect(await failure(project, ['criteria', 'check', 'x'])).toMatchObject({ exit: 3, code: 'item_not_found' });
  });
});
