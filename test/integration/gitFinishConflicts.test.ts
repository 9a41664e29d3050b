import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FinishOutcome, FinishRequest } from '../../src/app/git/finish/finishTypes.js';
import { document, failure, git } from './support/commands.js';
import { commitFile, writeIn } from './support/gitProject.js';
import {
  branchesOf,
  commitOf,
  dirtyIn,
  fileIn,
  logOf,
  makeConflict,
  trashOf,
  workInPlace,
  workOnTicket,
  type TicketWork,
} from './support/ticketWork.js';

function filesOf(outcome: FinishOutcome): readonly string[] {
  return outcome.kind === 'conflicts' ? outcome.files : [`no conflict: ${outcome.kind}`];
}

/** Says in a worktree what both meant. */
async function resolve(worktree: string, name: string, text: string): Promise<void> {
  await writeIn(worktree, name, text);
  await git(worktree, 'add', '--all');
}

describe('a finish that meets conflicts', () => {
  it.each(['squash', 'merge', 'rebase'] as const)(
    'waits in the worktree of the ticket, and goes on by %s when they are resolved',
    async (way) => {
      const work = await workOnTicket();
      const { project, workspace, ticket, worktree, branch } = work;
      await makeConflict(work);
      const base = await commitOf(project, 'main');
      const stopped = await workspace.git.finish(ticket.id, { way });
      expect(stopped).toMatchObject({ kind: 'conflicts', branch, base: 'main', worktree, files: ['README.md'] });
      expect(await commitOf(project, 'main')).toBe(base);
      expect(await dirtyIn(project)).toEqual([]);
      expect(await readFile(path.join(worktree, 'README.md'), 'utf8')).toContain('<<<<<<< ');

      await resolve(worktree, 'README.md', 'Hello from both\n');
      const done = await workspace.git.continueFinish(ticket.id);
      expect(done).toMatchObject({ kind: 'finished', way, removedWorktree: worktree });
      expect(await fileIn(project, 'main', 'README.md')).toBe('Hello from both\n');
      const merges = (await git(project, 'log', '--format=%s', 'main'))
        .split('\n')
        .filter((each) => each.startsWith('Merge'));
      expect(merges).toEqual(way === 'merge' ? ["Merge branch 'main'"] : []);
      expect(await dirtyIn(project)).toEqual([]);
      expect(await branchesOf(project)).toEqual(['main']);
    },
  );

  it.each(['squash', 'rebase'] as const)('is taken back by %s, and all is as it was', async (way) => {
    const work = await workOnTicket();
    const { project, workspace, ticket, worktree, branch } = work;
    await makeConflict(work);
    const [base, tip] = await Promise.all([commitOf(project, 'main'), commitOf(project, branch)]);
    await workspace.git.finish(ticket.id, { way });
    const before = await workspace.git.abortFinish(ticket.id);
    expect(before.status).toBe('todo');
    expect(await Promise.all([commitOf(project, 'main'), commitOf(project, branch)])).toEqual([base, tip]);
    expect(await git(worktree, 'status', '--porcelain')).toBe('');
    expect((await git(worktree, 'branch', '--show-current')).trim()).toBe(branch);
    await expect(workspace.git.abortFinish(ticket.id)).rejects.toMatchObject({ code: 'nothing_to_continue' });
    await expect(workspace.git.continueFinish(ticket.id)).rejects.toMatchObject({ code: 'nothing_to_continue' });
  });

  it('keeps in the trash what had been resolved when it is taken back', async () => {
    const work = await workOnTicket();
    await makeConflict(work);
    await work.workspace.git.finish(work.ticket.id);
    await resolve(work.worktree, 'README.md', 'thought about for an hour\n');
    await work.workspace.git.abortFinish(work.ticket.id);
    const [kept] = await trashOf(work.project);
    expect(await fileIn(work.project, kept?.split(' ')[0] ?? '', 'README.md')).toBe('thought about for an hour\n');
  });

  it('tells on the command line which files, where, and how to go on', async () => {
    const work = await workOnTicket();
    const { project, ticket, worktree } = work;
    await makeConflict(work);
    const stopped = await failure(project, ['finish', ticket.slug]);
    expect(stopped).toMatchObject({ exit: 4, code: 'merge_conflict' });
    expect(stopped.message).toContain('README.md');
    expect(stopped.hint).toContain(worktree);
    expect(stopped.hint).toContain('--continue');
    expect((await failure(project, ['finish', ticket.slug])).code).toBe('finish_refused');
    const early = await failure(project, ['finish', ticket.slug, '--continue']);
    expect(early).toMatchObject({ exit: 4, code: 'merge_conflict' });
    expect(early.message).toContain('README.md');
    expect((await document(project, ['finish', ticket.slug, '--abort']))['kind']).toBe('ticket');
    const plan = await document(project, ['finish', ticket.slug, '--dry-run']);
    expect(plan['conflicts']).toEqual(['README.md']);
  });

  it('does not believe a file that is added with its markers', async () => {
    const work = await workOnTicket();
    await makeConflict(work);
    await work.workspace.git.finish(work.ticket.id);
    await git(work.worktree, 'add', '--all');
    const early = work.workspace.git.continueFinish(work.ticket.id);
    await expect(early).rejects.toMatchObject({ code: 'merge_conflict' });
  });

  const shapes: Record<string, (work: TicketWork) => Promise<string>> = {
    'a file that one deletes and the other changes': async ({ project, worktree }) => {
      await git(worktree, 'rm', '--quiet', 'README.md');
      await git(worktree, 'commit', '--quiet', '-m', 'Delete');
      await commitFile(project, 'README.md', 'changed\n');
      return 'README.md';
    },
    'a file that both add': async ({ project, worktree }) => {
      await commitFile(worktree, 'new ファイル.txt', 'ticket\n');
      await commitFile(project, 'new ファイル.txt', 'base\n');
      return 'new ファイル.txt';
    },
    'bytes that are no text': async ({ project, worktree }) => {
      await commitFile(worktree, 'logo.bin', '\u0000\u0001ticket');
      await commitFile(project, 'logo.bin', '\u0000\u0002base');
      return 'logo.bin';
    },
    'a file that both rename': async ({ project, worktree }) => {
      await git(worktree, 'mv', 'README.md', 'ticket.md');
      await git(worktree, 'commit', '--quiet', '-m', 'Rename');
      await git(project, 'mv', 'README.md', 'base.md');
      await git(project, 'commit', '--quiet', '-m', 'Rename');
      return 'ticket.md';
    },
    'a file where the other has a folder': async ({ project, worktree }) => {
      await commitFile(worktree, 'thing', 'file\n');
      await commitFile(project, 'thing/inside.txt', 'folder\n');
      return 'thing';
    },
    'a file of the store': async ({ project, worktree, ticket }) => {
      const name = `.vibe-ticket/tickets/${ticket.id}.yaml`;
      await commitFile(worktree, name, 'id: ticket\n');
      await git(project, 'add', '--all');
      await git(project, 'commit', '--quiet', '-m', 'Commit the store');
      return name;
    },
  };

  it.each(Object.keys(shapes))('finds %s, and takes it back', async (shape) => {
    const work = await workOnTicket();
    const { project, workspace, ticket, worktree, branch } = work;
    const name = (await shapes[shape]?.(work)) ?? '';
    const tip = await commitOf(project, branch);
    const planned = await workspace.git.planFinish(ticket.id);
    expect(planned.conflicts.join('\n')).toContain(name);
    expect(filesOf(await workspace.git.finish(ticket.id)).join('\n')).toContain(name);
    await workspace.git.abortFinish(ticket.id);
    expect(await commitOf(worktree, 'HEAD')).toBe(tip);
    expect(await git(worktree, 'status', '--porcelain')).toBe('');
  });

  it('stops again where a rebase meets the next conflict', async () => {
    const { project, workspace, ticket, worktree } = await workOnTicket();
    await commitFile(worktree, 'README.md', 'first of the ticket\n');
    await commitFile(worktree, 'other.txt', 'other of the ticket\n');
    await commitFile(project, 'README.md', 'base\n');
    await commitFile(project, 'other.txt', 'other of the base\n');
    expect(filesOf(await workspace.git.finish(ticket.id, { way: 'rebase' }))).toEqual(['README.md']);
    await resolve(worktree, 'README.md', 'both\n');
    expect(filesOf(await workspace.git.continueFinish(ticket.id))).toEqual(['other.txt']);
    await resolve(worktree, 'other.txt', 'other of both\n');
    expect(await workspace.git.continueFinish(ticket.id)).toMatchObject({ kind: 'finished', way: 'rebase' });
    expect((await logOf(project, 'main')).slice(0, 2)).toEqual(['Write other.txt', 'Write README.md']);
    expect(await fileIn(project, 'main', 'other.txt')).toBe('other of both\n');
  });

  it('goes on with what was asked for at first, and with what is said anew', async () => {
    const work = await workOnTicket();
    const { project, workspace, ticket, worktree, branch } = work;
    await git(project, 'branch', 'develop');
    await commitFile(worktree, 'README.md', 'ticket\n');
    await git(project, 'switch', '--quiet', 'develop');
    await commitFile(project, 'README.md', 'develop\n');
    const request: FinishRequest = { into: 'develop', keepBranch: true, message: 'As I said' };
    await workspace.git.finish(ticket.id, request);
    await resolve(worktree, 'README.md', 'both\n');
    await workspace.tickets.addTask(ticket.id, 'left');
    await expect(workspace.git.continueFinish(ticket.id)).rejects.toMatchObject({ code: 'finish_refused' });
    const done = await workspace.git.continueFinish(ticket.id, { force: true });
    expect(done).toMatchObject({ base: 'develop', keptIn: null });
    expect((await logOf(project, 'develop'))[0]).toBe('As I said');
    expect(await branchesOf(project)).toContain(branch);
  });

  it.each(['concluded', 'given up'])('goes on where a person has %s the merge by hand', async (how) => {
    const work = await workOnTicket();
    const { project, workspace, ticket, worktree } = work;
    await makeConflict(work);
    await workspace.git.finish(ticket.id);
    if (how === 'concluded') {
      await resolve(worktree, 'README.md', 'by hand\n');
      await git(worktree, 'commit', '--quiet', '--no-edit');
      expect(await workspace.git.continueFinish(ticket.id)).toMatchObject({ kind: 'finished' });
      expect(await fileIn(project, 'main', 'README.md')).toBe('by hand\n');
    } else {
      await git(worktree, 'merge', '--abort');
      expect(filesOf(await workspace.git.continueFinish(ticket.id))).toEqual(['README.md']);
      await git(worktree, 'merge', '--abort');
      await workspace.git.abortFinish(ticket.id);
      expect(await git(worktree, 'status', '--porcelain')).toBe('');
    }
  });

  it('forgets what waited in a worktree that is gone', async () => {
    const work = await workOnTicket();
    await makeConflict(work);
    await work.workspace.git.finish(work.ticket.id);
    await rm(work.worktree, { recursive: true });
    const gone = work.workspace.git.continueFinish(work.ticket.id);
    await expect(gone).rejects.toMatchObject({ code: 'nothing_to_continue' });
    expect(await work.workspace.git.waitingFinishes()).toEqual([]);
  });

  it('mixes no conflicts into work that is not committed', async () => {
    const work = await workOnTicket();
    await makeConflict(work);
    await writeIn(work.worktree, 'unsaved.txt', 'precious\n');
    const refused = work.workspace.git.finish(work.ticket.id, { force: true });
    await expect(refused).rejects.toMatchObject({ code: 'merge_conflict' });
    expect(await dirtyIn(work.worktree)).toEqual(['?? unsaved.txt']);
  });

  it('waits where the project is, if the branch is checked out there', async () => {
    const work = await workInPlace();
    const { project, workspace, ticket, branch } = work;
    await commitFile(project, 'README.md', 'ticket\n');
    await git(project, 'switch', '--quiet', 'main');
    await writeIn(project, 'README.md', 'base\n');
    await git(project, 'commit', '--quiet', '-m', 'Base', 'README.md');
    await git(project, 'switch', '--quiet', branch);
    const id = ticket.id;
    expect(await workspace.git.finish(id)).toMatchObject({
      kind: 'conflicts',
      worktree: project,
      files: ['README.md'],
    });
    await writeIn(project, 'README.md', 'both\n');
    await git(project, 'add', 'README.md');
    expect(await workspace.git.continueFinish(id)).toMatchObject({ kind: 'finished', removedWorktree: null });
    expect((await git(project, 'branch', '--show-current')).trim()).toBe('main');
    expect(await readFile(path.join(project, 'README.md'), 'utf8')).toBe('both\n');
    expect((await workspace.store.read(id)).status).toBe('done');
  });
});

