import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { tempFolder } from '../harness/tempStore.js';
import { cli, document, git } from './support/commands.js';
import { commitFile, writeIn } from './support/gitProject.js';
import { gitSpy } from './support/gitSpy.js';
import {
  branchesOf,
  commitOf,
  commitTwo,
  dirtyIn,
  fileIn,
  workIn,
  workInPlace,
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

  it('goes elsewhere where the branch of the ticket was checked out leaves them there', async () => {
    const { project, ticket } = await workInPlace();
    await commitFile(project, 'a.txt', 'a\n');
    const spy = await gitSpy({ call: 'update-ref *', before: `git -C '${project}' switch --quiet --create other` });
    await document(project, ['finish', ticket.id], { env: spy.env });
    expect((await git(project, 'symbolic-ref', '--short', 'HEAD')).trim()).toBe('other');
    expect(await branchesOf(project)).toEqual(['main', 'other']);
  });

  it('checks the branch of the ticket out keeps it', async () => {
    const work = await workOnTicket();
    await commitTwo(work.worktree);
    const { project, ticket, branch } = work;
    const spy = await gitSpy({ call: 'worktree remove *', after: `git -C '${project}' switch --quiet ${branch}` });
    const { notes } = await document(project, ['finish', ticket.id], { env: spy.env });
    expect(notes).toContain(`The branch ${branch} was kept, because somebody has just checked it out.`);
    expect(await dirtyIn(project)).toEqual([]);
    expect(await branchesOf(project)).toEqual(['main', branch]);
  });
});

describe('two finishes at once', () => {
  it('do not move the base while one of them checks it out', async () => {
    const { project, ticket } = await workInPlace();
    await commitFile(project, 'a.txt', 'a\n');
    const other = await workIn(project, 'other');
    await commitFile(other.worktree, 'other.txt', 'other\n');
    // The checkout stops at a file that the base has got; the other finish has time enough, unless it has to wait.
    const folder = await tempFolder();
    const [stopped, landed] = [path.join(folder, 'stopped'), path.join(folder, 'landed')];
    const stop = `touch '${stopped}'; n=0; while [ ! -e '${landed}' ] && [ $n -lt 100 ]; do n=$((n + 1)); sleep 0.02; done`;
    await git(project, 'config', 'filter.stop.smudge', `${stop}; cat`);
    await writeIn(project, '.git/info/attributes', 'base.txt filter=stop\n');
    const base = await workIn(project, 'base');
    await commitFile(base.worktree, 'base.txt', 'base\n');
    await document(project, ['finish', base.ticket.id, '--into', 'main', '--keep-worktree']);
    const first = document(project, ['finish', ticket.id, '--into', 'main']);
    await vi.waitFor(() => {
      expect(existsSync(stopped)).toBe(true);
    }, 20_000);
    await document(project, ['finish', other.ticket.id, '--into', 'main']);
    await writeFile(landed, '');
    await first;
    expect(await fileIn(project, 'main', 'other.txt')).toBe('other\n');
    expect(await dirtyIn(project)).toEqual([]);
  });
});

describe('an undo of a finish while another ticket is finished', () => {
  it('is refused, with every file where the other finish has put it', async () => {
    const { project, ticket } = await workInPlace();
    await commitFile(project, 'a.txt', 'a\n');
    await document(project, ['finish', ticket.id]);
    const other = await workIn(project, 'other');
    await commitFile(other.worktree, 'other.txt', 'other\n');
    const folder = await tempFolder();
    const [gate, done] = [path.join(folder, 'gate'), path.join(folder, 'done')];
    const wait = `touch '${gate}'; while [ ! -e '${done}' ]; do sleep 0.02; done`;
    const spy = await gitSpy({ call: 'update-ref *', before: wait });
    const undo = cli(project, ['finish', '--undo', ticket.id], { env: spy.env });
    await vi.waitFor(() => {
      expect(existsSync(gate)).toBe(true);
    }, 20_000);
    await document(project, ['finish', other.ticket.id]);
    await writeFile(done, '');
    expect((await undo).stderr).toContain('has gone on since');
    expect((await git(project, 'symbolic-ref', '--short', 'HEAD')).trim()).toBe('main');
    expect(await dirtyIn(project)).toEqual([]);
  });
});
