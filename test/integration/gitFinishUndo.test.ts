import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { git } from './support/commands.js';
import { stateOf } from './support/finishState.js';
import { commitFile, writeIn } from './support/gitProject.js';
import {
  branchesOf,
  commitOf,
  commitTwo,
  dirtyIn,
  fileIn,
  logOf,
  setForTeam,
  trashOf,
  workInPlace,
  workOnTicket,
  type TicketWork,
} from './support/ticketWork.js';

/** A ticket that is in progress and active, with two commits, and a base that has gone on. */
async function startedWork(): Promise<TicketWork> {
  const work = await workOnTicket();
  await work.workspace.tickets.start(work.ticket.id);
  await commitTwo(work.worktree);
  await commitFile(work.project, 'base.txt', 'base\n');
  return work;
}

/** The same where the base has nothing of its own, so that it can be taken forward. */
async function aheadWork(): Promise<TicketWork> {
  const work = await workOnTicket();
  await work.workspace.tickets.start(work.ticket.id);
  await commitTwo(work.worktree);
  return work;
}

/** What the records of finishes lie in. */
function recordsOf(project: string): Promise<string[]> {
  return readdir(path.join(project, '.git', 'ticketree-finished'));
}

describe('the undo of a finish', () => {
  it.each([
    ['squash', startedWork],
    ['merge', startedWork],
    ['rebase', startedWork],
    ['ff', aheadWork],
  ] as const)('by %s brings back branch, base, worktree and ticket', async (way, make) => {
    const work = await make();
    const { project, workspace, ticket, branch, worktree } = work;
    const before = await stateOf(work);
    await workspace.git.finish(ticket.id, { way });
    expect((await stateOf(work)).branches).not.toBe(before.branches);
    const undone = await workspace.git.undo.run(ticket.id);
    expect(await stateOf(work)).toEqual(before);
    expect(undone).toMatchObject({ way, branch, base: 'main', notes: [], ticket: { status: 'doing' } });
    expect(undone.steps.map(({ kind }) => kind)).toEqual(['branch', 'worktree', 'base', 'ticket']);
    expect(await readFile(path.join(worktree, 'b.txt'), 'utf8')).toBe('b\n');
    expect(existsSync(path.join(project, 'b.txt'))).toBe(false);
    expect(await recordsOf(project)).toEqual([]);
  });

  it('keeps what the base had got, and nothing else, in the trash', async () => {
    const { project, workspace, ticket } = await startedWork();
    await workspace.git.finish(ticket.id, { message: 'Words that took long' });
    const merged = await commitOf(project, 'main');
    const { keptIn } = await workspace.git.undo.run(ticket.id);
    expect(await trashOf(project)).toEqual([`${keptIn ?? ''} ${merged}`]);
    expect(keptIn).toMatch(/\/main$/);
  });

  it('keeps nothing of a fast-forward, which the branch has', async () => {
    const { project, workspace, ticket } = await aheadWork();
    await workspace.git.finish(ticket.id, { way: 'ff' });
    expect(await workspace.git.undo.run(ticket.id)).toMatchObject({ keptIn: null });
    expect(await trashOf(project)).toEqual([]);
  });

  it('goes round: finished again, and taken back again', async () => {
    const work = await startedWork();
    const { project, workspace, ticket } = work;
    const before = await stateOf(work);
    for (const way of ['squash', 'merge'] as const) {
      await workspace.git.finish(ticket.id, { way });
      expect(await fileIn(project, 'main', 'b.txt')).toBe('b\n');
      await workspace.git.undo.run(ticket.id);
      expect(await stateOf(work)).toEqual(before);
    }
  });

  it('is refused the second time, which says that it has been done', async () => {
    const work = await startedWork();
    const { workspace, ticket } = work;
    await workspace.git.finish(ticket.id);
    await workspace.git.undo.run(ticket.id);
    const before = await stateOf(work);
    await expect(workspace.git.undo.run(ticket.id)).rejects.toMatchObject({
      code: 'nothing_to_undo',
      message: expect.stringContaining('has been taken back') as string,
    });
    expect(await stateOf(work)).toEqual(before);
  });

  it('is refused for a ticket that was never finished', async () => {
    const { workspace, ticket } = await startedWork();
    await expect(workspace.git.undo.run(ticket.id)).rejects.toMatchObject({ code: 'nothing_to_undo' });
  });

  it('says what it would do, and does nothing', async () => {
    const work = await startedWork();
    const { workspace, ticket, worktree } = work;
    await workspace.git.finish(ticket.id);
    const before = await stateOf(work);
    const plan = await workspace.git.undo.plan(ticket.id);
    expect(plan.steps).toMatchObject([
      { kind: 'branch' },
      { kind: 'worktree', path: worktree },
      { kind: 'base', checkout: work.project },
      { kind: 'ticket' },
    ]);
    expect(await stateOf(work)).toEqual(before);
  });

  it('gives the worktree the listed files again', async () => {
    const { project, workspace, ticket, worktree } = await startedWork();
    await writeIn(project, '.git/info/exclude', '.env\n');
    await writeIn(project, '.env', 'secret\n');
    await setForTeam(project, 'git.copy_files', '.env');
    await workspace.git.finish(ticket.id);
    expect(await workspace.git.undo.run(ticket.id)).toMatchObject({ copied: ['.env'] });
    expect(await readFile(path.join(worktree, '.env'), 'utf8')).toBe('secret\n');
  });

  it('leaves out what the finish had left: worktree and branch', async () => {
    const work = await startedWork();
    const { workspace, ticket, worktree } = work;
    await writeIn(worktree, 'new.txt', 'not committed\n');
    const before = await stateOf(work);
    await workspace.git.finish(ticket.id, { keepWorktree: true, force: true });
    const { steps } = await workspace.git.undo.run(ticket.id);
    expect(steps.map(({ kind }) => kind)).toEqual(['base', 'ticket']);
    expect(await stateOf(work)).toEqual(before);
    expect(await dirtyIn(worktree)).toEqual(['?? new.txt']);
  });

  it('lets a branch that was kept and has gone on stay where it is', async () => {
    const work = await startedWork();
    const { project, workspace, ticket, branch, worktree } = work;
    await workspace.git.finish(ticket.id, { keepWorktree: true });
    const later = await commitFile(worktree, 'later.txt', 'later\n');
    const { notes } = await workspace.git.undo.run(ticket.id);
    expect(await commitOf(project, branch)).toBe(later);
    expect(await fileIn(project, 'main', 'b.txt')).toBeNull();
    expect(notes).toEqual([expect.stringContaining('has gone on since')]);
  });

  it('takes back a finish that merged nothing', async () => {
    const work = await startedWork();
    const { workspace, ticket } = work;
    const before = await stateOf(work);
    await workspace.git.finish(ticket.id, { way: 'none' });
    const { steps } = await workspace.git.undo.run(ticket.id);
    expect(steps.map(({ kind }) => kind)).toEqual(['worktree', 'ticket']);
    expect(await stateOf(work)).toEqual(before);
  });
});