describe('conflicts of a branch that is checked out nowhere', () => {
  it('wait in a worktree that is made for them', async () => {
    const work = await workOnTicket();
    const { project, workspace, ticket, worktree } = work;
    await makeConflict(work);
    await git(project, 'worktree', 'remove', worktree);
    const stopped = await workspace.git.finish(ticket.id);
    const made = stopped.kind === 'conflicts' ? stopped.worktree : '';
    expect(path.dirname(made)).toBe(project);
    expect(await git(project, 'status', '--porcelain', '--', path.basename(made))).toBe('');
    await resolve(made, 'README.md', 'both\n');
    expect(await workspace.git.continueFinish(ticket.id)).toMatchObject({ removedWorktree: made });
    expect(await fileIn(project, 'main', 'README.md')).toBe('both\n');
  });

  it('change nothing where there is no room for it', async () => {
    const work = await workOnTicket();
    const { project, workspace, ticket, worktree, branch } = work;
    await makeConflict(work);
    await git(project, 'worktree', 'remove', worktree);
    await writeIn(project, `${path.basename(project)}-vibeticket-${ticket.slug}`, 'in the way');
    await expect(workspace.git.finish(ticket.id)).rejects.toMatchObject({ code: 'merge_conflict' });
    expect(await branchesOf(project)).toEqual(['main', branch]);
    expect(await workspace.git.waitingFinishes()).toEqual([]);
  });
});
