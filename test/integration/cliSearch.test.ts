import { readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { emptyProject, realProject, storePath, tempFolder, ticketPath } from '../harness/tempStore.js';
import { cli, document, failure, ticketOf } from './support/commands.js';

async function found(project: string, args: readonly string[]): Promise<string[]> {
  const { results } = await document(project, ['search', ...args]);
  return (results as { title: string }[]).map(({ title }) => title);
}

describe('search', () => {
  it('keeps its index where git does not see it, also in a store that vibe-ticket made', async () => {
    const project = await realProject();
    await found(project, ['test']);
    expect(await readdir(storePath(project, 'tmp'))).toEqual(expect.arrayContaining(['.gitignore', 'search.idx']));
    expect(await readFile(storePath(project, 'tmp', '.gitignore'), 'utf8')).toBe('*\n');
  });

  it('does without its index where the folder for caches leads elsewhere', async () => {
    const project = await realProject();
    const elsewhere = await tempFolder();
    await symlink(elsewhere, storePath(project, 'tmp'));
    expect(await found(project, ['test'])).not.toEqual([]);
    expect(await readdir(elsewhere)).toEqual([]);
  });

  it('finds words wherever they stand, the title first, and says where', async () => {
    const project = await emptyProject();
    await ticketOf(project, ['new', 'a', '--title', 'Tidy up', '-d', 'The token expires\u001b[2J too early']);
    await ticketOf(project, ['new', 'b', '--title', 'Token refresh']);
    await ticketOf(project, ['new', 'c', '--title', 'ログイン画面']);
    const result = await document(project, ['search', 'token']);
    expect(result).toMatchObject({
      kind: 'search',
      query: 'token',
      count: 2,
      total: 2,
      truncated: false,
      matched: 'all',
    });
    expect(result['results']).toMatchObject([
      { title: 'Token refresh', field: 'title', status: 'todo' },
      { title: 'Tidy up', field: 'description' },
    ]);
    expect(await found(project, ['ログイン'])).toEqual(['ログイン画面']);
    expect(await found(project, ['"expires too"'])).toEqual([]);
    const { stdout } = await cli(project, ['search', 'early']);
    expect(stdout).toContain('Tidy up');
    expect(stdout).not.toContain('\u001b');
  });

  it('finds what has changed since, and not what is gone, whatever the cache says', async () => {
    const project = await emptyProject();
    const { id } = await ticketOf(project, ['new', 'a', '--title', 'Apple']);
    expect(await found(project, ['apple'])).toEqual(['Apple']);
    await ticketOf(project, ['edit', id, '--title', 'Pear']);
    expect(await found(project, ['apple', 'zzz'])).toEqual([]);
    expect(await found(project, ['pear'])).toEqual(['Pear']);
    await writeFile(storePath(project, 'tmp', 'search.idx'), 'garbage');
    expect(await found(project, ['pear'])).toEqual(['Pear']);
    await document(project, ['delete', id]);
    expect(await found(project, ['pear'])).toEqual([]);
  });

  it('goes on beside a broken file', async () => {
    const project = await emptyProject();
    await ticketOf(project, ['new', 'a', '--title', 'Apple']);
    await writeFile(ticketPath(project, '00000000-0000-4000-8000-000000000000'), 'title: [apple');
    expect(await found(project, ['apple'])).toEqual(['Apple']);
  });

  it('is narrowed by a query and pages', async () => {
    const project = await emptyProject();
    for (const slug of ['one', 'two', 'three']) await ticketOf(project, ['new', slug, '--title', `Apple ${slug}`]);
    await ticketOf(project, ['close', 'three']);
    expect(await found(project, ['apple', '--filter', 'is:closed'])).toEqual(['Apple three']);
    expect(await document(project, ['search', 'apple', '--limit', '2'])).toMatchObject({
      count: 2,
      total: 3,
      truncated: true,
    });
    expect(await found(project, ['apple', '--limit', '2', '--offset', '2'])).toHaveLength(1);
  });

  it.each([
    [['  '], 'usage'],
    [['a', '-f', 'colour:red'], 'invalid_query'],
  ])('refuses %j', async (args, code) => {
    expect(await failure(await emptyProject(), ['search', ...args])).toMatchObject({ code, exit: 2 });
  });
});
