import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { CliResult } from '../harness/cli.js';
import { tempFolder, ticketPath } from '../harness/tempStore.js';
import { cli, document, git } from './support/commands.js';
import { initRepository, writeIn } from './support/gitProject.js';
import {
  branchesOf,
  commitOf,
  commitTwo,
  fileIn,
  gitWorkspace,
  logOf,
  setForTeam,
  workIn,
  workInPlace,
  workOnTicket,
  type TicketWork,
} from './support/ticketWork.js';

/** What git says of the ticket's own file. */
async function statusOfFile({ project, ticket }: Pick<TicketWork, 'project' | 'ticket'>): Promise<string> {
  return git(project, 'status', '--porcelain', '--', ticketPath(project, ticket.id));
}

function fileOf({ ticket }: Pick<TicketWork, 'ticket'>): string {
  return `.vibe-ticket/tickets/${ticket.id}.yaml`;
}

async function workWithFile(): Promise<TicketWork> {
  const work = await workOnTicket();
  await commitTwo(work.worktree);
  await setForTeam(work.project, 'git.commit_ticket', 'on');
  return work;
}

describe("the ticket's own file, committed with its work", () => {
  it.each(['squash', 'merge', 'rebase', 'ff'] as const)('is done in the commit by %s, and clean', async (way) => {
    const work = await workWithFile();
    const { project, workspace, ticket } = work;
    const other = await workspace.tickets.create({ slug: 'other', title: 'Other' });
    await workspace.git.finish(ticket.id, { way });
    expect(await fileIn(project, 'main', fileOf(work))).toContain('status: done');
    expect(await statusOfFile(work)).toBe('');
    expect(await statusOfFile({ project, ticket: other })).toMatch(/^\?\?/);
    expect(await fileIn(project, 'main', 'b.txt')).toBe('b\n');
    expect((await logOf(project, 'main'))[0]).toBe('The fix-login');
  });

  it('is replaced in the commit where the base has an older one, and the live file is left alone until it is done', async () => {
    const work = await workWithFile();
    const { project, workspace, ticket } = work;
    await git(project, 'add', '--all');
    await git(project, 'commit', '--quiet', '-m', 'Commit the store');
    await workspace.tickets.edit(ticket.id, { description: 'Written since' });
    const done = await workspace.git.finish(ticket.id);
    expect(done.ticket).toMatchObject({ status: 'done', description: 'Written since' });
    expect(await fileIn(project, 'main', fileOf(work))).toContain('Written since');
    expect(await statusOfFile(work)).toBe('');
  });

  it('is clean too where the branch was checked out beside the store', async () => {
    const work = await workInPlace();
    const { project, workspace, ticket } = work;
    await git(project, 'commit', '--quiet', '--allow-empty', '-m', 'Nothing');
    await writeIn(project, 'a.txt', 'a\n');
    await git(project, 'add', '--all');
    await git(project, 'commit', '--quiet', '-m', 'All of it');
    await setForTeam(project, 'git.commit_ticket', 'on');
    await workspace.git.finish(ticket.id);
    expect((await git(project, 'branch', '--show-current')).trim()).toBe('main');
    expect(await fileIn(project, 'main', fileOf(work))).toContain('status: done');
    expect(await statusOfFile(work)).toBe('');
    expect((await (await gitWorkspace(project)).store.read(ticket.id)).status).toBe('done');
  });

  it('is committed in a base that is checked out elsewhere, while the live one stays', async () => {
    const work = await workWithFile();
    const { project, workspace, ticket } = work;
    await git(project, 'switch', '--quiet', '-c', 'other');
    await workspace.git.finish(ticket.id, { into: 'main' });
    expect(await fileIn(project, 'main', fileOf(work))).toContain('status: done');
    expect(await statusOfFile(work)).toMatch(/^\?\?/);
  });

  it.each([false, true])(
    'leaves the index as it was where the base is in the way (staged before: %s)',
    async (isStaged) => {
      const work = await workWithFile();
      const { project, workspace, ticket } = work;
      if (isStaged) await git(project, 'add', fileOf(work));
      await writeIn(project, 'a.txt', 'precious\n');
      const index = await git(project, 'ls-files', '--stage');
      await expect(workspace.git.finish(ticket.id)).rejects.toMatchObject({ code: 'base_in_the_way' });
      expect(await git(project, 'ls-files', '--stage')).toBe(index);
      expect((await workspace.store.read(ticket.id)).status).toBe('todo');
    },
  );

  it('is not committed where the repository does not hold the store', async () => {
    const project = await tempFolder();
    await initRepository(project);
    await git(project, 'commit', '--quiet', '--allow-empty', '-m', 'Begin');
    await document(project, ['init', '--keep', 'beside']);
    const { workspace, ticket, worktree } = await workIn(project, 'a');
    await writeIn(worktree, 'a.txt', 'a\n');
    await git(worktree, 'add', 'a.txt');
    await git(worktree, 'commit', '--quiet', '-m', 'a');
    await setForTeam(project, 'git.commit_ticket', 'on');
    await workspace.git.finish(ticket.id);
    expect(await git(project, 'ls-tree', '-r', '--name-only', 'main')).toBe('a.txt\n');
  });
});

