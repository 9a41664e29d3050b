import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TicketreeError } from '../../src/domain/errors.js';
import { tempFolder } from '../harness/tempStore.js';
import { cli, document, git } from './support/commands.js';
import { commitFile, gitRepository, writeIn } from './support/gitProject.js';
import { expectRefused } from './support/refusals.js';
import { branchesOf, commitOf, commitTwo, fileIn, workOnTicket, type TicketWork } from './support/ticketWork.js';

/** Stops a rebase of the last commit in a folder, with no conflict and nothing to commit. */
async function stopInRebase(folder: string): Promise<void> {
  await git(folder, '-c', 'sequence.editor=sed -i s/^pick/edit/', 'rebase', '--interactive', 'HEAD~1');
}

async function refusedFinish({ project, workspace, ticket }: TicketWork, force = true): Promise<TicketreeError> {
  const before = await git(project, 'for-each-ref');
  const refused = await expectRefused(workspace.git.finish(ticket.id, { force }), 'finish_refused');
  expect(await git(project, 'for-each-ref')).toBe(before);
  expect((await workspace.store.read(ticket.id)).status).toBe('todo');
  return refused;
}

describe('a finish whose branches git does not show as checked out', () => {
  it("waits for a rebase of the ticket's branch, which would be gone at its end", async () => {
    const work = await workOnTicket();
    await commitTwo(work.worktree);
    await stopInRebase(work.worktree);
    expect((await refusedFinish(work)).message).toContain('in the middle of a rebase of ticket/');
    await git(work.worktree, 'rebase', '--continue');
    expect((await work.workspace.git.finish(work.ticket.id)).kind).toBe('finished');
  });

  it('waits for a rebase of the base, which would fail if the base had moved', async () => {
    const work = await workOnTicket();
    await commitTwo(work.worktree);
    await commitFile(work.project, 'c.txt', 'c\n');
    await stopInRebase(work.project);
    expect((await refusedFinish(work)).message).toContain('in the middle of a rebase of main');
    await git(work.project, 'rebase', '--abort');
    expect((await work.workspace.git.finish(work.ticket.id)).kind).toBe('finished');
  });

  it('waits for a bisection that goes back to the branch of the ticket, and for none that goes back to the base', async () => {
    const work = await workOnTicket();
    await commitTwo(work.worktree);
    await commitFile(work.worktree, 'c.txt', 'c\n');
    await git(work.worktree, 'bisect', 'start', 'HEAD', 'HEAD~2');
    expect((await refusedFinish(work)).message).toContain('in the middle of a bisection');
    await git(work.worktree, 'bisect', 'reset');
    for (const message of ['one', 'two']) await git(work.project, 'commit', '--allow-empty', '-m', message);
    await git(work.project, 'bisect', 'start', 'HEAD', 'HEAD~2');
    expect(await git(work.project, 'branch', '--show-current')).toBe('');
    await work.workspace.git.finish(work.ticket.id);
    await git(work.project, 'bisect', 'reset');
    expect(await commitOf(work.project, 'HEAD')).toBe(await commitOf(work.project, 'main'));
  });

  it("asks where the ticket's worktree is gone, since work may be in it where it is now", async () => {
    const work = await workOnTicket();
    await commitTwo(work.worktree);
    const moved = path.join(await tempFolder(), 'moved');
    await rename(work.worktree, moved);
    await writeIn(moved, 'a.txt', 'not committed\n');
    expect((await refusedFinish(work, false)).message).toContain('`ticketree worktree repair PATH`');
    await document(work.project, ['worktree', 'repair', moved]);
    expect((await refusedFinish(work, false)).message).toContain('not committed: a.txt');
    await rm(moved, { recursive: true });
    expect((await work.workspace.git.finish(work.ticket.id, { force: true })).kind).toBe('finished');
  });

  it("asks where the ticket's worktree has commits on no branch, and leaves them there", async () => {
    const work = await workOnTicket();
    await commitTwo(work.worktree);
    // By its folder's name alone a worktree on no branch is known to be the ticket's.
    const place = `${work.project}/${work.project.split('/').at(-1) ?? ''}-vibeticket-${work.ticket.slug}`;
    await git(work.project, 'worktree', 'move', work.worktree, place);
    await git(place, 'checkout', '--quiet', '--detach');
    const stray = await commitFile(place, 'stray.txt', 'stray\n');
    expect((await refusedFinish(work, false)).message).toContain('has commits that ticket/');
    await work.workspace.git.finish(work.ticket.id, { force: true });
    expect(await fileIn(work.project, 'main', 'b.txt')).toBe('b\n');
    expect([await commitOf(place, 'HEAD'), await branchesOf(work.project)]).toEqual([stray, ['main']]);
  });
});

describe('whoever stands in the worktree that a finish removes', () => {
  it('is sent to the project, also where that is a folder of the repository', async () => {
    const repository = await gitRepository();
    const project = path.join(repository, 'packages', 'one');
    await mkdir(project, { recursive: true });
    for (const args of [['init'], ['new', 'a'], ['start', 'a']]) await document(project, args);
    const worktree = (await cli(project, ['switch', 'a'])).stdout.trim();
    await commitTwo(worktree);
    const { notes } = await document(worktree, ['finish']);
    expect(notes).toEqual([`The folder that you stand in is gone; go to ${project}.`]);
  });
});