describe('a base that is taken back', () => {
  it('keeps what is not committed where it is checked out: changed, staged, and new', async () => {
    const work = await startedWork();
    const { project, workspace, ticket } = work;
    await commitFile(project, 'staged.txt', 'one\n');
    await workspace.git.finish(ticket.id);
    await writeIn(project, 'README.md', 'changed\n');
    await writeIn(project, 'staged.txt', 'staged\n');
    await git(project, 'add', 'staged.txt');
    await writeIn(project, 'staged.txt', 'staged and changed\n');
    await writeIn(project, 'new.txt', 'new\n');
    const dirty = await dirtyIn(project);
    await workspace.git.undo.run(ticket.id);
    expect(await dirtyIn(project)).toEqual(dirty);
    expect(await git(project, 'show', ':staged.txt')).toBe('staged\n');
    expect(await readFile(path.join(project, 'staged.txt'), 'utf8')).toBe('staged and changed\n');
    expect(await readFile(path.join(project, 'README.md'), 'utf8')).toBe('changed\n');
    expect(existsSync(path.join(project, 'b.txt'))).toBe(false);
  });

  it('is moved alone where it is checked out nowhere', async () => {
    const work = await startedWork();
    const { project, workspace, ticket } = work;
    await git(project, 'switch', '--quiet', '-c', 'other');
    const before = await stateOf(work);
    await workspace.git.finish(ticket.id, { into: 'main' });
    const { steps } = await workspace.git.undo.run(ticket.id);
    expect(steps).toContainEqual(expect.objectContaining({ kind: 'base', checkout: null }));
    expect(await stateOf(work)).toEqual(before);
  });

  it('is moved in the other worktree that has it', async () => {
    const work = await startedWork();
    const { project, workspace, ticket } = work;
    await git(project, 'switch', '--quiet', '-c', 'other');
    const beside = path.join(project, '.git', 'beside');
    await git(project, 'worktree', 'add', '--quiet', beside, 'main');
    await writeIn(beside, 'README.md', 'changed\n');
    const before = await stateOf(work);
    await workspace.git.finish(ticket.id, { into: 'main' });
    await workspace.git.undo.run(ticket.id);
    expect(await stateOf(work)).toEqual(before);
    expect(await dirtyIn(beside)).toEqual([' M README.md']);
  });

  it('is left alone where somebody has taken it back by hand', async () => {
    const { project, workspace, ticket, worktree } = await startedWork();
    await workspace.git.finish(ticket.id);
    await git(project, 'reset', '--keep', 'main~1');
    const own = await commitFile(project, 'own.txt', 'own\n');
    const { notes } = await workspace.git.undo.run(ticket.id);
    expect(await commitOf(project, 'main')).toBe(own);
    expect(notes).toEqual([expect.stringContaining('does not have the work any more')]);
    expect(existsSync(worktree)).toBe(true);
  });
});

