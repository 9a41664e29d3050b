import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { FlowFiles, type StartSteps } from '../../src/app/git/flows/flowFile.js';
import { gitLinkOf } from '../../src/domain/gitLink.js';
import { cli, document, git, ticketOf } from './support/commands.js';
import { writeIn } from './support/gitProject.js';
import { killAtEvent } from './support/killAtEvent.js';
import { KillingGit, type KillMoment } from './support/killingGit.js';
import { deadProcess } from './support/processes.js';
import { startable, stateOf, worktreeOf, writeTeamSettings } from './support/startable.js';
import { withoutChildCoverage } from './support/withoutChildCoverage.js';

withoutChildCoverage();

async function project(): Promise<string> {
  const folder = await startable();
  await writeIn(folder, '.git/info/exclude', '.env\n');
  await writeIn(folder, '.env', 'KEY=1\n');
  await writeTeamSettings(folder, 'copy_files:', '- .env', 'worktree_prefix: ../{project}-trees/');
  return folder;
}

function treeOf(folder: string): string {
  return path.join(`${folder}-trees`, 'one');
}

/**
 * Runs the next command, after which the ticket is wholly started or all is as before.
 * @returns whether it is started
 */
async function settle(folder: string, before: unknown, inWorktree: boolean): Promise<boolean> {
  await document(folder, ['list']);
  const ticket = await ticketOf(folder, ['show', 'one']);
  expect(existsSync(path.join(folder, '.git', 'index.lock'))).toBe(false);
  const state = await stateOf(folder);
  expect(state['flows']).toEqual([]);
  if (ticket.status === 'todo') {
    expect(state).toEqual(before);
    return false;
  }
  expect(gitLinkOf(ticket)).toMatchObject({ branch: 'ticket/one', base: 'main' });
  expect(state['active']).toMatchObject({ id: ticket.id });
  const root = inWorktree ? treeOf(folder) : folder;
  expect((await git(root, 'symbolic-ref', '--short', 'HEAD')).trim()).toBe('ticket/one');
  expect(await git(root, 'status', '--porcelain', '--', ':!.vibe-ticket')).toBe('');
  expect(existsSync(path.join(root, '.env'))).toBe(true);
  return true;
}

const ways = [
  {
    way: 'with a worktree',
    args: ['start', 'one'],
    calls: 3,
    places: ['.git/ticketree', '.vibe-ticket/tickets', '.vibe-ticket'],
  },
  // The ticket is written in the same way.
  { way: 'in this checkout', args: ['start', 'one', '--no-worktree'], calls: 2, places: ['.git/ticketree'] },
];
const moments: readonly KillMoment[] = ['instead', 'orphaned', 'unheard', 'after'];

describe.each(ways)('a start $way whose process is killed', ({ args, calls, places }) => {
  const inWorktree = args.length === 2;

  it(`needs ${String(calls)} calls of git`, async () => {
    const folder = await project();
    const fake = await KillingGit.make();
    expect((await cli(folder, args, { env: fake.env })).code).toBe(0);
    expect(await fake.calls()).toHaveLength(calls);
  });

  it.each(Array.from({ length: calls }, (_, index) => moments.map((moment) => ({ call: index + 1, moment }))).flat())(
    'at call $call of git, $moment, is completed or taken back by the next command',
    async (kill) => {
      const folder = await project();
      const before = await stateOf(folder);
      const fake = await KillingGit.make(kill);
      expect((await cli(folder, args, { env: fake.env })).code).toBeNull();
      const isStarted = await settle(folder, before, inWorktree);
      // Once git has made its part, it stands.
      const madeIt = kill.call === 3 || (kill.call === 2 && ['orphaned', 'after'].includes(kill.moment));
      if (kill.moment !== 'unheard') expect(isStarted).toBe(madeIt);
      if (!isStarted) await document(folder, args);
      if (inWorktree) await rm(`${folder}-trees`, { recursive: true, force: true });
    },
  );

  it.each(places)(
    'at any step that shows in %s, is completed or taken back by the next command',
    async (place) => {
      let events = 1;
      for (let at = 0; at < events; at++) {
        const folder = await project();
        await mkdir(path.join(folder, '.git', 'ticketree'));
        const before = await stateOf(folder);
        events = Math.max(
          events,
          await killAtEvent(path.join(folder, place), (count) => count === at, ['-p', folder, ...args]),
        );
        await settle(folder, before, inWorktree);
        await rm(`${folder}-trees`, { recursive: true, force: true });
      }
      expect(events).toBeGreaterThan(2);
    },
    240_000,
  );
});

describe('what a dead process left of a start', () => {
  async function abandoned(folder: string, change: Partial<StartSteps> = {}): Promise<StartSteps> {
    const ticket = await ticketOf(folder, ['show', 'one']);
    const from = (await git(folder, 'rev-parse', 'main')).trim();
    const worktree = worktreeOf(folder);
    const steps: StartSteps = {
      ...{ kind: 'start', branch: 'ticket/one', base: 'main', from, makesBranch: true, worktree, madeFolder: null },
      ...{ switches: null, before: null, ...change },
    };
    const flows = new FlowFiles(path.join(folder, '.git'));
    const flow = await flows.write(ticket.id, steps, new Date(Date.now() - 60_000));
    const mark = { ...flow.process, pid: await deadProcess() };
    await writeFile(
      path.join(folder, '.git', 'ticketree', `${ticket.id}.json`),
      JSON.stringify({ ...flow, process: mark }),
    );
    return steps;
  }

  it('is taken back where git itself was killed while it made the worktree', async () => {
    const folder = await startable();
    await mkdir(path.join(folder, '.git', 'ticketree'));
    const before = await stateOf(folder);
    await git(folder, 'worktree', 'add', '-b', 'ticket/one', worktreeOf(folder));
    await abandoned(folder);
    const admin = path.join(folder, '.git', 'worktrees', path.basename(worktreeOf(folder)));
    await writeFile(path.join(admin, 'locked'), 'initializing');
    await rm(path.join(admin, 'index'));
    await document(folder, ['list']);
    expect(await stateOf(folder)).toEqual({ ...before, admin: [] });
  });

  it('keeps a branch on which somebody has committed since', async () => {
    const folder = await startable();
    await abandoned(folder);
    await git(folder, 'branch', 'ticket/one');
    await git(folder, 'switch', 'ticket/one');
    await git(folder, 'commit', '--allow-empty', '-m', 'mine');
    await git(folder, 'switch', 'main');
    await document(folder, ['list']);
    expect(await git(folder, 'branch', '--list', 'ticket/one')).toContain('ticket/one');
    expect((await stateOf(folder))['flows']).toEqual([]);
  });

  it('leaves alone what somebody put into the place of the worktree', async () => {
    const folder = await startable();
    await abandoned(folder);
    await writeIn(worktreeOf(folder), 'mine', 'mine');
    await document(folder, ['list']);
    expect(existsSync(path.join(worktreeOf(folder), 'mine'))).toBe(true);
  });

  it('is left alone where the settings keep us from using git', async () => {
    const folder = await startable();
    await abandoned(folder);
    await document(folder, ['config', 'set', 'git.enabled', 'off']);
    const fake = await KillingGit.make();
    await document(folder, ['list'], { env: fake.env });
    expect(await fake.calls()).toEqual([]);
  });

  it('costs no git where there is nothing', async () => {
    const folder = await startable();
    const fake = await KillingGit.make();
    await document(folder, ['list'], { env: fake.env });
    expect(await fake.calls()).toEqual([]);
  });
});
