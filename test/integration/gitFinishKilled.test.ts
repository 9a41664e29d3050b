import { existsSync } from 'node:fs';
import { chmod, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { tempFolder } from '../harness/tempStore.js';
import { cli, document, git } from './support/commands.js';
import { commitFile, writeIn } from './support/gitProject.js';
import { gitSpy, killCaller, type SpyTrick } from './support/gitSpy.js';
import {
  branchesOf,
  commitOf,
  commitTwo,
  dirtyIn,
  fileIn,
  gitWorkspace,
  setForTeam,
  trashOf,
  workIn,
  workInPlace,
  workOnTicket,
  type TicketWork,
} from './support/ticketWork.js';
import { withoutChildCoverage } from './support/withoutChildCoverage.js';

withoutChildCoverage();

type Work = Omit<TicketWork, 'worktree'> & { readonly worktree?: string };

/** A ticket whose work and whose base have both gone on. */
async function busyWork(): Promise<TicketWork> {
  const work = await workOnTicket();
  await commitTwo(work.worktree);
  await commitFile(work.project, 'base.txt', 'base\n');
  await writeIn(work.project, 'README.md', 'not committed\n');
  return work;
}

/** The same where the ticket's own file is committed with its work. */
async function workWithFile(): Promise<TicketWork> {
  const work = await busyWork();
  await setForTeam(work.project, 'git.commit_ticket', 'on');
  return work;
}

/** The same where the branch is checked out beside the store. */
async function workHere(): Promise<Work> {
  const work = await workInPlace();
  for (const name of ['a.txt', 'b.txt']) {
    await writeIn(work.project, name, `${name.charAt(0)}\n`);
    await git(work.project, 'add', name);
    await git(work.project, 'commit', '--quiet', '-m', `Write ${name}`);
  }
  await writeIn(work.project, 'README.md', 'not committed\n');
  return work;
}

/** Either all of the finish has happened, or nothing; and nothing is lost. */
async function expectAllOrNothing(work: Work, tip: string, base: string): Promise<'all' | 'nothing'> {
  const { project, ticket, branch, worktree } = work;
  const { status } = await (await gitWorkspace(project)).store.read(ticket.id);
  expect(existsSync(`${project}/.git/ticketree/${ticket.id}.json`)).toBe(false);
  expect(existsSync(`${project}/.git/index.lock`)).toBe(false);
  expect((await dirtyIn(project)).filter((line) => line !== '?? w')).toEqual([' M README.md']);
  if ((await commitOf(project, 'main')) === base) {
    expect(status).toBe('todo');
    expect(await commitOf(project, branch)).toBe(tip);
    expect(worktree === undefined || existsSync(worktree)).toBe(true);
    return 'nothing';
  }
  expect(status).toBe('done');
  expect(await fileIn(project, 'main', 'b.txt')).toBe('b\n');
  expect(await branchesOf(project)).toEqual(['main']);
  expect(await trashOf(project)).toEqual([expect.stringContaining(tip)]);
  expect(worktree !== undefined && existsSync(worktree)).toBe(false);
  return 'all';
}

async function finishKilled(make: () => Promise<Work>, trick: SpyTrick, args: readonly string[]): Promise<string> {
  const work = await make();
  const { project, ticket, branch } = work;
  const [tip, base] = await Promise.all([commitOf(project, branch), commitOf(project, 'main')]);
  const spy = await gitSpy(trick);
  const killed = await cli(project, ['finish', ticket.id, ...args], { env: spy.env });
  if (killed.code === 0) return 'not reached';
  expect(killed.code).toBeNull();
  // Whatever comes next completes it or takes it back.
  await document(project, ['list']);
  const outcome = await expectAllOrNothing(work, tip, base);
  if (outcome === 'nothing') {
    await document(project, ['finish', ticket.id, ...args, '--force']);
    expect(await fileIn(project, 'main', 'b.txt')).toBe('b\n');
  }
  return outcome;
}

describe('the processes of a finish', () => {
  it('are ten at most by squash, with a worktree, a base that has gone on and that is checked out', async () => {
    const { project, ticket } = await busyWork();
    const spy = await gitSpy();
    await document(project, ['finish', ticket.id], { env: spy.env });
    const calls = await spy.calls();
    expect(calls.length, calls.join('\n')).toBeLessThanOrEqual(10);
  });
});

/** Kills it at one call after the other. @returns what became of each, up to the first that is not made */
async function killAtEach(
  make: () => Promise<Work>,
  trick: Omit<SpyTrick, 'call'>,
  args: readonly string[],
  first = 1,
): Promise<string[]> {
  const seen: string[] = [];
  for (let call = first; seen.at(-1) !== 'not reached'; call++) {
    seen.push(await finishKilled(make, { call, ...trick }, args));
  }
  return seen.slice(0, -1);
}

/** Once it has happened it stays so. */
function expectOneTurn(seen: readonly string[]): void {
  const turn = seen.indexOf('all');
  expect(turn, seen.join()).toBeGreaterThan(0);
  expect(new Set(seen.slice(0, turn))).toEqual(new Set(['nothing']));
  expect(new Set(seen.slice(turn))).toEqual(new Set(['all']));
}

const beforeCall = { before: `${killCaller}; exit 1` };

describe('a finish whose process is killed', () => {
  it.each([
    ['before a call of git', beforeCall],
    ['while git goes on', { before: `${killCaller}; sleep 0.3` }],
    ['after a call of git', { after: killCaller }],
  ])('%s is completed or taken back by the next command', { timeout: 300_000 }, async (_, trick) => {
    const seen = await killAtEach(busyWork, trick, []);
    expect(seen.length).toBeGreaterThan(7);
    expectOneTurn(seen);
  });

  // The first calls only look.
  it.each([
    ['by rebase', busyWork, ['--merge', 'rebase'], 6],
    ['with the ticket itself', workWithFile, [], 6],
    ['where the project is', workHere, ['--force'], 5],
  ] as const)('%s is so too', { timeout: 300_000 }, async (_, make, args, first) => {
    expectOneTurn(await killAtEach(make, beforeCall, args, first));
  });
});

/** Kills a finish together with its git, between the files of the base and the base. */
async function killBetween(project: string, ticket: string): Promise<void> {
  // git calls it when it has moved the files, and is about to move the base.
  const hook = `${project}/.git/hooks/reference-transaction`;
  const killAll = 'kill -9 $(ps -o ppid= -p $PPID) $PPID';
  await writeIn(project, '.git/hooks/reference-transaction', `#!/bin/sh\n! grep main || { ${killAll}; exit 1; }\n`);
  await chmod(hook, 0o755);
  expect((await cli(project, ['finish', ticket])).code).toBeNull();
  await rm(hook);
  // A person removes what a git leaves locked that was killed.
  for (const lock of ['HEAD.lock', 'refs/heads/main.lock']) await rm(`${project}/.git/${lock}`, { force: true });
}

describe('a finish that is killed together with its git', () => {
  it.each([
    ['between files and base', busyWork],
    ["between files and base, with the ticket's file", workWithFile],
  ])('%s, is taken back by whoever comes next', async (_, prepare) => {
    const work = await prepare();
    const { project, ticket } = work;
    const [tip, base] = await Promise.all([commitOf(project, work.branch), commitOf(project, 'main')]);
    await killBetween(project, ticket.id);
    expect((await dirtyIn(project)).join()).toContain('a.txt');
    await document(project, ['list']);
    expect(await expectAllOrNothing(work, tip, base)).toBe('nothing');
    expect((await cli(project, ['finish', ticket.id])).code).toBe(0);
  });

  it('takes its files back too where another finish has moved the base since', async () => {
    const work = await busyWork();
    const { project, ticket } = work;
    await git(project, 'checkout', '--quiet', 'README.md');
    const other = await workIn(project, 'other');
    await commitFile(other.worktree, 'other.txt', 'other\n');
    const folder = await tempFolder();
    const [there, gate] = [path.join(folder, 'there'), path.join(folder, 'gate')];
    // It has looked for what others have left, and waits.
    const spy = await gitSpy({
      call: 'log *',
      before: `touch '${there}'; while [ ! -e '${gate}' ]; do sleep 0.02; done`,
    });
    const finish = document(project, ['finish', other.ticket.id], { env: spy.env });
    await vi.waitFor(() => {
      expect(existsSync(there)).toBe(true);
    }, 20_000);
    await killBetween(project, ticket.id);
    expect((await dirtyIn(project)).join()).toContain('a.txt');
    await writeFile(gate, '');
    await finish;
    await document(project, ['list']);
    expect(await dirtyIn(project)).toEqual([]);
    expect(await fileIn(project, 'main', 'other.txt')).toBe('other\n');
    expect(await fileIn(project, 'main', 'a.txt')).toBeNull();
    await document(project, ['finish', ticket.id]);
    expect(await fileIn(project, 'main', 'a.txt')).toBe('a\n');
  });
});
