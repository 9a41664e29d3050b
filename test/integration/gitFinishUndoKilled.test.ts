import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cli, document, git } from './support/commands.js';
import { stateOf } from './support/finishState.js';
import { commitFile, writeIn } from './support/gitProject.js';
import { gitSpy, killCaller, type SpyTrick } from './support/gitSpy.js';
import { commitTwo, setForTeam, trashOf, workInPlace, workOnTicket, type TicketWork } from './support/ticketWork.js';
import { withoutChildCoverage } from './support/withoutChildCoverage.js';

withoutChildCoverage();

type Work = Omit<TicketWork, 'worktree'>;

/** A ticket in progress whose own file is committed with its work, and a base that has gone on and is dirty. */
async function busyWork(): Promise<Work> {
  const work = await workOnTicket();
  const { project, workspace, ticket } = work;
  await workspace.tickets.start(ticket.id);
  await commitTwo(work.worktree);
  await commitFile(project, 'base.txt', 'base\n');
  await setForTeam(project, 'git.commit_ticket', 'on');
  await writeIn(project, 'README.md', 'not committed\n');
  return work;
}

/** The same where the branch is checked out beside the store. */
async function workHere(): Promise<Work> {
  const work = await workInPlace();
  const { project, workspace, ticket } = work;
  await workspace.tickets.start(ticket.id);
  await writeIn(project, 'a.txt', 'a\n');
  await git(project, 'add', 'a.txt');
  await git(project, 'commit', '--quiet', '-m', 'Write a.txt');
  await setForTeam(project, 'git.commit_ticket', 'on');
  await writeIn(project, 'README.md', 'not committed\n');
  return work;
}

/** Kills an undo at one call of git. @returns whether it got that far */
async function undoKilled(make: () => Promise<Work>, trick: SpyTrick, again: boolean): Promise<boolean> {
  const work = await make();
  const { project, ticket } = work;
  const before = await stateOf(work);
  await document(project, ['finish', ticket.id, '--force']);
  const merged = (await git(project, 'rev-parse', 'main')).trim();
  const spy = await gitSpy(trick);
  const killed = await cli(project, ['finish', '--undo', ticket.id], { env: spy.env });
  if (killed.code === 0) return false;
  expect(killed.code).toBeNull();
  // Whatever comes next completes it, or nothing had happened; calling it again does so by name.
  await document(project, ['list']);
  const isRecovered = (await stateOf(work)).ticket === before.ticket;
  if (again || !isRecovered) {
    const result = await cli(project, ['finish', '--undo', ticket.id, '--json']);
    if (isRecovered) expect(result.stderr).toContain('has been taken back');
    else expect(result).toMatchObject({ code: 0 });
  }
  expect(await stateOf(work)).toEqual(before);
  expect((await trashOf(project)).map((line) => line.split(' ')[1])).toEqual([merged]);
  expect(existsSync(`${project}/.git/ticketree/${ticket.id}.json`)).toBe(false);
  expect(existsSync(`${project}/.git/ticketree-finished/${ticket.id}.json`)).toBe(false);
  expect(existsSync(`${project}/.git/index.lock`)).toBe(false);
  return true;
}

// Right after one call is as good as right before the next.
describe('an undo of a finish whose process is killed', () => {
  it.each([
    ['before a call of git', busyWork, { before: `${killCaller}; exit 1` }],
    ['while git goes on', busyWork, { before: `${killCaller}; sleep 0.2` }],
    ['before a call of git where the project is', workHere, { before: `${killCaller}; exit 1` }],
  ])('%s is completed by the next command, or by calling it again', { timeout: 600_000 }, async (_, make, trick) => {
    // The first calls only look.
    let call = 6;
    while (await undoKilled(make, { call, ...trick }, call % 4 === 0)) call++;
    expect(call).toBeGreaterThan(14);
  });
});
