import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openWorkspace } from '../harness/tempStore.js';
import { git } from './support/commands.js';
import { commitFile } from './support/gitProject.js';
import { workOnTicket, type TicketWork } from './support/ticketWork.js';

interface Waiting extends TicketWork {
  readonly git: Awaited<ReturnType<typeof openWorkspace>>['git'];
}

/** A finish that conflicts have stopped: both have changed `login.txt`, and one of them has deleted `old.txt`. */
async function stopped(way: 'squash' | 'rebase' = 'squash'): Promise<Waiting> {
  const work = await workOnTicket();
  const { project, worktree, ticket } = work;
  await commitFile(project, 'old.txt', 'old\n');
  await commitFile(project, 'login.txt', 'password\n');
  await git(worktree, 'reset', '--quiet', '--hard', 'main');
  await git(worktree, 'rm', '--quiet', 'old.txt');
  await commitFile(worktree, 'login.txt', 'secret\n');
  await commitFile(project, 'old.txt', 'older\n');
  await commitFile(project, 'login.txt', 'phrase\n');
  const workspace = await openWorkspace(project);
  const outcome = await workspace.git.finish(ticket.id, { way });
  expect(outcome.kind).toBe('conflicts');
  return { ...work, git: workspace.git };
}

describe('the conflicts of a finish that waits', () => {
  it('are told apart: what holds both versions, and what one of them has deleted', async () => {
    const { git: work, worktree, ticket, branch } = await stopped();
    expect(await work.waitingFinishes()).toEqual([
      { ticket: ticket.id, way: 'squash', branch, base: 'main', worktree },
    ]);
    expect(await work.files.conflicts(worktree)).toEqual([
      { path: 'login.txt', deletedIn: null, state: 'markers' },
      { path: 'old.txt', deletedIn: 2, state: 'choice' },
    ]);
  });

  it('show each version as git keeps it, and nothing for one that is not there', async () => {
    const { git: work, worktree } = await stopped();
    const version = (file: string, stage: 1 | 2 | 3): Promise<string> =>
      work.files.version(file, { kind: 'stage', worktree, stage });
    expect(await Promise.all([version('login.txt', 1), version('login.txt', 2), version('login.txt', 3)])).toEqual([
      'password\n',
      'secret\n',
      'phrase\n',
    ]);
    expect(await version('old.txt', 2)).toBe('');
  });

  it('are resolved by saving the file without markers, and by taking a side', async () => {
    const { git: work, worktree, ticket, project } = await stopped();
    await writeFile(path.join(worktree, 'login.txt'), 'both\n');
    const [login, old] = await work.files.conflicts(worktree);
    expect(login?.state).toBe('resolved');
    if (!login || !old) throw new Error('two files are in conflict');
    await work.files.markResolved(worktree, [login.path]);
    await work.files.takeSide(worktree, old, 2);
    expect(await work.files.conflicts(worktree)).toEqual([]);
    const outcome = await work.continueFinish(ticket.id);
    expect(outcome.kind).toBe('finished');
    expect(await readFile(path.join(project, 'login.txt'), 'utf8')).toBe('both\n');
    expect(existsSync(path.join(project, 'old.txt'))).toBe(false);
    expect(await work.waitingFinishes()).toEqual([]);
  });

  it('keep the file of the side that has it, where that is taken', async () => {
    const { git: work, worktree } = await stopped();
    const old = (await work.files.conflicts(worktree)).find(({ path: name }) => name === 'old.txt');
    if (!old) throw new Error('old.txt is in conflict');
    await work.files.takeSide(worktree, old, 3);
    expect(await readFile(path.join(worktree, 'old.txt'), 'utf8')).toBe('older\n');
    expect((await work.files.conflicts(worktree)).map((each) => each.path)).toEqual(['login.txt']);
  });

  it('of a rebase have the base on the side that is checked out', async () => {
    const { git: work, worktree } = await stopped('rebase');
    expect(await work.files.version('login.txt', { kind: 'stage', worktree, stage: 2 })).toBe('phrase\n');
    expect((await work.waitingFinishes())[0]?.way).toBe('rebase');
  });

  it('in a file that is no text are for a person to choose', async () => {
    const work = await workOnTicket();
    const { project, worktree, ticket } = work;
    await commitFile(worktree, 'logo.png', '\0ours');
    await commitFile(project, 'logo.png', '\0theirs');
    const { git: workspace } = await openWorkspace(project);
    await workspace.finish(ticket.id, { way: 'squash' });
    expect(await workspace.files.conflicts(worktree)).toEqual([{ path: 'logo.png', deletedIn: null, state: 'choice' }]);
  });
});

describe('a version of a file', () => {
  it('is asked for by the id of a commit alone, and never by what git could take for an option', async () => {
    const { project } = await workOnTicket();
    const { git: work } = await openWorkspace(project);
    const id = (await git(project, 'rev-parse', 'HEAD')).trim();
    expect(await work.files.version('README.md', { kind: 'commit', commit: id })).toBe('Hello\n');
    expect(await work.files.version('no such file', { kind: 'commit', commit: id })).toBe('');
    for (const commit of ['HEAD', '--help', `${id}^`, '']) {
      await expect(work.files.version('README.md', { kind: 'commit', commit })).rejects.toMatchObject({
        code: 'ref_not_found',
      });
    }
  });
});

describe('what a commit has changed', () => {
  it('is told against its first parent, and for the first commit against nothing', async () => {
    const { project, worktree } = await workOnTicket();
    const second = await commitFile(worktree, 'b.txt', 'b\n');
    const { git: work } = await openWorkspace(project);
    const first = (await git(project, 'rev-list', '--max-parents=0', 'HEAD')).trim();
    expect(await work.files.commitChanges(second)).toEqual({
      before: (await git(project, 'rev-parse', 'main')).trim(),
      files: [{ path: 'b.txt', status: 'added' }],
    });
    const begun = await work.files.commitChanges(first);
    expect(begun.before).toBeNull();
    expect(begun.files).toContainEqual({ path: 'README.md', status: 'added' });
    await expect(work.files.commitChanges('--output=x')).rejects.toMatchObject({ code: 'ref_not_found' });
  });
});
