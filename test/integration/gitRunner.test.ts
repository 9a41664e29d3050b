import { chown, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { TicketreeError } from '../../src/domain/errors.js';
import { GitRunner } from '../../src/git/gitRunner.js';
import { mergeTree } from '../../src/git/mergeTree.js';
import { branchOf, branchRef, listRefs } from '../../src/git/refs.js';
import { updateRefs } from '../../src/git/updateRefs.js';
import { readWorktreeFiles } from '../../src/git/worktreeFiles.js';
import { listWorktrees } from '../../src/git/worktreeList.js';
import { isClean, readStatus } from '../../src/git/worktreeStatus.js';
import { silentLogger } from '../../src/util/logger.js';
import { tempFolder } from '../harness/tempStore.js';
import { git } from './support/commands.js';

const cleanEnv = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };

function runnerWith(env: NodeJS.ProcessEnv = cleanEnv, refusal: TicketreeError | null = null): GitRunner {
  return new GitRunner({ logger: silentLogger, env, refusal: () => refusal, canPrompt: () => false });
}

const runner = runnerWith();

/** A repository with one commit of one file. */
async function repository(...options: string[]): Promise<string> {
  const folder = await tempFolder();
  await git(folder, 'init', ...options);
  await commit(folder, 'a file.txt', 'one\n');
  return folder;
}

async function commit(folder: string, name: string, text: string): Promise<string> {
  await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
  await writeFile(path.join(folder, name), text);
  await git(folder, 'add', '--', name);
  await git(folder, 'commit', '-m', `change ${name}`);
  return (await git(folder, 'rev-parse', 'HEAD')).trim();
}

async function failureOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return TicketreeError.is(error) ? error.code : String(error);
}

describe('git', () => {
  it('answers by its exit code, also where it says nothing on stderr', async () => {
    const folder = await repository();
    await git(folder, 'branch', 'other');
    const tip = await commit(folder, 'b', 'two');
    const isAncestor = ['merge-base', '--is-ancestor', tip, 'other'];
    expect((await runner.run(folder, isAncestor, { accept: [1] })).code).toBe(1);
    expect(await failureOf(runner.run(folder, isAncestor))).toBe('git_failed');
    expect((await runner.run(folder, ['diff', '--quiet', 'other', tip], { accept: [1] })).code).toBe(1);
  });

  it('reads what it is given, and the index that it is told of', async () => {
    const folder = await repository();
    const id = await runner.text(folder, ['hash-object', '-w', '--stdin'], { input: 'three\n' });
    const env = { GIT_INDEX_FILE: path.join(folder, '.git', 'other index') };
    await runner.run(folder, ['update-index', '--add', '--cacheinfo', `100644,${id},only here`], { env });
    const tree = await runner.text(folder, ['write-tree'], { env });
    expect(await runner.text(folder, ['ls-tree', '--name-only', tree])).toBe('only here');
    expect(isClean(await readStatus(runner, folder))).toBe(true);
  });

  it('works in the folder that it is given, whatever a hook around it says', async () => {
    const folder = await repository();
    const other = await repository();
    const misled = runnerWith({ ...cleanEnv, GIT_DIR: path.join(other, '.git'), GIT_INDEX_FILE: '/nowhere' });
    expect(await misled.text(folder, ['rev-parse', '--show-toplevel'])).toBe(folder);
  });

  it('passes on how a person signs in and who they are', async () => {
    const folder = await repository();
    const own = { GIT_SSH_COMMAND: 'ssh -i key', GIT_ASKPASS: '/bin/ask', GIT_AUTHOR_NAME: 'Ada' };
    const git = runnerWith({ ...cleanEnv, ...own, GIT_AUTHOR_EMAIL: 'ada@example.invalid' });
    expect(await git.text(folder, ['var', 'GIT_AUTHOR_IDENT'])).toMatch(/^Ada <ada@example.invalid> /);
  });

  it('is told apart from its absence, from a folder that is gone and from a folder outside of a repository', async () => {
    const folder = await repository();
    expect(await failureOf(runnerWith({ PATH: '/nowhere' }).run(folder, ['status']))).toBe('git_missing');
    expect(await failureOf(runner.run(path.join(folder, 'gone'), ['status']))).toBe('git_failed');
    expect(await failureOf(runner.run(await tempFolder(), ['status']))).toBe('no_repository');
  });

  it.runIf(process.getuid?.() === 0)(
    "refuses a repository that is somebody else's, and says how to trust it",
    async () => {
      const folder = await repository();
      await chown(folder, 12345, 12345);
      await chown(path.join(folder, '.git'), 12345, 12345);
      const error: unknown = await runner.run(folder, ['status']).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'git_unsafe_owner' });
      expect((error as TicketreeError).hint).toContain(`safe.directory ${folder}`);
    },
  );

  it('is not run where it may not be', async () => {
    const untrusted = new TicketreeError('untrusted', 'No.', 'Trust it.');
    expect(await failureOf(runnerWith({ PATH: '/nowhere' }, untrusted).run('/', ['status']))).toBe('untrusted');
  });

  it('runs four processes at a time, and all in the end', async () => {
    const folder = await repository();
    const results = await Promise.all(Array.from({ length: 20 }, () => runner.text(folder, ['rev-parse', 'HEAD'])));
    expect(new Set(results).size).toBe(1);
  });
});

