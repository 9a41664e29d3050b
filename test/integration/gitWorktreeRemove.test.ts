import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openWorkspace, tempFolder } from '../harness/tempStore.js';
import { git } from './support/commands.js';
import { commitFile, gitProject, initRepository, writeIn } from './support/gitProject.js';
import { expectRefused } from './support/refusals.js';
import { adminOf, halfMake, keptText, refsOf, ticketPlace } from './support/ticketPlace.js';

describe('removing a worktree', () => {
  it('removes a clean one with its merged branch, whose tip it keeps', async () => {
    const { project, workspace, place } = await ticketPlace();
    const branch = (await git(place, 'branch', '--show-current')).trim();
    const tip = (await git(place, 'rev-parse', 'HEAD')).trim();
    const removed = await workspace.git.removeWorktree(place);
    expect(removed).toMatchObject({ path: place, branch, removedBranch: true, notes: [] });
    expect(existsSync(place)).toBe(false);
    expect(await refsOf(project, 'refs/heads')).toEqual(['refs/heads/main']);
    expect((await git(project, 'rev-parse', removed.keptIn[0] ?? '')).trim()).toBe(tip);
  });

  it('keeps a branch with commits that stand nowhere else, and says so', async () => {
    const { project, workspace, place } = await ticketPlace();
    await commitFile(place, 'a.txt', 'a');
    const removed = await workspace.git.removeWorktree(place);
    expect(removed.removedBranch).toBe(false);
    expect(removed.notes.join()).toMatch(/stays: its commits are neither in main nor on a remote/);
    expect(await refsOf(project, 'refs/heads/ticket')).toHaveLength(1);
  });

  it('deletes a branch that was pushed, and one whose work is in the base as a squash', async () => {
    const pushed = await ticketPlace();
    await commitFile(pushed.place, 'a.txt', 'a');
    const remote = await tempFolder();
    await git(remote, 'init', '--quiet', '--bare');
    await git(pushed.place, 'remote', 'add', 'origin', `file://${remote}`);
    await git(pushed.place, 'push', '--quiet', 'origin', 'HEAD');
    expect((await pushed.workspace.git.removeWorktree(pushed.place)).removedBranch).toBe(true);

    const squashed = await ticketPlace();
    await commitFile(squashed.place, 'a.txt', 'a');
    await commitFile(squashed.place, 'b.txt', 'b');
    await writeIn(squashed.project, 'a.txt', 'a');
    await commitFile(squashed.project, 'b.txt', 'b');
    expect((await squashed.workspace.git.removeWorktree(squashed.place)).removedBranch).toBe(true);
  });

  it('leaves the branch alone when told to, and one that belongs to no ticket', async () => {
    const { project, workspace, place } = await ticketPlace();
    await git(
      project,
      'worktree',
      'add',
      '--quiet',
      '-b',
      'develop',
      path.join(project, '..', `${path.basename(project)}-d`),
    );
    await workspace.git.removeWorktree('develop');
    await workspace.git.removeWorktree(place, { keepBranch: true });
    expect(await refsOf(project, 'refs/heads')).toHaveLength(3);
  });

  it('does not ask after a copied file that is still the same, nor after ignored ones that nobody named', async () => {
    const { project, workspace, place } = await ticketPlace();
    await writeIn(project, '.env', 'SHARED=1\n');
    await writeIn(place, '.env', 'SHARED=1\n');
    await writeIn(place, 'built/out.o', 'nobody misses it');
    expect((await workspace.git.removeWorktree(place)).path).toBe(place);
  });

  it('restores what was not committed as a branch, without the ignored files, which stay in the trash', async () => {
    const { project, workspace, place } = await ticketPlace();
    await writeIn(place, '.env', 'SECRET=mine\n');
    await writeIn(place, 'new.txt', 'new');
    const head = (await git(place, 'rev-parse', 'HEAD')).trim();
    const { keptIn } = await workspace.git.removeWorktree(place, { force: true });
    const { branch } = await workspace.git.restoreWorktreeTrash(keptIn[0] ?? '');
    expect((await git(project, 'rev-list', '--parents', '-1', branch)).trim().split(' ').slice(1)).toEqual([head]);
    expect(await git(project, 'show', `${branch}:new.txt`)).toBe('new');
    expect(await git(project, 'rev-list', '--objects', branch)).not.toContain('.env');
    expect(await git(project, 'show', `${keptIn[0]}^2:.env`)).toBe('SECRET=mine\n');
  });

  it('keeps what was written into its copy of the store, and commits that were amended, without asking', async () => {
    const { project, workspace, place } = await ticketPlace();
    await writeIn(place, '.vibe-ticket/tickets/old.yaml', 'slug: from-an-old-tool\n');
    const first = await commitFile(place, 'b.txt', 'first');
    await writeIn(place, '.vibe-ticket/tickets/other.yaml', 'slug: from-an-old-tool\n');
    await writeIn(place, 'b.txt', 'second');
    await git(place, 'commit', '--quiet', '--amend', '-m', 'Second', 'b.txt');
    const removed = await workspace.git.removeWorktree(place);
    expect(await keptText(project, removed, '.vibe-ticket/tickets/other.yaml')).toBe('slug: from-an-old-tool\n');
    const parents = (await git(project, 'rev-list', '--parents', '-n1', removed.keptIn[0] ?? '')).trim().split(' ');
    expect(parents).toContain(first);
  });

  it('refuses the main one, a locked one, one around another, one that holds the store, and the one that it is called from', async () => {
    const { project, workspace, place } = await ticketPlace();
    await expectRefused(workspace.git.removeWorktree(project), 'worktree_in_use');
    const inner = path.join(place, 'inner');
    await git(project, 'worktree', 'add', '--quiet', '-b', 'inner', inner);
    await expectRefused(workspace.git.removeWorktree(place, { force: true }), 'worktree_nested');
    await workspace.git.removeWorktree(inner);
    await workspace.git.lockWorktree(place, 'on a stick');
    const error = await expectRefused(workspace.git.removeWorktree(place, { force: true }), 'worktree_locked');
    expect(error.message).toMatch(/on a stick/);
    await workspace.git.unlockWorktree(place);
    const inside = await openWorkspace(path.join(place, '.vibe-ticket'));
    await expectRefused(inside.git.removeWorktree(place), 'worktree_in_use');
    await expectRefused(workspace.git.removeWorktree('no-such-thing'), 'worktree_not_found');
    expect(existsSync(place)).toBe(true);

    const bare = path.join(await tempFolder(), 'code.git');
    await git(project, 'clone', '--quiet', '--bare', project, bare);
    await git(bare, 'worktree', 'add', '--quiet', '../checkout', 'main');
    const checkout = path.join(path.dirname(bare), 'checkout');
    const ofBare = await openWorkspace(checkout);
    await expectRefused(ofBare.git.removeWorktree(checkout, { fromInside: true }), 'worktree_in_use');
  });

  it('refuses one with a repository of its own inside, even where the person insists', async () => {
    const { workspace, place } = await ticketPlace();
    for (const name of ['tools/mine', 'built/theirs']) {
      await mkdir(path.join(place, name), { recursive: true });
      await initRepository(path.join(place, name));
      await commitFile(path.join(place, name), 'a.txt', 'a');
    }
    const error = await expectRefused(workspace.git.removeWorktree(place, { force: true }), 'unsaved_work');
    expect(error.message).toMatch(/tools\/mine, built\/theirs/);
    expect(existsSync(path.join(place, 'built/theirs/a.txt'))).toBe(true);
  });

  it('refuses changes inside of submodules, and keeps the repositories of those that are clean', async () => {
    const { project, workspace, place } = await ticketPlace();
    const library = await tempFolder();
    await initRepository(library);
    await commitFile(library, 'lib.txt', 'lib');
    await git(place, 'submodule', '--quiet', 'add', `file://${library}`, 'lib');
    await git(place, 'commit', '--quiet', '-m', 'Add lib');
    const module = path.join(place, 'lib');
    await writeIn(module, 'lib.txt', 'changed');
    const error = await expectRefused(workspace.git.removeWorktree(place, { force: true }), 'unsaved_work');
    expect(error.message).toMatch(/Submodules .* lib/);
    await git(module, 'config', 'user.name', 'Test');
    await git(module, 'config', 'user.email', 'test@example.invalid');
    const id = await commitFile(module, 'lib.txt', 'only here');
    await expectRefused(workspace.git.removeWorktree(place), 'unsaved_work');
    const removed = await workspace.git.removeWorktree(place, { force: true });
    const kept = /are kept in (.+)\.$/.exec(removed.notes[0] ?? '')?.[1] ?? '';
    expect(kept.startsWith(path.join(project, '.git', 'ticketree-modules'))).toBe(true);
    const inKept = ['--git-dir', path.join(kept, 'lib')];
    expect((await git(project, ...inKept, 'cat-file', '-t', id)).trim()).toBe('commit');
    expect((await git(project, 'rev-parse', `${removed.keptIn[0]}:lib`)).trim()).toBe(id);
  });

  it('keeps a sparse checkout whole in the snapshot, with files that lie outside of it', async () => {
    const { project, workspace, place } = await ticketPlace();
    for (const name of ['one', 'two']) await commitFile(place, `${name}/file.txt`, name);
    await git(place, 'sparse-checkout', 'set', 'one');
    await writeIn(place, 'one/file.txt', 'changed');
    await writeIn(place, 'two/new.txt', 'outside');
    const removed = await workspace.git.removeWorktree(place, { force: true });
    expect(await keptText(project, removed, 'one/file.txt')).toBe('changed');
    expect(await keptText(project, removed, 'two/file.txt')).toBe('two');
    expect(await keptText(project, removed, 'two/new.txt')).toBe('outside');
  });

  it('keeps files as their filter stores them, and removes nothing where a required filter fails', async () => {
    const { project, workspace, place } = await ticketPlace();
    await commitFile(place, '.gitattributes', '*.big filter=turn\n');
    await git(project, 'config', 'filter.turn.clean', 'tr a-z b-za');
    await git(project, 'config', 'filter.turn.smudge', 'tr b-za a-z');
    await git(project, 'config', 'filter.turn.required', 'true');
    await writeIn(place, 'film.big', 'abc');
    await git(project, 'config', 'filter.turn.clean', 'false');
    await expect(workspace.git.removeWorktree(place, { force: true })).rejects.toThrow(/filter/);
    expect(await readFile(path.join(place, 'film.big'), 'utf8')).toBe('abc');
    await git(project, 'config', 'filter.turn.clean', 'tr a-z b-za');
    const removed = await workspace.git.removeWorktree(place, { force: true });
    expect(await keptText(project, removed, 'film.big')).toBe('bcd');
  });

  it('removes one whose folder is gone, keeping what was staged and committed there', async () => {
    const { project, workspace, place } = await ticketPlace();
    await git(place, 'switch', '--quiet', '--detach');
    const id = await commitFile(place, 'a.txt', 'loose');
    await writeIn(place, 'b.txt', 'staged');
    await git(place, 'add', 'b.txt');
    await rm(place, { recursive: true });
    const removed = await workspace.git.removeWorktree(place);
    expect(await keptText(project, removed, 'b.txt')).toBe('staged');
    expect((await git(project, 'rev-parse', `${removed.keptIn[0]}^`)).trim()).toBe(id);
    expect(await git(project, 'worktree', 'list')).not.toMatch(place);
  });

  it('removes one that git was stopped at, keeping what was written into it', async () => {
    const { project, workspace, place } = await ticketPlace();
    const admin = await adminOf(place);
    await rm(path.join(admin, 'index'));
    await rm(path.join(place, 'README.md'));
    await writeIn(place, 'mine.txt', 'mine');
    await halfMake(place, admin);
    const removed = await workspace.git.removeWorktree(place);
    expect(await keptText(project, removed, 'mine.txt')).toBe('mine');
    expect(await keptText(project, removed, 'README.md')).toBe('Hello\n');
    expect(existsSync(place)).toBe(false);
  });

  it('works with SHA-256, with names of 200 characters, spaces, slashes and other scripts', async () => {
    const project = await gitProject('--object-format=sha256');
    const workspace = await openWorkspace(project);
    const branch = `ticket/日本語/${'x'.repeat(180)}`;
    const place = path.join(await tempFolder(), `a folder with spaces ${'ü'.repeat(60)}`);
    await git(project, 'worktree', 'add', '--quiet', '-b', branch, place);
    await writeIn(place, 'new.txt', 'new');
    const removed = await workspace.git.removeWorktree(branch, { force: true });
    expect(await keptText(project, removed, 'new.txt')).toBe('new');
    expect(removed.keptIn[0]).toContain(branch);
  });

  it('lets one of two win, and tells the other that it is gone', async () => {
    const { project, place } = await ticketPlace();
    const workspaces = [await openWorkspace(project), await openWorkspace(project)];
    const results = await Promise.allSettled(workspaces.map((each) => each.git.removeWorktree(place)));
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const failed = results.find((each) => each.status === 'rejected');
    expect(failed?.reason).toMatchObject({ code: 'worktree_not_found' });
  });
});
