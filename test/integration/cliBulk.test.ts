import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { emptyProject, ticketPath } from '../harness/tempStore.js';
import { cli, document, failure, listed, ticketOf } from './support/commands.js';

async function projectOf(...slugs: readonly string[]): Promise<string> {
  const project = await emptyProject();
  for (const slug of slugs) await ticketOf(project, ['new', slug, '--tags', 'wip']);
  return project;
}

async function all(project: string): Promise<ReturnType<typeof listed>> {
  return listed(project, ['--archived', '--include-done']);
}

describe('bulk', () => {
  it('changes what the query finds as one operation, which one undo takes back', async () => {
    const project = await projectOf('login-one', 'login-two', 'other');
    const update = ['bulk', 'update', '-f', 'slug:login', '--priority', 'high', '--assignee', 'mia'];
    const changed = await document(project, update);
    expect(changed).toMatchObject({ kind: 'bulk', action: 'update', dry_run: false, count: 2, total: 2, failures: [] });
    expect(changed['operations']).toHaveLength(1);
    const values = (await all(project)).map(({ priority, assignee }) => `${priority} ${String(assignee)}`);
    expect(values.sort()).toEqual(['high mia', 'high mia', 'medium null']);
    await document(project, ['undo']);
    expect((await all(project)).every(({ priority, assignee }) => priority === 'medium' && assignee === null)).toBe(
      true,
    );
  });

  it('with --dry-run lists and writes nothing', async () => {
    const project = await projectOf('one', 'two');
    const before = await all(project);
    for (const action of [['close', '-a'], ['archive'], ['delete'], ['tag', '--add', 'x']]) {
      expect(await document(project, ['bulk', ...action, '--all', '--dry-run'])).toMatchObject({
        dry_run: true,
        count: 2,
      });
    }
    expect((await cli(project, ['bulk', 'close', '-f', 'slug:two', '-d'])).stdout).toContain('Two');
    expect(await all(project)).toEqual(before);
  });

  it('tags, closes and archives', async () => {
    const project = await projectOf('one', 'two');
    await document(project, ['bulk', 'tag', '-f', 'slug:one', '--add', 'v2, 日本', '--remove', 'wip']);
    expect((await ticketOf(project, ['show', 'one'])).tags).toEqual(['v2', '日本']);
    expect((await cli(project, ['history', '-l', '1'])).stdout).toContain('bulk tag');
    await document(project, ['bulk', 'close', '-f', 'tag:v2', '-m', 'Released.', '-a']);
    expect(await ticketOf(project, ['show', 'one'])).toMatchObject({
      status: 'done',
      metadata: { close_message: 'Released.', archived: true },
    });
    expect(await document(project, ['bulk', 'archive', '--all'])).toMatchObject({
      count: 1,
      tickets: [{ title: 'Two' }],
    });
  });

  it('deletes with consent only', async () => {
    const project = await projectOf('one', 'two');
    expect(await failure(project, ['bulk', 'delete', '--all'])).toMatchObject({ code: 'usage', exit: 2 });
    expect(await all(project)).toHaveLength(2);
    expect(await document(project, ['bulk', 'delete', '--all', '--yes'])).toMatchObject({ count: 2 });
    expect(await all(project)).toEqual([]);
  });

  it.each([
    ['no query', ['close']],
    ['an empty query', ['close', '-f', '  ']],
    ['a query beside --all', ['close', '-f', 'a', '--all']],
    ['nothing to change', ['update', '--all']],
    ['no tags', ['tag', '--all']],
  ])('refuses %s', async (_name, args) => {
    const project = await projectOf('one');
    expect(await failure(project, ['bulk', ...args])).toMatchObject({ code: 'usage', exit: 2 });
    expect(await listed(project)).toHaveLength(1);
  });

  it('refuses a query that means nothing, and names the column', async () => {
    const refused = await failure(await projectOf('one'), ['bulk', 'close', '-f', 'colour:red']);
    expect(refused).toMatchObject({ code: 'invalid_query', exit: 2 });
    expect(refused.message).toContain('Column 1');
  });

  it('with --keep-going does what can be done, tells the rest, and ends with 1', async () => {
    const project = await projectOf('whole', 'part', 'free');
    const [whole, part] = [await ticketOf(project, ['show', 'whole']), await ticketOf(project, ['show', 'part'])];
    const path = ticketPath(project, part.id);
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace('metadata:\n', `metadata:\n  parent: ${whole.id}\n`));
    const args = ['bulk', 'delete', '-f', 'slug:whole,free', '--yes'];
    expect(await failure(project, args)).toMatchObject({ code: 'has_dependents', exit: 4 });
    expect(await listed(project)).toHaveLength(3);
    const kept = await cli(project, [...args, '--keep-going', '--json']);
    expect(kept.code).toBe(1);
    expect(JSON.parse(kept.stdout)).toMatchObject({
      count: 1,
      total: 2,
      failures: [{ id: whole.id, code: 'has_dependents' }],
    });
    expect((await listed(project)).map(({ title }) => title).sort()).toEqual(['Part', 'Whole']);
    expect(
      await document(project, ['bulk', 'delete', '-f', 'slug:whole', '--yes', '--children', 'cascade']),
    ).toMatchObject({ count: 1 });
    expect(await listed(project)).toEqual([]);
  });
});
