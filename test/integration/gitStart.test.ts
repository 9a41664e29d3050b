import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { gitLinkOf } from '../../src/domain/gitLink.js';
import { tempFolder } from '../harness/tempStore.js';
import { cli, document, git } from './support/commands.js';
import { commitFile } from './support/gitProject.js';
import { refusedStart, start, startable, withOrigin, worktreeOf, writeTeamSettings } from './support/startable.js';

async function branches(project: string): Promise<string[]> {
  const text = await git(project, 'for-each-ref', '--format=%(refname:short)', 'refs/heads');
  return text.split('\n').filter((name) => name !== '');
}

async function headOf(folder: string): Promise<string> {
  return (await git(folder, 'symbolic-ref', '--short', 'HEAD')).trim();
}

describe('start in a repository', () => {
  it('makes a branch and a worktree, and writes both down', async () => {
    const project = await startable(['one']);
    const { ticket, git: place } = await start(project, 'one');
    const worktree = worktreeOf(project);
    expect(place).toEqual({
      branch: 'ticket/one',
      base: 'main',
      worktree,
      branch_created: true,
      worktree_created: true,
      copied: [],
    });
    expect(ticket.status).toBe('doing');
    expect(gitLinkOf(ticket)).toEqual({ branch: 'ticket/one', base: 'main', pull_request: null });
    expect(await headOf(worktree)).toBe('ticket/one');
    expect(await headOf(project)).toBe('main');
    expect((await git(project, 'status', '--porcelain', '--', ':!.vibe-ticket')).trim()).toBe('');
    expect(await readdir(path.join(project, '.git', 'ticketree'))).toEqual([]);
    expect((await document(project, ['check']))['active']).toMatchObject({ id: ticket.id });
  });

  it('goes to the branch in this checkout where no worktree is wanted', async () => {
    const project = await startable(['one']);
    const { git: place } = await start(project, 'one', '--no-worktree');
    expect(place).toMatchObject({ branch: 'ticket/one', worktree: null, branch_created: true });
    expect(await headOf(project)).toBe('ticket/one');
  });

  it('leaves git alone where it is told to', async () => {
    const project = await startable(['one']);
    const { ticket, git: place } = await start(project, 'one', '--no-branch');
    expect([ticket.status, place, await branches(project)]).toEqual(['doing', null, ['main']]);
  });

  it('says to a person what it made', async () => {
    const project = await startable(['one']);
    await writeFile(path.join(project, '.git', 'info', 'exclude'), '.env\n');
    await writeFile(path.join(project, '.env'), 'KEY=1\n');
    await writeTeamSettings(project, 'copy_files:', '- .env');
    const { stdout, stderr } = await cli(project, ['start', 'one']);
    const worktree = worktreeOf(project);
    expect(stdout).toMatch(/^Started #\w+ one\nbranch: ticket\/one from main\nworktree: /);
    expect(stdout).toContain(`worktree: ${worktree}\ncopied: .env\n`);
    expect(stderr).toBe('');
    expect(await readFile(path.join(worktree, '.env'), 'utf8')).toBe('KEY=1\n');
  });

  it('tells where the work is when there is nothing left to start', async () => {
    const project = await startable(['one']);
    const { git: place } = await start(project, 'one');
    const { code, hint } = await refusedStart(project);
    expect(code).toBe('invalid_transition');
    expect(hint).toContain(place?.worktree);
  });

  it('gives a ticket in progress the worktree that it has not', async () => {
    const project = await startable(['one']);
    await start(project, 'one', '--no-branch');
    const { git: place } = await start(project, 'one');
    expect(place).toMatchObject({ branch_created: true, worktree_created: true });
  });

  it('uses the branch that the ticket has already', async () => {
    const project = await startable(['one']);
    await git(project, 'branch', 'ticket/one');
    const { git: place, notes } = await start(project, 'one');
    expect(place).toMatchObject({ branch: 'ticket/one', branch_created: false, worktree_created: true });
    expect(notes).toEqual(['The branch ticket/one was there already.']);
  });

  it("uses a worktree that vibe-ticket made for the ticket's branch, wherever it is", async () => {
    const project = await startable(['one']);
    const worktree = path.join(await tempFolder(), 'proj-vibeticketone');
    await git(project, 'worktree', 'add', worktree, '-b', 'ticket/one');
    const { git: place } = await start(project, 'one');
    expect(place).toMatchObject({ worktree, branch_created: false, worktree_created: false });
  });

  it("starts from the remote's default branch, and from what was fetched where the local one only lags behind", async () => {
    const project = await startable(['one', 'two']);
    await withOrigin(project);
    const ahead = await commitFile(project, 'new', 'new');
    await git(project, 'push', 'origin', 'main');
    await git(project, 'reset', '--hard', 'HEAD~1');
    await git(project, 'switch', '-c', 'elsewhere');
    const { git: place, notes } = await start(project, 'one');
    expect(place?.base).toBe('main');
    expect((await git(project, 'rev-parse', 'ticket/one')).trim()).toBe(ahead);
    expect(notes).toEqual(['main is behind origin/main, so the branch starts from the latter.']);
    await expect(git(project, 'config', 'branch.ticket/one.merge')).rejects.toThrow();
    await git(project, 'switch', 'main');
    const diverged = await commitFile(project, 'mine', 'mine');
    await start(project, 'two');
    expect((await git(project, 'rev-parse', 'ticket/two')).trim()).toBe(diverged);
  });

  it('starts from a branch, a tag, a commit and a branch of the remote that a person names', async () => {
    const project = await startable(['one', 'two', 'three', 'four']);
    await withOrigin(project);
    const first = (await git(project, 'rev-parse', 'HEAD')).trim();
    await git(project, 'tag', '-a', 'v1', '-m', 'v1');
    await git(project, 'switch', '-c', 'develop');
    const develop = await commitFile(project, 'new', 'new');
    await git(project, 'push', 'origin', 'develop');
    await git(project, 'switch', 'main');
    await git(project, 'branch', '-D', 'develop');
    const seen: unknown[] = [];
    for (const [slug, base] of [
      ['one', 'v1'],
      ['two', first.slice(0, 10)],
      ['three', 'origin/develop'],
      ['four', 'develop'],
    ] as const) {
      const { git: place } = await start(project, slug, '--base', base);
      seen.push([place?.base, (await git(project, 'rev-parse', `ticket/${slug}`)).trim()]);
    }
    expect(seen).toEqual([
      [null, first],
      [null, first],
      ['develop', develop],
      ['develop', develop],
    ]);
  });
});

describe('a start that fails leaves all as it was', () => {
  it('before there is a commit', async () => {
    const project = await startable(['one']);
    await git(project, 'update-ref', '-d', 'refs/heads/main');
    expect((await refusedStart(project)).code).toBe('unborn_branch');
  });

  it('on a detached head, where nothing says what to start from', async () => {
    const project = await startable(['one']);
    await git(project, 'switch', '--detach');
    expect((await refusedStart(project)).code).toBe('detached_head');
    await git(project, 'switch', '--detach');
    expect((await start(project, 'one', '--base', 'main')).git?.base).toBe('main');
  });

  it('where the base is missing', async () => {
    const project = await startable(['one']);
    expect((await refusedStart(project, '--base', 'nowhere')).code).toBe('ref_not_found');
    expect((await refusedStart(project, '--base=--upload-pack=x')).code).toBe('ref_not_found');
  });

  it("where the branch is another ticket's, or the base itself", async () => {
    const project = await startable(['one', 'two']);
    await start(project, 'two');
    const taken = await refusedStart(project, '--branch-name', 'ticket/two');
    expect(taken).toMatchObject({ code: 'branch_exists', message: 'The branch ticket/two is that of "two".' });
    expect((await refusedStart(project, '--branch-name', 'main')).code).toBe('branch_exists');
    expect((await refusedStart(project, '--branch-name', 'main/x')).code).toBe('branch_exists');
    expect((await refusedStart(project, '--branch-name', 'a..b')).code).toBe('invalid_value');
    expect((await refusedStart(project, '--branch-name=-D')).code).toBe('invalid_value');
    const full = await refusedStart(project, '--branch-name', 'refs/heads/x');
    expect([full.code, full.hint]).toEqual(['invalid_value', 'Name the branch alone: --branch-name x']);
  });

  it('where the branch is the base that is written down already', async () => {
    const project = await startable(['one']);
    await start(project, 'one');
    await document(project, ['worktree', 'remove', 'one']);
    await git(project, 'switch', '--quiet', '-c', 'elsewhere');
    const refused = await refusedStart(project, '--branch-name', 'main', '--no-worktree');
    expect(refused.code).toBe('branch_exists');
  });

  it('where something stands in the place of the worktree', async () => {
    const project = await startable(['one']);
    await writeFile(worktreeOf(project), 'mine');
    expect((await refusedStart(project)).code).toBe('path_exists');
  });

  it('where changed files are in the way of a switch', async () => {
    const project = await startable(['one']);
    await git(project, 'branch', 'old');
    await commitFile(project, 'README.md', 'Hello again\n');
    await writeFile(path.join(project, 'README.md'), 'mine\n');
    const { code, hint } = await refusedStart(project, '--no-worktree', '--base', 'old');
    expect(code).toBe('git_failed');
    expect(hint).toContain('stash');
    expect(existsSync(path.join(project, '.git', 'index.lock'))).toBe(false);
  });
});
