import { describe, expect, it } from 'vitest';
import { document, git } from './support/commands.js';
import { commitFile } from './support/gitProject.js';
import { gitSpy } from './support/gitSpy.js';
import {
  branchesOf,
  commitOf,
  commitTwo,
  dirtyIn,
  fileIn,
  workOnTicket,
  type TicketWork,
} from './support/ticketWork.js';
import { withoutChildCoverage } from './support/withoutChildCoverage.js';

withoutChildCoverage();

/** Work of which a commit has to be made, after all has been looked at. */
async function workToFinish(): Promise<TicketWork> {
  const work = await workOnTicket();
  await commitTwo(work.worktree);
  await commitFile(work.project, 'base.txt', 'base\n');
  return work;
}

/** Finishes it, and does something else between the look and the move of the base. @param call the last one before that */
async function finishWhile({ project, ticket }: TicketWork, meanwhile: string, call = 'commit-tree *'): Promise<void> {
  const spy = await gitSpy({ call, before: `${meanwhile} >&2` });
  await document(project, ['finish', ticket.id, '--into', 'main'], { env: spy.env });
  expect((await spy.calls()).join('\n')).toMatch(/^commit-tree /m);
}

describe('a finish while somebody', () => {
  it('goes to another branch where the base was checked out moves the base, and not that branch', async () => {
    const work = await workToFinish();
    const { project } = work;
    const before = await commitOf(project, 'main');
    await finishWhile(work, `git -C '${project}' switch --quiet --create feature`);
    expect(await commitOf(project, 'feature')).toBe(before);
    expect(await fileIn(project, 'main', 'b.txt')).toBe('b\n');
    expect(await branchesOf(project)).toEqual(['feature', 'main']);
    expect(await dirtyIn(project)).toEqual([]);
  });

  it('does so in the last moment moves the base all the same', async () => {
    const work = await workToFinish();
    const { project } = work;
    await finishWhile(work, `git -C '${project}' switch --quiet --create feature`, 'merge *');
    expect(await fileIn(project, 'main', 'b.txt')).toBe('b\n');
    expect(await dirtyIn(project)).toEqual([]);
  });

  it('leaves the branch for no branch at all moves the base', async () => {
    const work = await workToFinish();
    const { project } = work;
    const before = await commitOf(project, 'main');
    await finishWhile(work, `git -C '${project}' switch --quiet --detach`);
    expect(await commitOf(project, 'HEAD')).toBe(before);
    expect(await fileIn(project, 'main', 'b.txt')).toBe('b\n');
  });

  it('checks the base out moves it together with its files', async () => {
    const work = await workToFinish();
    const { project } = work;
    await git(project, 'switch', '--quiet', '--create', 'feature');
    await finishWhile(work, `git -C '${project}' switch --quiet main`);
    expect(await fileIn(project, 'main', 'b.txt')).toBe('b\n');
    expect(await dirtyIn(project)).toEqual([]);
  });
});