describe.each([['sha1'], ['sha256']])('in a repository of %s', (format) => {
  const open = (): Promise<string> => repository(`--object-format=${format}`);

  it('refs are read with where they stand', async () => {
    const origin = await open();
    const folder = path.join(await tempFolder(), 'clone');
    await git(origin, 'clone', `file://${origin}`, folder);
    await git(folder, 'branch', 'ticket/größer-🎫', '--no-track');
    await commit(folder, 'b', 'two');
    const refs = await listRefs(runner, folder, ['refs/heads/', 'refs/remotes/']);
    const main = refs.find(({ name }) => name === branchRef('main'));
    expect(main).toMatchObject({ upstream: 'refs/remotes/origin/main', ahead: 1, behind: 0, subject: 'change b' });
    expect(refs.map(({ name }) => branchOf(name)).filter((name) => name !== null)).toEqual([
      'main',
      'ticket/größer-🎫',
    ]);
    expect(refs.find(({ symref }) => symref !== null)?.symref).toBe('refs/remotes/origin/main');
  });

  it('several refs change together or not at all', async () => {
    const folder = await open();
    const first = (await git(folder, 'rev-parse', 'HEAD')).trim();
    await git(folder, 'branch', 'gone');
    const second = await commit(folder, 'b', 'two');
    const kept = { kind: 'create', ref: 'refs/ticketree/trash/x/gone', id: first } as const;
    const wrong = { kind: 'delete', ref: branchRef('gone'), old: second } as const;
    expect(await failureOf(updateRefs(runner, folder, [kept, wrong], 'test'))).toBe('branch_changed');
    expect((await listRefs(runner, folder, ['refs/ticketree/'])).length).toBe(0);
    await updateRefs(runner, folder, [kept, { ...wrong, old: first }], 'test');
    expect((await listRefs(runner, folder, ['refs/heads/', 'refs/ticketree/'])).map(({ name }) => name)).toEqual([
      branchRef('main'),
      kept.ref,
    ]);
    await updateRefs(runner, folder, [{ kind: 'update', ref: branchRef('main'), id: first, old: second }], 'test');
    expect((await git(folder, 'rev-parse', 'main')).trim()).toBe(first);
  });

  it("that cannot change for somebody's lock are told from those that cannot for other reasons", async () => {
    const folder = await open();
    const id = (await git(folder, 'rev-parse', 'HEAD')).trim();
    const create = (name: string): Promise<string> =>
      failureOf(updateRefs(runner, folder, [{ kind: 'create', ref: branchRef(name), id }], 'test'));
    await writeFile(path.join(folder, '.git', 'refs', 'heads', 'busy.lock'), '');
    expect(await create('busy')).toBe('git_locked');
    expect(await create('main/beside')).toBe('git_failed');
    expect(await create('x'.repeat(300))).toBe('git_failed');
    expect(await create('main')).toBe('branch_changed');
  });

  it('a merge is made without a worktree, and its conflicts are told by file', async () => {
    const folder = await open();
    await git(folder, 'switch', '-c', 'theirs');
    await commit(folder, 'ünï code.txt', 'theirs\n');
    const theirs = await commit(folder, 'a file.txt', 'theirs\n');
    await git(folder, 'switch', 'main');
    await commit(folder, 'mine', 'mine\n');
    const { kind, tree } = (await mergeTree(runner, folder, 'main', 'theirs~1')) as { kind: string; tree: string };
    expect(kind).toBe('clean');
    expect((await git(folder, '-c', 'core.quotePath=off', 'ls-tree', '--name-only', tree)).split('\n')).toContain(
      'ünï code.txt',
    );
    await commit(folder, 'a file.txt', 'mine\n');
    expect(await mergeTree(runner, folder, 'main', theirs)).toEqual({ kind: 'conflicts', files: ['a file.txt'] });
    expect(isClean(await readStatus(runner, folder))).toBe(true);
  });

  it('worktrees are listed, and read from files, with branch, lock and loss', async () => {
    const folder = await open();
    // git lists them by path.
    const outside = await tempFolder();
    const detached = path.join(outside, 'detached');
    const linked = path.join(outside, 'linked tree');
    await git(folder, 'worktree', 'add', linked, '-b', 'ticket/ä-b');
    await git(folder, 'worktree', 'add', '--detach', detached);
    await git(folder, 'worktree', 'lock', '--reason', 'on a\nstick', linked);
    const list = await listWorktrees(runner, folder);
    expect(list.map(({ isMain, branch }) => [isMain, branch])).toEqual([
      [true, 'main'],
      [false, null],
      [false, 'ticket/ä-b'],
    ]);
    expect(list[2]).toMatchObject({ path: linked, locked: 'on a\nstick', prunable: null });
    await git(folder, 'worktree', 'unlock', linked);
    await rm(linked, { recursive: true });
    expect((await listWorktrees(runner, folder))[2]?.prunable).toContain('non-existent');
    const files = await readWorktreeFiles(path.join(folder, '.git'));
    expect(files.map(({ path, branch, isThere }) => [path, branch, isThere])).toEqual([
      [detached, null, true],
      [linked, 'ticket/ä-b', false],
    ]);
  });
});

