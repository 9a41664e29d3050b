import { existsSync } from 'node:fs';
import { chmod, rm } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../src/domain/errors.js';
import { tempFolder } from '../harness/tempStore.js';
import { document, git } from './support/commands.js';
import { stateOf } from './support/finishState.js';
import { commitFile, writeIn } from './support/gitProject.js';
import { commitOf, commitTwo, trashOf, workOnTicket, type TicketWork } from './support/ticketWork.js';

type Way = 'squash' | 'merge' | 'rebase' | 'ff';

async function finishedWork(way: Way = 'squash'): Promise<TicketWork> {
  const work = await workOnTicket();
  await commitTwo(work.worktree);
  if (way !== 'ff') await commitFile(work.project, 'base.txt', 'base\n');
  await work.workspace.git.finish(work.ticket.id, { way });
  return work;
}

/** The undo is refused, and nothing is different after it. @returns message and hint */
async function expectRefused(work: TicketWork, code: ErrorCode, says: string): Promise<string> {
  const look = async (): Promise<unknown> => [await stateOf(work), await trashOf(work.project)];
  const before = await look();
  const error: unknown = await work.workspace.git.undo.run(work.ticket.id).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code, message: expect.stringContaining(says) as string });
  expect(await look()).toEqual(before);
  return (error as { hint: string }).hint;
}

describe('the undo of a finish is refused, and nothing is changed,', () => {
  it.each([
    ['squash', ({ merged }: Commits) => `git revert ${merged}`],
    ['merge', ({ merged }: Commits) => `git revert -m 1 ${merged}`],
    ['rebase', ({ before, merged }: Commits) => `git revert ${before}..${merged}`],
    ['ff', ({ before, merged }: Commits) => `git revert ${before}..${merged}`],
  ] as const)('where the base has gone on since %s; the revert that it names does it', async (way, revert) => {
    const work = await finishedWork(way);
    const { project } = work;
    const first = { squash: 'main~1', merge: 'main^1', rebase: 'main~2', ff: 'main~2' }[way];
    const short = async (name: string): Promise<string> => (await commitOf(project, name)).slice(0, 10);
    const commits = { merged: await short('main'), before: await short(first) };
    await git(project, 'commit', '--quiet', '--allow-empty', '-m', 'Next');
    const hint = await expectRefused(work, 'undo_refused', 'main has gone on since');
    const command = revert(commits);
    expect(hint).toContain(`\`${command}\``);
    await git(project, ...command.split(' ').slice(1), '--no-edit');
    expect(existsSync(path.join(project, 'a.txt'))).toBe(false);
    expect(existsSync(path.join(project, 'b.txt'))).toBe(false);
  });

  it('where the branch has become another one', async () => {
    const work = await finishedWork();
    await git(work.project, 'branch', work.branch, 'main');
    await expectRefused(work, 'branch_exists', `another branch ${work.branch}`);
  });

  it('where another branch takes the place of its name', async () => {
    const work = await finishedWork();
    await git(work.project, 'branch', `${work.branch}/more`, 'main');
    await expectRefused(work, 'branch_exists', `another branch ${work.branch}/more`);
  });

  it('where something stands in the place of the worktree', async () => {
    const work = await finishedWork();
    await writeIn(work.worktree, 'own.txt', 'own\n');
    await expectRefused(work, 'path_exists', work.worktree);
  });

  it('where files of the merge are changed', async () => {
    const work = await finishedWork();
    await writeIn(work.project, 'b.txt', 'changed\n');
    await expectRefused(work, 'base_in_the_way', 'b.txt');
  });

  it('where an ignored file has taken the place of one that the merge had removed', async () => {
    const work = await workOnTicket();
    await git(work.worktree, 'rm', '--quiet', 'README.md');
    await git(work.worktree, 'commit', '--quiet', '-m', 'Remove it');
    await work.workspace.git.finish(work.ticket.id);
    await writeIn(work.project, '.git/info/exclude', 'README.md\n');
    await writeIn(work.project, 'README.md', 'precious\n');
    await expectRefused(work, 'base_in_the_way', 'README.md');
  });

  it('where the base is in the middle of a merge', async () => {
    const work = await finishedWork();
    const { project } = work;
    await git(project, 'switch', '--quiet', '-c', 'other', 'main');
    await commitFile(project, 'other.txt', 'other\n');
    await git(project, 'switch', '--quiet', 'main');
    await git(project, 'merge', '--no-ff', '--no-commit', 'other');
    await expectRefused(work, 'undo_refused', 'in the middle of a merge');
  });

  it('where the base is just being rebased', async () => {
    const work = await finishedWork();
    const { project } = work;
    await git(project, 'branch', 'other', 'main~1');
    await git(project, 'rebase', '--autostash', '--exec', 'false', 'other').catch(() => undefined);
    await expectRefused(work, 'undo_refused', 'in the middle of a rebase of main');
  });

  it('where a hook keeps the base from going back: its files stay too, and the rest comes when the hook is gone', async () => {
    const work = await workOnTicket();
    const { project, workspace, ticket } = work;
    const before = await stateOf(work);
    await commitTwo(work.worktree);
    await workspace.git.finish(ticket.id, { keepBranch: true, keepWorktree: true });
    const hook = path.join(project, '.git', 'hooks', 'reference-transaction');
    await writeIn(project, '.git/hooks/reference-transaction', '#!/bin/sh\n! grep -q refs/heads/main\n');
    await chmod(hook, 0o755);
    await expectRefused(work, 'git_failed', 'update-ref');
    await rm(hook);
    await workspace.git.undo.run(ticket.id);
    expect((await stateOf(work)).index).toBe(before.index);
  });

  it('where the commit of the branch is gone', async () => {
    const work = await finishedWork();
    const { project } = work;
    await work.workspace.git.emptyWorktreeTrash(await work.workspace.git.worktreeTrash());
    await rm(path.join(project, '.git', 'logs'), { recursive: true });
    await git(project, 'gc', '--quiet', '--prune=now');
    await expectRefused(work, 'ref_not_found', 'its commit');
  });

  it('where a later finish of it waits for its conflicts', async () => {
    const work = await finishedWork();
    const { project, workspace, ticket, branch, worktree } = work;
    await document(project, ['reopen', ticket.id]);
    await git(project, 'worktree', 'add', '--quiet', worktree, '-b', branch, 'main');
    await commitFile(worktree, 'README.md', 'Hello from the ticket\n');
    await commitFile(project, 'README.md', 'Hello from the base\n');
    expect(await workspace.git.finish(ticket.id, { force: true })).toMatchObject({ kind: 'conflicts' });
    await expectRefused(work, 'undo_refused', 'waits for its conflicts');
  });
});

