import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../harness/paths.mjs';
import { emptyProject, storePath, tempFolder } from '../harness/tempStore.js';
import { cli, document, failure, listed, ticketOf } from './support/commands.js';

const fixture = path.join(root, 'test', 'fixtures', 'vibe-ticket-store', '.vibe-ticket');
const gitignoreBlock = `# vibe-ticket
.vibe-ticket/backups/
.vibe-ticket/tmp/
.vibe-ticket/*.log

# vibe-ticket worktree directories
*-vibeticket-*/
`;

function textOf(...names: string[]): Promise<string> {
  return readFile(path.join(...names), 'utf8');
}

describe('init', () => {
  it('writes the bytes that vibe-ticket writes', async () => {
    const project = await tempFolder();
    expect(await document(project, ['init', '--name', 'vibe-ticket'])).toEqual({
      schemaVersion: 1,
      kind: 'store',
      path: storePath(project),
      keep: 'with-code',
    });
    for (const name of ['config.yaml', 'templates/ticket.md', 'templates/pull_request.md']) {
      expect(await textOf(storePath(project, name)), name).toBe(await textOf(fixture, name));
    }
    const time = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z`;
    const state = (await textOf(fixture, 'state.yaml')).replace(/_at: .*/g, `_at: ${time}`);
    expect(await textOf(storePath(project, 'state.yaml'))).toMatch(new RegExp(`^${state}$`));
    expect(await textOf(project, '.gitignore')).toBe(gitignoreBlock);
    for (const name of ['tickets', 'templates', 'plugins', 'backups']) {
      expect((await stat(storePath(project, name))).isDirectory(), name).toBe(true);
    }
  });

  it('names the project after its folder, whatever it is called', async () => {
    const project = path.join(await tempFolder(), "it's: a #folder ✓ with 日本語");
    await mkdir(project);
    await document(project, ['init', '-d', 'line one\nline two']);
    expect(await textOf(storePath(project, 'config.yaml'))).toContain(
      "project:\n  name: 'it''s: a #folder ✓ with 日本語'\n  description: |-\n    line one\n    line two\n",
    );
    const { id } = await ticketOf(project, ['new', 'first']);
    expect((await listed(project)).map((ticket) => ticket.id)).toEqual([id]);
  });

  it.each([
    ['without a final newline', 'node_modules/', `node_modules/\n${gitignoreBlock}`],
    ['with one', 'node_modules/\n', `node_modules/\n${gitignoreBlock}`],
    ['that is empty', '', gitignoreBlock],
    ['that has the block already', `a\n${gitignoreBlock}b`, `a\n${gitignoreBlock}b`],
    ['that has the block with other line ends', '# vibe-ticket\r\nmine\r\n', '# vibe-ticket\r\nmine\r\n'],
  ])('extends a .gitignore %s', async (_what, before, after) => {
    const project = await tempFolder();
    await writeFile(path.join(project, '.gitignore'), before);
    await document(project, ['init']);
    await document(project, ['init', '--force']);
    expect(await textOf(project, '.gitignore')).toBe(after);
  });

  it('refuses a project that has a store, and leaves it as it was', async () => {
    const project = await emptyProject();
    const before = await textOf(storePath(project, 'state.yaml'));
    expect(await failure(project, ['init', '--name', 'other'])).toMatchObject({ exit: 4, code: 'store_exists' });
    expect(await textOf(storePath(project, 'state.yaml'))).toBe(before);
  });

  it('by several processes at once makes one store, and tells the others that there is one', async () => {
    const project = await tempFolder();
    const results = await Promise.all(['a', 'b', 'c'].map((name) => cli(project, ['init', '--name', name, '--json'])));
    expect(results.map(({ code }) => code).sort()).toEqual([0, 4, 4]);
    expect((await readdir(project)).sort()).toEqual(['.gitignore', '.vibe-ticket']);
  });

  it('with --force writes settings anew and keeps the tickets', async () => {
    const project = await emptyProject();
    const ticket = await ticketOf(project, ['new', 'kept']);
    await writeFile(storePath(project, 'config.yaml'), 'broken: [');
    await document(project, ['init', '--force', '--name', 'again']);
    expect(await textOf(storePath(project, 'config.yaml'))).toContain('name: again\n');
    expect(await listed(project)).toEqual([ticket]);
  });

  it('says kindly that a file stands in its way', async () => {
    const project = await tempFolder();
    await writeFile(path.join(project, '.vibe-ticket'), 'mine');
    const { exit, code, message } = await failure(project, ['init']);
    expect({ exit, code }).toEqual({ exit: 1, code: 'store_damaged' });
    expect(message).toContain(storePath(project));
    expect(await textOf(project, '.vibe-ticket')).toBe('mine');
  });

  it('makes a store below another one', async () => {
    const outer = await emptyProject();
    const inner = path.join(outer, 'inner');
    await mkdir(inner);
    await document(inner, ['init']);
    const { id } = await ticketOf(inner, ['new', 'inside']);
    expect(await listed(outer)).toEqual([]);
    expect((await listed(inner)).map((ticket) => ticket.id)).toEqual([id]);
  });

  it('does not make the project folder, which may be a typing mistake', async () => {
    const missing = path.join(await tempFolder(), 'missing');
    expect(await failure(missing, ['init'])).toMatchObject({ exit: 2, code: 'usage' });
    expect((await cli(missing, ['list'])).code).toBe(2);
  });
});