describe('a finish in place that is taken back', () => {
  it('puts the checkout back on the branch, with what is not committed', async () => {
    const work = await workInPlace();
    const { project, workspace, ticket, branch } = work;
    await workspace.tickets.start(ticket.id);
    for (const name of ['a.txt', 'b.txt']) {
      await writeIn(project, name, `${name}\n`);
      await git(project, 'add', name);
      await git(project, 'commit', '--quiet', '-m', `Write ${name}`);
    }
    await writeIn(project, 'README.md', 'changed\n');
    const before = await stateOf(work);
    await workspace.git.finish(ticket.id, { force: true });
    expect((await git(project, 'branch', '--show-current')).trim()).toBe('main');
    const { steps } = await workspace.git.undo.run(ticket.id);
    expect(steps.map(({ kind }) => kind)).toEqual(['branch', 'switch', 'base', 'ticket']);
    expect((await git(project, 'branch', '--show-current')).trim()).toBe(branch);
    expect(await stateOf(work)).toEqual(before);
  });

  it('leaves a checkout that has gone elsewhere where it is', async () => {
    const { project, workspace, ticket, branch } = await workInPlace();
    await commitFile(project, 'a.txt', 'a\n');
    await workspace.git.finish(ticket.id, { force: true });
    await git(project, 'switch', '--quiet', '-c', 'next');
    const { notes } = await workspace.git.undo.run(ticket.id);
    expect((await git(project, 'branch', '--show-current')).trim()).toBe('next');
    expect(notes).toEqual([expect.stringContaining('which is on next by now')]);
    expect(await branchesOf(project)).toEqual(['main', 'next', branch]);
    expect(await logOf(project, 'main')).toEqual(['Write README.md']);
  });
});
