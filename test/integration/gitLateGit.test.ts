import { existsSync } from 'node:fs';
import { chmod, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { tempFolder } from '../harness/tempStore.js';
import { cli, document, failure, git } from './support/commands.js';
import { stateOf } from './support/finishState.js';
import { commitFile, writeIn } from './support/gitProject.js';
import { gitSpy, killCaller, type SpyTrick } from './support/gitSpy.js';
import {
  commitOf,
  commitTwo,
  dirtyIn,
  fileIn,
  makeConflict,
  setForTeam,
  trashOf,
  workOnTicket,
  type TicketWork,
} from './support/ticketWork.js';
import { withoutChildCoverage } from './support/withoutChildCoverage.js';

withoutChildCoverage();

/** Work whose ticket is committed with it, and a base that has gone on. */
async function workToFinish(): Promise<TicketWork> {
  const work = await workOnTicket();
  await work.workspace.tickets.start(work.ticket.id);
  await commitTwo(work.worktree);
  await commitFile(work.project, 'base.txt', 'base\n');
  await setForTeam(work.project, 'git.commit_ticket', 'on');
  return work;
}

/**
 * Kills a command at its first `git read-tree`, which itself runs only in the middle of what comes next, and cannot be
 * seen from there, as from another container.
 */
async function meetLate(project: string, killed: readonly string[], next: readonly string[]): Promise<void> {
  const folder = await tempFolder();
  const [gate, done] = [path.join(folder, 'gate'), path.join(folder, 'done')];
  const waitFor = (file: string): string => `while [ ! -e '${file}' ]; do sleep 0.02; done`;
  const unseen = `exec env -u TICKETREE_CALLER sh -c "${waitFor(gate)}; git \\"\\$@\\"; touch '${done}'" sh "$@"`;
  const late = await gitSpy({ call: 'read-tree *', before: `${killCaller}; ${unseen}` });
  expect((await cli(project, killed, { env: late.env })).code).toBeNull();
  const meets = await gitSpy({ call: 'write-tree', before: `touch '${gate}'; ${waitFor(done)}` });
  await document(project, next, { env: meets.env });
}

describe('a git that has outlived the command which had called it, and comes while the next one does the same', () => {
  it('leaves the ticket of a finish that is taken back alone', async () => {
    const work = await workToFinish();
    const { project, ticket } = work;
    const before = await stateOf(work);
    await document(project, ['finish', ticket.id, '--force']);
    await meetLate(project, ['finish', '--undo', ticket.id], ['list']);
    expect(await stateOf(work)).toEqual(before);
    expect((await cli(project, ['finish', '--undo', ticket.id])).stderr).toContain('has been taken back');
    await document(project, ['list']);
    expect(await readdir(path.join(project, '.git', 'ticketree'))).toEqual([]);
  });

  it('leaves the ticket alone that is committed with the work', async () => {
    const { project, ticket } = await workToFinish();
    const finish = ['finish', ticket.id, '--force'];
    await meetLate(project, finish, finish);
    expect(await fileIn(project, 'main', `.vibe-ticket/tickets/${ticket.id}.yaml`)).toContain('status: done');
    expect((await git(project, 'ls-tree', '--name-only', 'main', 'base.txt', 'README.md')).trim()).toBe(
      'README.md\nbase.txt',
    );
    await document(project, ['list']);
    expect(await readdir(path.join(project, '.git', 'ticketree'))).toEqual([]);
  });
});

/** Shell text of a git that stops, and what lets it go on. */
interface Stop {
  readonly text: string;
  readonly isThere: () => boolean;
  readonly release: () => Promise<void>;
}

async function stop(): Promise<Stop> {
  const folder = await tempFolder();
  const [there, gate] = [path.join(folder, 'there'), path.join(folder, 'gate')];
  return {
    text: `touch '${there}'; while [ ! -e '${gate}' ]; do sleep 0.02; done`,
    isThere: () => existsSync(there),
    release: () => writeFile(gate, ''),
  };
}

/** What a git does that is too slow: where it stops, and what it does to the files before and after. */
interface Slow {
  readonly call: SpyTrick['call'];
  /** Whether it stops when it has moved the files, and is about to move the base. */
  readonly atBase?: boolean;
  readonly before?: string;
  readonly after?: string;
}

/** Kills a command at a call of git, and runs another one, for which that git is too slow; then waits for its end. */
async function outlive(
  project: string,
  args: readonly string[],
  slow: Slow,
  next: () => Promise<unknown> = () => document(project, ['list']),
): Promise<void> {
  const { call, atBase = false, before = ':', after = ':' } = slow;
  const { text, isThere, release } = await stop();
  const ended = path.join(await tempFolder(), 'ended');
  if (atBase) {
    const hook = '.git/hooks/reference-transaction';
    await writeIn(project, hook, `#!/bin/sh\n! grep -q refs/heads/main || { ${text}; }\n`);
    await chmod(path.join(project, hook), 0o755);
  }
  const spy = await gitSpy({
    call,
    before: `${killCaller}; ${before}; ${atBase ? ':' : text}; ${after}`,
    after: `touch '${ended}'`,
  });
  expect((await cli(project, args, { env: spy.env })).code).toBeNull();
  await vi.waitFor(() => {
    expect(isThere()).toBe(true);
  }, 20_000);
  await next();
  await release();
  await vi.waitFor(() => {
    expect(existsSync(ended)).toBe(true);
  }, 20_000);
}

describe(
  'a git that has outlived the command which had called it, and ends after the next one',
  { timeout: 60_000 },
  () => {
    it.each([
      ['has not begun to move the base', {}],
      ['has moved the files of the base, and not yet the base', { atBase: true }],
    ])('and %s, is waited for, and then its finish is completed', async (_, how) => {
      const work = await workToFinish();
      const { project, ticket, worktree } = work;
      await outlive(project, ['finish', ticket.id, '--force'], { call: 'merge *', ...how });
      await document(project, ['list']);
      expect(await dirtyIn(project)).toEqual([]);
      expect(await fileIn(project, 'main', 'a.txt')).toBe('a\n');
      expect(await fileIn(project, 'main', `.vibe-ticket/tickets/${ticket.id}.yaml`)).toContain('status: done');
      expect(existsSync(worktree)).toBe(false);
      expect(await readdir(path.join(project, '.git', 'ticketree'))).toEqual([]);
    });

    it('leaves nothing of the ticket staged', async () => {
      const other = await workToFinish();
      const spy = await gitSpy();
      await document(other.project, ['finish', other.ticket.id, '--force'], { env: spy.env });
      // The last of them is not for an index of our own.
      const call = (await spy.calls()).findLastIndex((each) => each.startsWith('update-index ')) + 1;
      const work = await workToFinish();
      const { project, ticket } = work;
      const before = await stateOf(work);
      await outlive(project, ['finish', ticket.id, '--force'], { call });
      await document(project, ['list']);
      expect(await stateOf(work)).toEqual(before);
    });

    it('does not stop the undo of a finish by a file that it is just writing', async () => {
      const work = await workToFinish();
      const { project, ticket } = work;
      await commitFile(work.worktree, 'README.md', 'Hello from the ticket\n');
      const before = await stateOf(work);
      await document(project, ['finish', ticket.id, '--force']);
      const [file, aside] = [path.join(project, 'README.md'), path.join(project, '.git', 'aside')];
      await outlive(project, ['finish', '--undo', ticket.id], {
        call: 'read-tree -m -u *',
        before: `mv '${file}' '${aside}'`,
        after: `mv '${aside}' '${file}'`,
      });
      await document(project, ['list']);
      expect(await stateOf(work)).toEqual(before);
    });
  },
);

describe('a finish that waits for conflicts to be resolved', { timeout: 60_000 }, () => {
  it.each(['abort', 'continue'])('is not touched by --%s as long as git is still bringing them in', async (how) => {
    const work = await workOnTicket();
    await makeConflict(work);
    await commitFile(work.project, 'base.txt', 'base\n');
    const { project, ticket, worktree } = work;
    const tip = await commitOf(project, work.branch);
    const next = async (): Promise<void> => {
      expect(await failure(project, ['finish', `--${how}`, ticket.id])).toMatchObject({ code: 'git_locked' });
    };
    await outlive(project, ['finish', ticket.id], { call: 'merge --no-commit *' }, next);
    // It had nobody to tell of the conflicts, and so has ended in the middle.
    expect(await dirtyIn(worktree)).toEqual([' M README.md', '?? base.txt']);
    if (how === 'continue') {
      await failure(project, ['finish', '--continue', ticket.id]);
      expect(await dirtyIn(worktree)).toEqual(['UU README.md', 'A  base.txt']);
    }
    await document(project, ['finish', '--abort', ticket.id]);
    expect(await dirtyIn(worktree)).toEqual([]);
    expect(await commitOf(project, work.branch)).toBe(tip);
    expect(existsSync(path.join(project, '.git', 'worktrees', path.basename(worktree), 'MERGE_HEAD'))).toBe(false);
  });

  it('keeps what somebody has changed since git was stopped while it brought them in', async () => {
    const work = await workOnTicket();
    await makeConflict(work);
    const { project, ticket, worktree } = work;
    const next = async (): Promise<void> => Promise.resolve();
    await outlive(project, ['finish', ticket.id], { call: 'merge --no-commit *' }, next);
    await writeIn(worktree, 'README.md', 'mine\n');
    expect(await failure(project, ['finish', '--abort', ticket.id])).toMatchObject({ code: 'merge_conflict' });
    expect(await readFile(path.join(worktree, 'README.md'), 'utf8')).toBe('mine\n');
    expect(await dirtyIn(worktree)).toEqual([' M README.md']);
    await commitFile(worktree, 'README.md', 'mine\n');
    await document(project, ['finish', '--abort', ticket.id]);
    expect(await fileIn(project, work.branch, 'README.md')).toBe('mine\n');
  });

  it('is given up for good where git was killed while it took them back', async () => {
    const work = await workOnTicket();
    await makeConflict(work);
    const { project, ticket, worktree } = work;
    await cli(project, ['finish', ticket.id]);
    // git calls it when the files are back, and the merge is still written down.
    const hook = path.join(project, '.git', 'hooks', 'reference-transaction');
    const killAll = 'kill -9 $(ps -o ppid= -p $PPID) $PPID';
    await writeIn(project, '.git/hooks/reference-transaction', `#!/bin/sh\n! grep -q HEAD || ${killAll}\n`);
    await chmod(hook, 0o755);
    expect((await cli(project, ['finish', '--abort', ticket.id])).code).toBeNull();
    await rm(hook);
    const admin = path.join(project, '.git', 'worktrees', path.basename(worktree));
    await Promise.all(['HEAD.lock', 'ORIG_HEAD.lock'].map((lock) => rm(path.join(admin, lock), { force: true })));
    expect(await dirtyIn(worktree)).toEqual([]);
    expect(existsSync(path.join(admin, 'MERGE_HEAD'))).toBe(true);
    const said = await failure(project, ['finish', '--continue', ticket.id]);
    expect(said).toMatchObject({ code: 'nothing_to_continue' });
    expect(said.hint).toContain('--abort');
    await document(project, ['finish', '--abort', ticket.id]);
    expect(await fileIn(project, 'main', 'README.md')).toBe('Hello from the base\n');
    expect(existsSync(path.join(admin, 'MERGE_HEAD'))).toBe(false);
  });
});

describe('a rebase that git has not ended', () => {
  it('is not continued, since git would leave out the commit at which it was stopped', async () => {
    const work = await workOnTicket();
    await makeConflict(work);
    await commitTwo(work.worktree);
    const { project, ticket, worktree, branch } = work;
    const tip = await commitOf(project, branch);
    const finish = ['finish', '--merge', 'rebase', ticket.id];
    expect((await cli(project, finish)).stderr).toContain('README.md');
    await writeIn(worktree, 'README.md', 'Hello from both\n');
    await git(worktree, 'add', 'README.md');
    // After the second of three commits nobody listens any more, and git ends when it tells of the third.
    const hook = path.join(project, '.git', 'hooks', 'post-commit');
    const kill = 'p=$(ps -o ppid= -p $PPID); kill -9 $p; while kill -0 $p 2> /dev/null; do sleep 0.02; done';
    await writeIn(project, '.git/hooks/post-commit', `#!/bin/sh\n! [ -e a.txt ] || { ${kill}; }\n`);
    await chmod(hook, 0o755);
    expect((await cli(project, ['finish', '--continue', ticket.id])).code).toBeNull();
    await rm(hook);
    await vi.waitFor(async () => {
      expect(await git(worktree, 'log', '-1', '--format=%s')).toBe('Write a.txt\n');
    }, 20_000);
    const said = await failure(project, ['finish', '--continue', ticket.id]);
    expect(said).toMatchObject({ code: 'merge_conflict' });
    expect(said.hint).toContain('--abort');
    expect(await fileIn(project, 'main', 'b.txt')).toBeNull();
    await document(project, ['finish', '--abort', ticket.id]);
    expect(await commitOf(project, branch)).toBe(tip);
    expect(await dirtyIn(worktree)).toEqual([]);
  });
});

describe('the worktree of a removal that was killed while git goes on', { timeout: 60_000 }, () => {
  it.each([
    ['start', (id: string) => ['start', id]],
    ['worktree remove', (id: string) => ['worktree', 'remove', id]],
  ])('is not taken for one that stays by %s', async (_, args) => {
    const work = await workOnTicket();
    const { project, ticket, worktree } = work;
    await writeIn(worktree, 'draft.txt', 'draft\n');
    const next = async (): Promise<void> => {
      expect(await failure(project, args(ticket.id))).toMatchObject({ code: 'git_locked' });
    };
    await outlive(
      project,
      ['worktree', 'remove', '--force', ticket.id],
      { call: 'worktree remove *', before: `rm '${worktree}/draft.txt'` },
      next,
    );
    expect(existsSync(worktree)).toBe(false);
    expect(await fileIn(project, (await trashOf(project))[0]?.split(' ')[1] ?? '', 'draft.txt')).toBe('draft\n');
    await document(project, ['start', ticket.id, '--worktree']);
  });
});
