import { chmod, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { tempFolder } from '../harness/tempStore.js';
import { document, git } from './support/commands.js';
import { commitFile, gitProject, writeIn } from './support/gitProject.js';
import { gitSpy } from './support/gitSpy.js';
import { mayMount, SmallDisk } from './support/smallDisk.js';
import {
  branchesOf,
  commitOf,
  commitTwo,
  dirtyIn,
  fileIn,
  gitWorkspace,
  logOf,
  setForTeam,
  workIn,
  workInPlace,
  workOnTicket,
} from './support/ticketWork.js';

describe('the base of a finish', () => {
  it('may be dirty where it is checked out: what the merge does not touch stays as it is, staged or not', async () => {
    const { project, workspace, ticket, worktree } = await workOnTicket();
    await commitTwo(worktree);
    await writeIn(project, 'README.md', 'changed\n');
    await writeIn(project, 'staged.txt', 'staged\n');
    await git(project, 'add', 'staged.txt');
    await writeIn(project, 'untracked.txt', 'untracked\n');
    await workspace.git.finish(ticket.id);
    expect(await dirtyIn(project)).toEqual([' M README.md', 'A  staged.txt', '?? untracked.txt']);
    expect(await readFile(path.join(project, 'README.md'), 'utf8')).toBe('changed\n');
    expect(await readFile(path.join(project, 'a.txt'), 'utf8')).toBe('a\n');
  });

  it.each([
    ['changed', 'README.md', false],
    ['staged', 'README.md', true],
    ['untracked', 'new file.txt', false],
    ['staged and new', 'new file.txt', true],
    ['ignored', 'local.log', false],
  ])('is not moved over a file that is %s there', async (_, name, isStaged) => {
    const { project, workspace, ticket, branch, worktree } = await workOnTicket();
    await commitFile(worktree, name, 'from the ticket\n');
    await writeIn(project, '.git/info/exclude', '*.log\n');
    await writeIn(project, name, 'precious\n');
    if (isStaged) await git(project, 'add', name);
    const [base, status] = await Promise.all([commitOf(project, 'main'), dirtyIn(project)]);
    const refused = workspace.git.finish(ticket.id, { force: true });
    await expect(refused).rejects.toMatchObject({
      code: 'base_in_the_way',
      message: expect.stringContaining(name) as string,
    });
    expect(await readFile(path.join(project, name), 'utf8')).toBe('precious\n');
    expect([await commitOf(project, 'main'), await dirtyIn(project)]).toEqual([base, status]);
    expect((await workspace.store.read(ticket.id)).status).toBe('todo');
    expect(await branchesOf(project)).toContain(branch);
    expect((await git(project, 'for-each-ref', 'refs/ticketree')).trim()).toBe('');
  });

  it.each([false, true])(
    'keeps its files where it may not be moved; its ticket goes with it: %s',
    async (withTicket) => {
      const { project, workspace, ticket, worktree } = await workOnTicket();
      if (withTicket) await setForTeam(project, 'git.commit_ticket', 'true');
      await commitTwo(worktree);
      await git(worktree, 'rm', '--quiet', 'README.md');
      await git(worktree, 'commit', '--quiet', '-m', 'Remove');
      await writeIn(project, 'staged.txt', 'staged\n');
      await git(project, 'add', 'staged.txt');
      // As a team protects its branch; git notices when it has moved the files.
      await writeIn(project, '.git/hooks/reference-transaction', `#!/bin/sh\n[ "$1" != prepared ] || ! grep main\n`);
      await chmod(path.join(project, '.git/hooks/reference-transaction'), 0o755);
      const status = await git(project, 'status', '--porcelain');
      await expect(workspace.git.finish(ticket.id)).rejects.toMatchObject({ code: 'git_failed' });
      expect(await git(project, 'status', '--porcelain')).toBe(status);
      expect(await readFile(path.join(project, 'README.md'), 'utf8')).toBe('Hello\n');
      await rm(path.join(project, '.git/hooks/reference-transaction'));
      expect(await workspace.git.finish(ticket.id)).toMatchObject({ kind: 'finished', removedWorktree: worktree });
    },
  );

  it.runIf(mayMount())('is not moved where the disk is full, and it is said what git has written in part', async () => {
    const place = await tempFolder();
    const disk = SmallDisk.mount(place);
    onTestFinished(() => disk?.unmount());
    const { project, workspace, ticket, branch } = await workOnTicket();
    const checkout = path.join(place, 'main');
    await git(project, 'switch', '--quiet', '--detach');
    await git(project, 'worktree', 'add', '--quiet', checkout, 'main');
    await commitFile(path.join(project, '.git', 'w-fix-login'), 'large.txt', 'x'.repeat(200_000));
    disk?.fill(10);
    const refused = workspace.git.finish(ticket.id, { into: 'main' });
    await expect(refused).rejects.toMatchObject({
      code: 'disk_full',
      message: expect.stringContaining('large.txt') as string,
    });
    expect(await branchesOf(project)).toEqual(['main', branch]);
    disk?.clear();
    await rm(path.join(checkout, 'large.txt'));
    expect(await dirtyIn(checkout)).toEqual([]);
    expect((await workspace.git.finish(ticket.id, { into: 'main' })).kind).toBe('finished');
    expect(await dirtyIn(checkout)).toEqual([]);
  });

  it('is moved in whichever worktree has it, and in none where none has it', async () => {
    const { project, workspace, ticket, worktree } = await workOnTicket();
    await commitTwo(worktree);
    const elsewhere = path.join(await tempFolder(), 'main of others');
    await git(project, 'switch', '--quiet', '-c', 'other');
    await git(project, 'worktree', 'add', '--quiet', elsewhere, 'main');
    await workspace.git.finish(ticket.id, { into: 'main' });
    expect(await readFile(path.join(elsewhere, 'b.txt'), 'utf8')).toBe('b\n');
    expect(await dirtyIn(elsewhere)).toEqual([]);
    await git(project, 'worktree', 'remove', elsewhere);
    const next = await workIn(project, 'next');
    await commitFile(next.worktree, 'c.txt', 'c\n');
    await next.workspace.git.finish(next.ticket.id, { into: 'main' });
    expect(await fileIn(project, 'main', 'c.txt')).toBe('c\n');
    expect((await git(project, 'branch', '--show-current')).trim()).toBe('other');
    expect(await dirtyIn(project)).toEqual([]);
  });

  it('is not moved where a merge is to be concluded in its checkout, and that is said before anything is done', async () => {
    const { project, workspace, ticket, worktree } = await workOnTicket();
    await commitTwo(worktree);
    await git(project, 'switch', '--quiet', '-c', 'side');
    await git(project, 'commit', '--quiet', '--allow-empty', '-m', 'Side');
    await git(project, 'switch', '--quiet', 'main');
    await git(project, 'merge', '--quiet', '--no-ff', '--no-commit', 'side');
    const says = `${project} is in the middle of a merge; conclude or abort it there first.`;
    expect((await workspace.git.planFinish(ticket.id)).checks).toEqual([{ kind: 'baseBusy', level: 'stop', says }]);
    const refused = workspace.git.finish(ticket.id, { force: true });
    await expect(refused).rejects.toMatchObject({ code: 'finish_refused', message: says });
    await git(project, 'merge', '--abort');
    expect((await workspace.git.finish(ticket.id)).kind).toBe('finished');
  });

  it('is looked at again where somebody moves it meanwhile', async () => {
    const { project, ticket, worktree } = await workOnTicket();
    await commitTwo(worktree);
    const tree = (await git(project, 'rev-parse', 'main^{tree}')).trim();
    const theirs = (await git(project, 'commit-tree', '-p', 'main', '-m', 'Theirs', tree)).trim();
    const spy = await gitSpy({
      call: 'merge --ff-only*',
      before: `git -C '${project}' merge --quiet --ff-only ${theirs}`,
    });
    const done = await document(project, ['finish', ticket.id], { env: spy.env });
    expect((await logOf(project, 'main')).slice(0, 2)).toEqual(['The fix-login', 'Theirs']);
    expect(done['merged']).toBe(await commitOf(project, 'main'));
  });

  it('takes the work of several that finish at once, each upon the other', async () => {
    const project = await gitProject();
    const works = [];
    for (const slug of ['one', 'two', 'three', 'four']) {
      const work = await workIn(project, slug);
      await writeIn(work.worktree, `${slug}.txt`, slug);
      await git(work.worktree, 'add', `${slug}.txt`);
      await git(work.worktree, 'commit', '--quiet', '-m', slug);
      works.push(work);
    }
    const done = await Promise.all(works.map(({ ticket }) => document(project, ['finish', ticket.id])));
    expect(done.map(({ kind }) => kind)).toEqual(works.map(() => 'finished'));
    expect((await logOf(project, 'main')).length).toBe(5);
    for (const slug of ['one', 'two', 'three', 'four']) expect(await fileIn(project, 'main', `${slug}.txt`)).toBe(slug);
    expect(await branchesOf(project)).toEqual(['main']);
    expect(await dirtyIn(project)).toEqual([]);
  });

  it('has to be there, and to be another branch than the ticket has', async () => {
    const { workspace, ticket, branch, worktree } = await workOnTicket();
    await commitTwo(worktree);
    await expect(workspace.git.finish(ticket.id, { into: 'gone' })).rejects.toMatchObject({ code: 'ref_not_found' });
    await expect(workspace.git.finish(ticket.id, { into: '--all' })).rejects.toMatchObject({ code: 'ref_not_found' });
    await expect(workspace.git.finish(ticket.id, { into: branch })).rejects.toMatchObject({ code: 'finish_refused' });
  });

  it('may be named as that of a remote, and is no other branch whose name is the end of what was named', async () => {
    const { project, workspace, ticket, worktree } = await workOnTicket();
    await commitTwo(worktree);
    await expect(workspace.git.finish(ticket.id, { into: 'relase/main' })).rejects.toMatchObject({
      code: 'ref_not_found',
    });
    expect((await logOf(project, 'main')).length).toBe(1);
    const remote = path.join(await tempFolder(), 'remote.git');
    await git(project, 'clone', '--quiet', '--bare', project, remote);
    await git(project, 'remote', 'add', 'origin', `file://${remote}`);
    await git(project, 'fetch', '--quiet', 'origin');
    expect(await workspace.git.finish(ticket.id, { into: 'origin/main' })).toMatchObject({ base: 'main' });
  });

  it('is updated first where a squash would make the commits of others our own', async () => {
    const { project, workspace, ticket, worktree } = await workOnTicket();
    const remote = path.join(await tempFolder(), 'remote.git');
    await git(project, 'clone', '--quiet', '--bare', project, remote);
    await git(project, 'remote', 'add', 'origin', `file://${remote}`);
    await git(project, 'fetch', '--quiet', 'origin');
    await git(project, 'branch', '--quiet', '--set-upstream-to=origin/main', 'main');
    const other = path.join(await tempFolder(), 'other');
    await git(project, 'clone', '--quiet', `file://${remote}`, other);
    await commitFile(other, 'theirs.txt', 'theirs\n');
    await git(other, 'push', '--quiet', 'origin', 'HEAD:main');
    await git(worktree, 'fetch', '--quiet', 'origin');
    await git(worktree, 'merge', '--quiet', 'origin/main');
    await commitTwo(worktree);
    const refused = workspace.git.finish(ticket.id, { force: true });
    await expect(refused).rejects.toMatchObject({
      code: 'finish_refused',
      message: expect.stringContaining('origin/main') as string,
    });
    await git(project, 'merge', '--quiet', '--ff-only', 'origin/main');
    await workspace.git.finish(ticket.id);
    expect((await logOf(project, 'main')).slice(0, 2)).toEqual(['The fix-login', 'Write theirs.txt']);
  });

  it('tells of a branch that lags behind its own upstream, and of commits that are in no remote', async () => {
    const { project, workspace, ticket, branch, worktree } = await workOnTicket();
    await commitTwo(worktree);
    const remote = path.join(await tempFolder(), 'remote.git');
    await git(project, 'clone', '--quiet', '--bare', project, remote);
    await git(project, 'remote', 'add', 'origin', `file://${remote}`);
    await git(project, 'fetch', '--quiet', 'origin');
    await git(worktree, 'branch', '--quiet', `--set-upstream-to=origin/${branch}`);
    await git(worktree, 'reset', '--quiet', '--hard', 'HEAD~1');
    await commitFile(worktree, 'c.txt', 'c\n');
    const { checks } = await workspace.git.planFinish(ticket.id);
    expect(checks.map(({ kind, level }) => [kind, level])).toEqual([
      ['unpushed', 'note'],
      ['behindUpstream', 'ask'],
    ]);
  });
});

describe('a branch that is checked out where the project is', () => {
  it('gives way to the base, with what is not committed, and the live tickets stay live', async () => {
    const { project, workspace, ticket, branch } = await workInPlace();
    await writeIn(project, 'a.txt', 'a\n');
    await git(project, 'add', 'a.txt');
    await git(project, 'commit', '--quiet', '-m', 'Work');
    const other = await workspace.tickets.create({ slug: 'other', title: 'Not committed' });
    await writeIn(project, 'mine.txt', 'mine\n');
    const done = await workspace.git.finish(ticket.id, { force: true });
    expect(done).toMatchObject({ removedWorktree: null, keptIn: expect.any(String) as string });
    expect((await git(project, 'branch', '--show-current')).trim()).toBe('main');
    expect(await branchesOf(project)).toEqual(['main']);
    expect(await dirtyIn(project)).toEqual(['?? mine.txt']);
    expect(await readFile(path.join(project, 'a.txt'), 'utf8')).toBe('a\n');
    const now = await gitWorkspace(project);
    expect((await now.store.read(ticket.id)).status).toBe('done');
    expect((await now.store.read(other.id)).title).toBe('Not committed');
    expect(branch).toContain('fix-login');
  });

  it('stays where the base is checked out elsewhere', async () => {
    const { project, workspace, ticket, branch } = await workInPlace();
    await writeIn(project, 'a.txt', 'a\n');
    await git(project, 'add', 'a.txt');
    await git(project, 'commit', '--quiet', '-m', 'Work');
    const elsewhere = path.join(await tempFolder(), 'main');
    await git(project, 'worktree', 'add', '--quiet', elsewhere, 'main');
    const done = await workspace.git.finish(ticket.id);
    expect(done).toMatchObject({ keptIn: null });
    expect(done.kind === 'finished' ? done.notes.join(' ') : '').toContain(elsewhere);
    expect(await readFile(path.join(elsewhere, 'a.txt'), 'utf8')).toBe('a\n');
    expect(await branchesOf(project)).toContain(branch);
  });

  it('keeps a live ticket that the branch has committed, and the base has not', async () => {
    const { project, workspace, ticket } = await workInPlace();
    await commitFile(project, 'a.txt', 'a\n');
    await workspace.tickets.edit(ticket.id, { title: 'Changed since' });
    await git(project, 'branch', '--quiet', '--force', 'main', 'main');
    await workspace.git.finish(ticket.id);
    const { title, status } = await (await gitWorkspace(project)).store.read(ticket.id);
    expect({ title, status }).toEqual({ title: 'Changed since', status: 'done' });
  });
});
