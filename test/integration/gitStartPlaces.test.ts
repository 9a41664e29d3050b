import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rm, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { tempFolder } from '../harness/tempStore.js';
import { document, failure, git } from './support/commands.js';
import { commitFile, writeIn } from './support/gitProject.js';
import { refusedStart, start, startable, worktreeOf, writeTeamSettings } from './support/startable.js';
import { withoutChildCoverage } from './support/withoutChildCoverage.js';

withoutChildCoverage();

function besides(project: string): string {
  const folder = `${project}-trees`;
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

describe('where a worktree stands', () => {
  it('is beside the project where the team wants it there, in folders that are made', async () => {
    const project = await startable();
    await writeTeamSettings(project, 'worktree_prefix: ../{project}-trees/new/');
    const { git: place } = await start(project, 'one');
    expect(place?.worktree).toBe(path.join(besides(project), 'new', 'one'));
  });

  it.each([
    '/tmp/elsewhere-',
    '~/trees/',
    '../../x-',
    './a/../../../x-',
    '.git/hooks/',
    './.GIT/x-',
    '.vibe-ticket/x-',
    'C:\\\\x-',
  ])('is never %s because a team says so', async (prefix) => {
    const project = await startable();
    await writeTeamSettings(project, `worktree_prefix: "${prefix}"`);
    expect((await refusedStart(project)).code).toBe('invalid_value');
  });

  it('cannot be set for the team to one that no start would take', async () => {
    const project = await startable();
    const { code, hint } = await failure(project, ['config', 'set', 'git.worktree_prefix', '../../x-']);
    expect(code).toBe('invalid_value');
    expect(hint).toContain('--personal');
  });

  it('is not where a link of the repository leads', async () => {
    const project = await startable();
    await symlink(await tempFolder(), path.join(project, 'out'));
    await symlink('/', path.join(project, 'root'));
    for (const prefix of ['./root/x-', './root/tmp/../x-']) {
      await writeTeamSettings(project, `worktree_prefix: ${prefix}`);
      expect((await refusedStart(project)).code).toBe('invalid_value');
    }
  });

  it('is wherever the person wants it', async () => {
    const project = await startable();
    const mine = await tempFolder();
    const env = { TICKETREE_CONFIG: path.join(mine, 'config.yaml'), HOME: mine };
    await document(project, ['config', 'set', '--personal', 'git.worktree_prefix', '~/trees/{project} '], { env });
    const { git: place } = await document(project, ['start', 'one'], { env });
    expect(place).toMatchObject({ worktree: path.join(mine, 'trees', `${path.basename(project)} one`) });
  });

  it("has the project's name, as far as a folder can have it", async () => {
    const project = await startable();
    await document(project, ['config', 'set', 'project.name', '../日本/🎟 x']);
    const { git: place } = await start(project, 'one');
    expect(place?.worktree).toBe(path.join(project, '日本-x-vibeticket-one'));
  });

  it('is never inside another worktree', async () => {
    const project = await startable();
    await git(project, 'worktree', 'add', path.join(project, 'trees'), '-b', 'other');
    await writeTeamSettings(project, 'worktree_prefix: ./trees/x-');
    const { code, hint } = await refusedStart(project);
    expect(code).toBe('worktree_nested');
    expect(hint).toContain('git.worktree_prefix ../');
  });

  it('is beside the main worktree also for a person who stands in another one', async () => {
    const project = await startable(['one', 'two']);
    const { git: first } = await start(project, 'one');
    const { git: second } = await start(first?.worktree ?? '', 'two', '--base', 'main');
    expect(second?.worktree).toBe(worktreeOf(project, 'two'));
  });

  it('is taken again where the folder of an earlier one is gone', async () => {
    const project = await startable();
    const { git: place } = await start(project, 'one');
    await rm(place?.worktree ?? '', { recursive: true });
    const again = await start(project, 'one');
    expect(again.git).toMatchObject({ worktree: place?.worktree, branch_created: false, worktree_created: true });
  });

  it('is not shown as new files of the main worktree, whatever it is called', async () => {
    const project = await startable(['one', 'two', 'three']);
    await writeTeamSettings(project, 'worktree_prefix: "./my *trees*/[x] "');
    await git(project, 'add', '--all');
    await git(project, 'commit', '-m', 'settings');
    for (const slug of ['one', 'two']) await start(project, slug);
    expect(await git(project, 'status', '--porcelain', '--', ':!.vibe-ticket')).toBe('');
    const exclude = await readFile(path.join(project, '.git', 'info', 'exclude'), 'utf8');
    expect(exclude.split('\n').filter((line) => line.includes('trees'))).toEqual([
      '/my \\*trees\\*/\\[x] one/',
      '/my \\*trees\\*/\\[x] two/',
    ]);
    await rm(path.join(project, 'my *trees*'), { recursive: true });
    await writeTeamSettings(project, 'worktree_prefix: ./{project}-vibeticket-');
    await start(project, 'three');
    expect(await readFile(path.join(project, '.git', 'info', 'exclude'), 'utf8')).toBe(exclude);
  });
});

describe('names of branches and folders', () => {
  it.each([
    ['日本語の題', 'ticket/日本語の題'],
    ['a b/c', 'ticket/a-b-c'],
    ['..hidden.lock', 'ticket/hidden'],
    ['🎟🎟', null],
    ['x'.repeat(200), `ticket/${'x'.repeat(200)}`],
    ['題'.repeat(200), `ticket/${'題'.repeat(66)}`],
    ['-rf', 'ticket/rf'],
  ])('of a ticket with the slug %s are taken by git', async (slug, branch) => {
    const project = await startable([slug]);
    const [ticket] = (await document(project, ['list']))['tickets'] as { id: string }[];
    const id = ticket?.id ?? '';
    const { git: place } = await start(project, id);
    expect(place?.branch).toBe(branch ?? `ticket/${id.slice(0, 8)}`);
    expect(existsSync(path.join(place?.worktree ?? '', 'README.md'))).toBe(true);
    expect(path.dirname(place?.worktree ?? '')).toBe(project);
  });

  it('may have spaces and other scripts all the way', async () => {
    const project = await startable();
    const moved = path.join(await tempFolder(), "my 'own' プロジェクト");
    await mkdir(path.dirname(moved), { recursive: true });
    await git(path.dirname(project), 'clone', '--no-hardlinks', project, moved);
    const { git: place } = await start(moved, 'one', '--branch-name', 'wörk/é');
    expect(place).toMatchObject({ branch: 'wörk/é', base: 'main' });
    expect(existsSync(path.join(place?.worktree ?? '', 'README.md'))).toBe(true);
  });
});

describe('files that a new worktree gets a copy of', () => {
  async function withFiles(...patterns: string[]): Promise<string> {
    const project = await startable();
    await writeTeamSettings(project, 'copy_files:', ...patterns.map((each) => `- "${each}"`));
    await writeIn(project, '.git/info/exclude', 'config/\n.env*\nsecret\n');
    await writeIn(project, '.env', 'KEY=1\n');
    await writeIn(project, 'packages/a/.env', 'KEY=2\n');
    await writeIn(project, 'config/deep/key', 'key\n');
    return project;
  }

  it('are those that match, in folders too, with their permissions', async () => {
    const project = await withFiles('.env', 'config/**');
    await chmod(path.join(project, 'config/deep/key'), 0o700);
    const { git: place } = await start(project, 'one');
    expect(place?.copied).toEqual(['.env', 'config/deep/key', 'packages/a/.env']);
    expect((await stat(path.join(place?.worktree ?? '', 'config/deep/key'))).mode & 0o777).toBe(0o700);
    expect(await git(place?.worktree ?? '', 'status', '--porcelain')).toBe('');
  });

  it('are none that git tracks, also where the branch has none of that name', async () => {
    const project = await withFiles('*');
    await commitFile(project, 'later', 'later\n');
    const { git: place } = await start(project, 'one', '--base', 'HEAD~1');
    expect(place?.copied).not.toContain('later');
    expect(existsSync(path.join(place?.worktree ?? '', 'later'))).toBe(false);
    expect(place?.copied).not.toContain('README.md');
  });

  it('are none from elsewhere: no link is followed, on neither side, and no path leads up', async () => {
    const project = await withFiles('secret', 'linked/**', '../*', 'config/**');
    const outside = await tempFolder();
    await writeIn(outside, 'key', 'not yours\n');
    await git(project, 'switch', '-c', 'trap');
    await symlink(outside, path.join(project, 'linked'));
    await git(project, 'add', '--force', 'linked');
    await git(project, 'commit', '-m', 'a link');
    await rm(path.join(project, 'config'), { recursive: true });
    await symlink(outside, path.join(project, 'config'));
    await git(project, 'add', '--force', 'config');
    await git(project, 'commit', '-m', 'another');
    await git(project, 'switch', 'main');
    await symlink(path.join(outside, 'key'), path.join(project, 'secret'));
    await writeIn(project, 'config/stolen', 'mine\n');
    const { git: place } = await start(project, 'one', '--base', 'trap');
    expect(place?.copied).toEqual([]);
    expect(existsSync(path.join(outside, 'stolen'))).toBe(false);
  });

  it('are none of another worktree, and none of packages unless they are named', async () => {
    const project = await withFiles('.env');
    await git(project, 'worktree', 'add', path.join(project, 'x-vibeticket-other'), '-b', 'other');
    await writeIn(project, 'x-vibeticket-other/.env', 'other\n');
    await writeIn(project, 'node_modules/a/.env', 'package\n');
    const { git: place } = await start(project, 'one');
    expect(place?.copied).toEqual(['.env', 'packages/a/.env']);
  });
});

describe('outside of a repository', () => {
  it('a start does without git unless git is asked for', async () => {
    const project = await startable();
    await rm(path.join(project, '.git'), { recursive: true });
    expect((await failure(project, ['start', 'one', '--worktree'])).code).toBe('no_repository');
    expect((await failure(project, ['start', 'one', '--base', 'main'])).code).toBe('no_repository');
    const { git: place, notes, ticket } = await start(project, 'one');
    expect([place, notes, ticket.status]).toEqual([null, undefined, 'doing']);
  });
});