describe('the look at a worktree', () => {
  it('tells changed, untracked and conflicting files apart, and looks past the store', async () => {
    const folder = await repository();
    await commit(folder, 'x/.vibe-ticket/tickets/t.yaml', 'a\n');
    await git(folder, 'switch', '-c', 'theirs');
    await commit(folder, 'a file.txt', 'theirs\n');
    await git(folder, 'switch', 'main');
    await commit(folder, 'a file.txt', 'mine\n');
    await commit(folder, 'b', 'b\n');
    await git(folder, 'merge', 'theirs').catch(() => undefined);
    await writeFile(path.join(folder, 'b'), 'changed\n');
    await writeFile(path.join(folder, 'new\nline'), 'x');
    await writeFile(path.join(folder, 'x/.vibe-ticket/tickets/t.yaml'), 'b\n');
    await writeFile(path.join(folder, 'x/.vibe-ticket/new.yaml'), 'b\n');
    expect(await readStatus(runner, folder, ['x/.vibe-ticket'])).toEqual({
      changed: ['b'],
      untracked: ['new\nline'],
      conflicts: ['a file.txt'],
      dirtySubmodules: [],
    });
  });

  it('sees changes inside of a submodule', async () => {
    const inner = await repository();
    const folder = await repository();
    await git(folder, 'submodule', 'add', `file://${inner}`, 'sub module');
    await git(folder, 'commit', '-m', 'submodule');
    expect(isClean(await readStatus(runner, folder))).toBe(true);
    await writeFile(path.join(folder, 'sub module', 'a file.txt'), 'changed\n');
    expect(await readStatus(runner, folder)).toMatchObject({
      changed: ['sub module'],
      dirtySubmodules: ['sub module'],
    });
  });
});
