import { rm } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ticketPath } from '../harness/tempStore.js';
import { document, git } from './support/commands.js';
import { stateOf } from './support/finishState.js';
import { writeIn } from './support/gitProject.js';
import {
  commitOf,
  commitTwo,
  fileIn,
  gitWorkspace,
  setForTeam,
  workIn,
  workInPlace,
  workOnTicket,
  type TicketWork,
} from './support/ticketWork.js';

/** A ticket that is in progress, whose own file is committed with its work. */
async function workWithFile(): Promise<TicketWork> {
  const work = await workOnTicket();
  await work.workspace.tickets.start(work.ticket.id);
  await commitTwo(work.worktree);
  await setForTeam(work.project, 'git.commit_ticket', 'on');
  return work;
}

function fileOf({ ticket }: Pick<TicketWork, 'ticket'>): string {
  return `.vibe-ticket/tickets/${ticket.id}.yaml`;
}

describe("the ticket's own file, committed with its work", () => {
  it.each(['squash', 'merge', 'rebase', 'ff'] as const)(
    'stays a live file when the commit by %s goes that brought it',
    async (way) => {
      const work = await workWithFile();
      const { project, workspace, ticket } = work;
      const before = await stateOf(work);
      await workspace.git.finish(ticket.id, { way });
      expect(await fileIn(project, 'main', fileOf(work))).toContain('status: done');
      await workspace.git.undo.run(ticket.id);
      expect(await stateOf(work)).toEqual(before);
      expect(await fileIn(project, 'main', fileOf(work))).toBeNull();
    },
  );

  it('keeps what was written to it since, where the base had an older one', async () => {
    const work = await workWithFile();
    const { project, workspace, ticket } = work;
    await git(project, 'add', '--all');
    await git(project, 'commit', '--quiet', '-m', 'Commit the store');
    const before = await stateOf(work);
    await workspace.git.finish(ticket.id);
    await workspace.tickets.edit(ticket.id, { description: 'Written since' });
    await workspace.git.undo.run(ticket.id);
    expect(await workspace.store.read(ticket.id)).toMatchObject({ status: 'doing', description: 'Written since' });
    const after = await stateOf(work);
    expect({ index: after.index, branches: after.branches }).toEqual({
      index: before.index,
      branches: before.branches,
    });
  });

  it('stays live too where the branch was checked out beside the store', async () => {
    const work = await workInPlace();
    const { project, workspace, ticket } = work;
    await workspace.tickets.start(ticket.id);
    await writeIn(project, 'a.txt', 'a\n');
    await git(project, 'add', '--all');
    await git(project, 'commit', '--quiet', '-m', 'All of it');
    await setForTeam(project, 'git.commit_ticket', 'on');
    await workspace.tickets.edit(ticket.id, { description: 'Not committed' });
    const before = await stateOf(work);
    await workspace.git.finish(ticket.id, { force: true });
    expect((await git(project, 'branch', '--show-current')).trim()).toBe('main');
    await workspace.git.undo.run(ticket.id);
    expect(await stateOf(work)).toEqual(before);
  });

  it('leaves other tickets alone that the branch has carried into the base', async () => {
    const work = await workOnTicket();
    const { project, workspace, ticket, worktree } = work;
    const other = await workspace.tickets.create({ slug: 'other', title: 'Other' });
    await git(project, 'add', '--all');
    await git(project, 'commit', '--quiet', '-m', 'Commit the store');
    await git(worktree, 'merge', '--quiet', 'main');
    await writeIn(worktree, `.vibe-ticket/tickets/${other.id}.yaml`, 'from: the branch\n');
    await git(worktree, 'commit', '--quiet', '--all', '-m', 'Change a copy');
    await workspace.git.finish(ticket.id);
    await writeIn(project, `.vibe-ticket/tickets/${other.id}.yaml`, 'live\n');
    await workspace.git.undo.run(ticket.id);
    expect(await git(project, 'status', '--porcelain', '--', ticketPath(project, other.id))).toMatch(/^ M/);
    expect(await git(project, 'show', `:.vibe-ticket/tickets/${other.id}.yaml`)).toContain('slug: ');
  });
});

describe('a ticket that somebody has changed since its finish', () => {
  async function finishedWork(): Promise<TicketWork> {
    const work = await workOnTicket();
    await work.workspace.tickets.start(work.ticket.id);
    await commitTwo(work.worktree);
    await work.workspace.git.finish(work.ticket.id);
    return work;
  }

  it('keeps that, and gets its status back', async () => {
    const { workspace, ticket } = await finishedWork();
    await workspace.tickets.edit(ticket.id, { title: 'Better', priority: 'critical' });
    const undone = await workspace.git.undo.run(ticket.id);
    expect(undone.notes).toEqual([]);
    expect(undone.ticket).toMatchObject({ status: 'doing', title: 'Better', priority: 'critical', closed_at: null });
  });

  it('stays as it is where it is reopened already; the work comes back all the same', async () => {
    const { project, workspace, ticket, branch } = await finishedWork();
    await document(project, ['reopen', ticket.id]);
    const before = await workspace.store.read(ticket.id);
    const { notes } = await workspace.git.undo.run(ticket.id);
    expect(await workspace.store.read(ticket.id)).toMatchObject({ status: before.status });
    expect(notes).toEqual([expect.stringContaining('somebody has changed')]);
    expect(await commitOf(project, branch)).not.toBe(await commitOf(project, 'main'));
  });

  it('may have been taken back by hand', async () => {
    const { workspace, ticket } = await finishedWork();
    await workspace.history.undo();
    const { steps, notes } = await workspace.git.undo.run(ticket.id);
    expect(steps.map(({ kind }) => kind)).toEqual(['branch', 'worktree', 'base']);
    expect(notes).toEqual([]);
    expect((await workspace.store.read(ticket.id)).status).toBe('doing');
  });

  it('stays as it is where the journal has forgotten the finish, and a note says so', async () => {
    const { project, ticket, branch } = await finishedWork();
    await rm(path.join(project, '.vibe-ticket', 'local', 'journal.jsonl'));
    const workspace = await gitWorkspace(project);
    const { notes } = await workspace.git.undo.run(ticket.id);
    expect(notes).toEqual([expect.stringContaining('stays in done')]);
    expect(await commitOf(project, branch)).not.toBe(await commitOf(project, 'main'));
  });
});

describe('the active tickets', () => {
  it('have it again, behind one that has become active since', async () => {
    const work = await workOnTicket();
    const { project, workspace, ticket } = work;
    await workspace.tickets.start(ticket.id);
    await commitTwo(work.worktree);
    await workspace.git.finish(ticket.id);
    expect(await workspace.store.readActive()).toEqual([]);
    const next = await workIn(project, 'next');
    await next.workspace.tickets.start(next.ticket.id);
    await workspace.git.undo.run(ticket.id);
    expect(await workspace.store.readActive()).toEqual([next.ticket.id, ticket.id]);
  });
});