interface Commits {
  readonly merged: string;
  readonly before: string;
}

describe('a base that has been pushed', () => {
  async function pushedWork(): Promise<TicketWork> {
    const work = await workOnTicket();
    const { project } = work;
    const remote = await tempFolder();
    await git(remote, 'init', '--quiet', '--bare');
    await git(project, 'remote', 'add', 'origin', `file://${remote}`);
    await git(project, 'push', '--quiet', '-u', 'origin', 'main');
    await commitTwo(work.worktree);
    return work;
  }

  it('is not taken back, unless the person insists', async () => {
    const work = await pushedWork();
    const { project, workspace, ticket } = work;
    const before = await stateOf(work);
    await workspace.git.finish(ticket.id);
    await git(project, 'push', '--quiet');
    const hint = await expectRefused(work, 'undo_refused', 'origin/main has the merge already');
    expect(hint).toContain(`git revert ${(await commitOf(project, 'main')).slice(0, 10)}`);
    const { notes } = await workspace.git.undo.run(ticket.id, { force: true });
    expect(notes).toEqual(['origin/main has the merge still.']);
    expect((await stateOf(work)).branches).toBe(before.branches);
  });

  it('is taken back where the merge has not been pushed, though the branch has', async () => {
    const work = await pushedWork();
    const { project, workspace, ticket, branch } = work;
    await git(project, 'push', '--quiet', 'origin', branch);
    const before = await stateOf(work);
    await workspace.git.finish(ticket.id, { way: 'ff' });
    await workspace.git.undo.run(ticket.id);
    expect(await stateOf(work)).toEqual(before);
  });
});
