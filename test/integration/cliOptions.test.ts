import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../harness/cli.js';
import { emptyProject, openWorkspace, tempFolder } from '../harness/tempStore.js';
import { document, failure, listed, ticketOf } from './support/commands.js';

async function slugs(args: readonly string[], cwd: string): Promise<string[]> {
  const { code, stdout, stderr } = await runCli([...args, '--json'], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const { tickets } = JSON.parse(stdout) as { tickets: { slug: string }[] };
  return tickets.map(({ slug }) => slug.slice(13));
}

describe('-p', () => {
  it('names the project by an absolute or a relative path, before or after the command', async () => {
    const project = await emptyProject();
    await ticketOf(project, ['new', 'here']);
    await mkdir(path.join(project, 'a dir', 'deeper'), { recursive: true });
    const cwd = path.dirname(project);
    const name = path.basename(project);
    for (const args of [
      ['-p', project, 'list'],
      ['--project', project, 'list'],
      [`--project=${project}`, 'list'],
      ['list', '-p', project],
      ['-p', name, 'list'],
      ['list', '-p', `./${name}/`],
      ['list', '-p', `${name}/a dir/deeper`],
    ]) {
      expect(await slugs(args, cwd), args.join(' ')).toEqual(['here']);
    }
    expect(await slugs(['list', '-p', '../..'], path.join(project, 'a dir', 'deeper'))).toEqual(['here']);
  });

  it('stands before the command, between it and its sub-command, and after both; the last one counts', async () => {
    const [project, other] = [await emptyProject(), await emptyProject()];
    const { id } = await ticketOf(project, ['new', 'here']);
    for (const args of [
      ['-p', project, 'task', 'list', '-t', id],
      ['task', '-p', project, 'list', '-t', id],
      ['task', 'list', '-t', id, '-p', project],
      ['-p', other, 'task', 'list', '-t', id, '-p', project],
    ]) {
      expect((await runCli(args)).code, args.join(' ')).toBe(0);
    }
  });

  it('that names no folder is a mistake', async () => {
    const folder = await tempFolder();
    const file = path.join(folder, 'file');
    await writeFile(file, '');
    for (const wrong of [path.join(folder, 'missing'), file, path.join(file, 'below')]) {
      expect(await failure(wrong, ['list'])).toMatchObject({ exit: 2, code: 'usage' });
    }
  });
});

describe('texts', () => {
  it('may start with a dash, be empty, long, or in any script', async () => {
    const project = await emptyProject();
    const title = '-5 °C: "quoted" \'single\' #hash $HOME `x` 日本語 👩‍👩‍👧 \\n';
    const description = `--json\n${'x'.repeat(60_000)}\n\t- [ ] tab\r\n  trailing  \n\n`;
    const ticket = await ticketOf(project, [
      'new',
      'odd',
      '--title',
      title,
      '-d',
      description,
      '--tags',
      '-a,--b, c d ',
    ]);
    expect(ticket).toMatchObject({ title, description, tags: ['-a', '--b', 'c d'] });
    expect(await ticketOf(project, ['show', 'odd'])).toEqual(ticket);
    expect(await ticketOf(project, ['edit', 'odd', '--description', ''])).toMatchObject({ description: '' });
    const edited = await ticketOf(project, ['edit', 'odd', '--title', '--', '--assignee', '-', '--remove-tags', '-a']);
    expect(edited).toMatchObject({ title: '--', assignee: '-', tags: ['--b', 'c d'] });
    expect(await ticketOf(project, ['edit', 'odd', '--assignee', ''])).toMatchObject({ assignee: null });
  });

  it('that look like YAML stay texts', async () => {
    const project = await emptyProject();
    const titles = [
      'null',
      'true',
      '1.5',
      '0x1F',
      '~',
      '[]',
      '{a: b}',
      '*x',
      '&x',
      '!!str',
      '|',
      '>-',
      '# x',
      '- x',
      'a: b',
      '---',
      '2025-01-01',
    ];
    const { tickets } = await openWorkspace(project);
    for (const title of titles) await tickets.create({ title });
    expect((await listed(project)).map(({ title }) => title).sort()).toEqual(titles.sort());
  });

  it('after -- are no options', async () => {
    const project = await emptyProject();
    const { id } = await ticketOf(project, ['new', 'one']);
    const { code } = await runCli(['task', 'add', '-p', project, '-t', id, '--', '- [ ] --json']);
    expect(code).toBe(0);
    expect((await ticketOf(project, ['show', id])).tasks).toMatchObject([{ title: '- [ ] --json' }]);
  });

  it('of a title become one line', async () => {
    const project = await emptyProject();
    expect(await ticketOf(project, ['new', 'one', '-t', '  two\n\tlines\u2028 here '])).toMatchObject({
      title: 'two lines here',
    });
  });

  it('are tags once each, and taken away before others are added', async () => {
    const project = await emptyProject();
    await document(project, ['new', 'tagged', '--tags', 'a,b,a']);
    const edit = ['edit', 'tagged', '--add-tags', 'c,a,c', '--remove-tags', 'b'];
    expect(await ticketOf(project, edit)).toMatchObject({ tags: ['a', 'c'] });
  });
});