describe('the end of the ticket', () => {
  it('is review where the team wants that', async () => {
    const { project, workspace, ticket, worktree } = await workOnTicket();
    await commitTwo(worktree);
    await setForTeam(project, 'git.finished_status', 'review');
    expect((await workspace.git.finish(ticket.id)).ticket.status).toBe('review');
  });

  it('is left as it is where it has come already', async () => {
    const { project, workspace, ticket, worktree } = await workOnTicket();
    await commitTwo(worktree);
    const { closed_at } = await workspace.tickets.close(ticket.id);
    await setForTeam(project, 'git.finished_status', 'review');
    expect((await workspace.git.finish(ticket.id)).ticket).toMatchObject({ status: 'done', closed_at });
    expect(await fileIn(project, 'main', 'a.txt')).toBe('a\n');
  });

  it('is refused before anything is merged where open parts hang on it', async () => {
    const { project, workspace, ticket, branch, worktree } = await workOnTicket();
    await commitTwo(worktree);
    await document(project, ['edit', ticket.id, '--type', 'story']);
    await workspace.tickets.create({ slug: 'part', title: 'Part', parent: ticket.id });
    const before = await commitOf(project, 'main');
    await expect(workspace.git.finish(ticket.id, { force: true })).rejects.toMatchObject({ code: 'has_dependents' });
    expect(await commitOf(project, 'main')).toBe(before);
    expect(await branchesOf(project)).toContain(branch);
  });

  it('leaves worktree and branch where the settings say so', async () => {
    const { project, workspace, ticket, branch, worktree } = await workOnTicket();
    await commitTwo(worktree);
    await setForTeam(project, 'git.remove_branch', 'off');
    expect(await workspace.git.finish(ticket.id)).toMatchObject({ removedWorktree: worktree, keptIn: null });
    expect(await branchesOf(project)).toContain(branch);
    const next = await workIn(project, 'next');
    await setForTeam(project, 'git.remove_worktree', 'off');
    await next.workspace.git.finish(next.ticket.id);
    expect(existsSync(next.worktree)).toBe(true);
  });
});

describe('the check before a merge', () => {
  it('runs only when it is trusted, in the worktree of the ticket, and stops what fails', async () => {
    const { project, ticket, worktree } = await workOnTicket();
    await commitTwo(worktree);
    const env = { TICKETREE_CONFIG: path.join(await tempFolder(), 'config.yaml') };
    await setForTeam(project, 'git.check_command', 'pwd > checked; test -e passes');
    await writeIn(project, '.git/info/exclude', 'checked\npasses\n');
    const foreseen = (): Promise<CliResult> => cli(project, ['finish', ticket.id, '--dry-run'], { env });
    expect((await foreseen()).stdout).toContain('will not be run: nobody has trusted it');
    expect((await cli(project, ['trust', '--yes'], { env })).code).toBe(0);
    expect((await foreseen()).stdout).toContain('will be run first');
    expect(existsSync(path.join(worktree, 'checked'))).toBe(false);
    const refused = await cli(project, ['finish', ticket.id, '--json'], { env });
    expect(refused.code).toBe(4);
    expect(refused.stdout).toBe('');
    expect(refused.stderr).toContain('finish_refused');
    expect(await readFile(path.join(worktree, 'checked'), 'utf8')).toBe(`${worktree}\n`);
    await writeIn(worktree, 'passes', '');
    const passed = await cli(project, ['finish', ticket.id, '--json'], { env });
    expect(passed.code).toBe(0);
    expect((JSON.parse(passed.stdout) as { notes: unknown }).notes).toEqual([]);
  });

  it('is told of where nobody has trusted it', async () => {
    const { project, ticket, worktree } = await workOnTicket();
    await commitTwo(worktree);
    const env = { TICKETREE_CONFIG: path.join(await tempFolder(), 'config.yaml') };
    await setForTeam(project, 'git.check_command', 'touch ran; false');
    const done = await document(project, ['finish', ticket.id, '--keep-worktree'], { env });
    expect(done['notes']).toEqual([expect.stringContaining('nobody has trusted it')]);
    expect(existsSync(path.join(worktree, 'ran'))).toBe(false);
  });

  it('is run by a plan too where somebody says how, and is in the way where it fails', async () => {
    const { project, workspace, ticket, worktree } = await workOnTicket();
    await commitTwo(worktree);
    await setForTeam(project, 'git.check_command', 'make test');
    vi.stubEnv('TICKETREE_CONFIG', path.join(await tempFolder(), 'config.yaml'));
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    const ran: string[][] = [];
    const runCheck = (command: string, folder: string): Promise<boolean> => {
      ran.push([command, folder]);
      return Promise.resolve(false);
    };
    const foreseen = await workspace.git.planFinish(ticket.id, {});
    expect(foreseen.checks).toMatchObject([{ kind: 'checkCommand', level: 'note' }]);
    await workspace.git.trustCommands(['make test']);
    const { checks } = await workspace.git.planFinish(ticket.id, { runCheck });
    expect(checks).toMatchObject([{ kind: 'checkCommand', level: 'ask' }]);
    expect(ran).toEqual([['make test', worktree]]);
  });
});
