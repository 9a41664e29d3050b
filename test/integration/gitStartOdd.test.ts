import { existsSync } from 'node:fs';
import { chmod, chown, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { gitLinkOf } from '../../src/domain/gitLink.js';
import { emptyProject, tempFolder } from '../harness/tempStore.js';
import { cli, document, failure, git, listed, ticketOf } from './support/commands.js';
import { commitFile, gitRepository, writeIn } from './support/gitProject.js';
import { KillingGit } from './support/killingGit.js';
import {
  refusedStart,
  start,
  startable,
  stateOf,
  worktreeOf,
  writeTeamSettings,
  writeTickets,
} from './support/startable.js';
import { withoutChildCoverage } from './support/withoutChildCoverage.js';

withoutChildCoverage();

const isRoot = process.getuid?.() === 0;

describe('a start in an odd repository', () => {
  it('works with SHA-256', async () => {
    const project = await startable(['one', 'two'], '--object-format=sha256');
    const { git: place } = await start(project, 'one');
    expect((await git(place?.worktree ?? '', 'rev-parse', 'HEAD')).trim()).toHaveLength(64);
    await git(project, 'switch', '--detach');
    expect((await start(project, 'two', '--no-worktree', '--base', 'main')).git?.branch).toBe('ticket/two');
  });

  it('tells that submodules are not there yet', async () => {
    const project = await startable();
    const module = await gitRepository();
    await git(project, 'submodule', 'add', `file://${module}`, 'part');
    await git(project, 'commit', '-m', 'a part');
    const { git: place, notes } = await start(project, 'one');
    expect(notes?.join()).toContain('submodule update --init');
    expect(await readdir(path.join(place?.worktree ?? '', 'part'))).toEqual([]);
  });

  it('runs the filters that the repository has, and takes all back where one fails', async () => {
    const project = await startable(['one', 'two']);
    await git(project, 'config', 'filter.upper.clean', 'tr A-Z a-z');
    await git(project, 'config', 'filter.upper.smudge', 'tr a-z A-Z');
    await git(project, 'config', 'filter.upper.required', 'true');
    await writeIn(project, '.gitattributes', '*.txt filter=upper\n');
    await commitFile(project, 'a.txt', 'abc\n');
    const { git: place } = await start(project, 'two');
    expect(await readFile(path.join(place?.worktree ?? '', 'a.txt'), 'utf8')).toBe('ABC\n');
    await git(project, 'config', 'filter.upper.smudge', 'false');
    expect((await refusedStart(project)).code).toBe('git_failed');
  });

  it('keeps to a sparse checkout', async () => {
    const project = await startable();
    await commitFile(project, 'far/away', 'x\n');
    await commitFile(project, 'near/by', 'x\n');
    await git(project, 'sparse-checkout', 'set', 'near', '.vibe-ticket');
    const { git: place } = await start(project, 'one');
    const names = await readdir(place?.worktree ?? '');
    expect([names.includes('near'), names.includes('far')]).toEqual([true, false]);
  });

  it('works in a worktree of a bare repository, beside it', async () => {
    const project = await startable();
    const root = await tempFolder();
    await git(root, 'clone', '--bare', project, path.join(root, 'bare.git'));
    await git(path.join(root, 'bare.git'), 'worktree', 'add', path.join(root, 'main'), 'main');
    const home = path.join(root, 'main');
    expect((await failure(home, ['start', 'one'])).code).toBe('worktree_nested');
    await writeTeamSettings(home, 'worktree_prefix: ../{project}-');
    const { git: place } = await start(home, 'one');
    expect(path.dirname(place?.worktree ?? '')).toBe(root);
    expect((await git(place?.worktree ?? '', 'symbolic-ref', '--short', 'HEAD')).trim()).toBe('ticket/one');
    // The store of the new worktree is an old copy; nobody can know another one.
    expect((await listed(home)).map(({ status }) => status)).toEqual(['doing']);
  });

  it('does not start in a bare repository itself', async () => {
    const project = await emptyProject();
    await writeTickets(project, ['one']);
    await git(project, 'init', '--bare', '.git');
    expect((await failure(project, ['start', 'one', '--no-worktree'])).code).toBe('unborn_branch');
  });

  it.runIf(isRoot)('says whose it is where it belongs to somebody else', async () => {
    const project = await startable();
    await chown(project, 12_345, 12_345);
    await chown(path.join(project, '.git'), 12_345, 12_345);
    const { code, hint } = await failure(project, ['start', 'one']);
    expect(code).toBe('git_unsafe_owner');
    expect(hint).toContain('safe.directory');
    expect((await ticketOf(project, ['show', 'one'])).status).toBe('todo');
  });

  it('says that git is missing, and starts without it where it is told to', async () => {
    const project = await startable();
    const env = { PATH: await tempFolder() };
    const { code, hint } = await failure(project, ['start', 'one'], { env });
    expect(code).toBe('git_missing');
    expect(hint).toContain('--no-branch');
    expect((await ticketOf(project, ['start', 'one', '--no-branch'], { env })).status).toBe('doing');
  });
});

describe('a start that cannot be finished takes back what it made', () => {
  it('where the disk is too small for the files', async () => {
    const project = await startable();
    await commitFile(project, 'large', 'x'.repeat(3_000_000));
    const before = await stateOf(project);
    const { code, stderr } = await cli(project, ['start', 'one', '--json'], { maxFileSize: 1_000_000 });
    expect(code).toBe(1);
    expect(['disk_full', 'git_failed']).toContain((JSON.parse(stderr) as { code: string }).code);
    expect(await stateOf(project)).toEqual(before);
  });

  it.each([['--worktree'], ['--no-worktree']])('where the ticket cannot be written, %s', async (flag) => {
    const project = await startable();
    const before = await stateOf(project);
    // The store becomes one of a newer Ticketree while git is at work, which nobody may write to.
    const team = path.join(project, '.vibe-ticket', 'ticketree.yaml');
    await writeIn(project, '.git/hooks/post-checkout', `#!/bin/sh\nprintf 'schema_version: 999\\n' > '${team}'\n`);
    await chmod(path.join(project, '.git/hooks/post-checkout'), 0o755);
    const { code } = await failure(project, ['start', 'one', flag]);
    expect(code).toBe('store_newer');
    await rm(team, { force: true });
    await rm(path.join(project, '.git/hooks/post-checkout'));
    expect(await stateOf(project)).toEqual(before);
  });

  it('where a file cannot be copied for want of space', async () => {
    const project = await startable();
    await writeIn(project, '.git/info/exclude', 'big\n');
    await writeIn(project, 'big', 'x'.repeat(3_000_000));
    await writeTeamSettings(project, 'copy_files:', '- big');
    const before = await stateOf(project);
    const { stderr } = await cli(project, ['start', 'one', '--json'], { maxFileSize: 1_000_000 });
    expect((JSON.parse(stderr) as { code: string }).code).toBe('disk_full');
    expect(await stateOf(project)).toEqual(before);
  });

  it('before git is touched: a claim of somebody else, a full column', async () => {
    const project = await startable(['one', 'two']);
    await document(project, ['claim', 'one', '--session', 'other']);
    expect((await refusedStart(project)).code).toBe('ticket_claimed');
    await document(project, ['release', 'one', '--force']);
    await document(project, ['config', 'set', 'board.enforce_wip', 'on']);
    await document(project, ['config', 'set', 'board.wip_limits.doing', '1']);
    await start(project, 'two');
    expect((await refusedStart(project)).code).toBe('column_full');
  });
});

describe('two processes', () => {
  it('that start the same ticket make one branch and one worktree', async () => {
    const project = await startable();
    const results = await Promise.all([1, 2, 3].map(() => cli(project, ['start', 'one', '--json'])));
    expect(results.map(({ code }) => code).sort()).toEqual([0, 4, 4]);
    expect((await git(project, 'branch', '--list', 'ticket/*')).trim().split('\n')).toHaveLength(1);
    const ticket = await ticketOf(project, ['show', 'one']);
    expect(gitLinkOf(ticket)?.branch).toBe('ticket/one');
    expect((await stateOf(project))['flows']).toEqual([]);
  });

  it('that start different tickets make one of each, and leave no lock', async () => {
    const slugs = ['one', 'two', 'three', 'four'];
    const project = await startable(slugs);
    const results = await Promise.all(slugs.map((slug) => cli(project, ['start', slug, '--json'])));
    expect(results.map(({ code, stderr }) => [code, stderr])).toEqual(slugs.map(() => [0, '']));
    for (const slug of slugs) expect(existsSync(path.join(worktreeOf(project, slug), 'README.md'))).toBe(true);
    expect((await stateOf(project))['flows']).toEqual([]);
    expect((await readdir(path.join(project, '.git'))).filter((name) => name.endsWith('.lock'))).toEqual([]);
  });
});

describe('git processes of a start with a worktree', () => {
  it('are six at most, in the worst case', async () => {
    const project = await startable();
    const remote = await tempFolder();
    await git(remote, 'init', '--bare');
    await git(project, 'remote', 'add', 'origin', `file://${remote}`);
    await commitFile(project, 'new', 'x\n');
    await git(project, 'push', '-u', 'origin', 'main');
    await git(project, 'remote', 'set-head', 'origin', 'main');
    await git(project, 'reset', '--hard', 'HEAD~1');
    await writeIn(project, '.git/info/exclude', '.env\n');
    await writeIn(project, '.env', 'x\n');
    await writeTeamSettings(project, 'copy_files:', '- .env');
    const fake = await KillingGit.make();
    await document(project, ['start', 'one'], { env: fake.env });
    expect((await fake.calls()).length).toBeLessThanOrEqual(6);
  });
});
