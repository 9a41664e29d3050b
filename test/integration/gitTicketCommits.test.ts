import { appendFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TicketCommit } from '../../src/app/git/history/ticketCommits.js';
import type { TicketWorkspace } from '../../src/app/ticketWorkspace.js';
import { withGitLink } from '../../src/domain/gitLink.js';
import type { Ticket } from '../../src/domain/ticket.js';
import { openWorkspace, tempFolder } from '../harness/tempStore.js';
import { cli, document, failure, git } from './support/commands.js';
import { commitFile, gitProject, writeIn } from './support/gitProject.js';

const branch = 'ticket/fix-login';

interface Scene {
  readonly project: string;
  readonly workspace: TicketWorkspace;
  readonly ticket: Ticket;
}

/** A ticket that says which branch is its own, and a commit on each side since they parted. */
async function scene(...options: string[]): Promise<Scene> {
  const project = await gitProject(...options);
  const workspace = await openWorkspace(project);
  const { id } = await workspace.tickets.create({ title: 'Fix login' });
  const link = { branch, base: 'main', pull_request: null };
  const ticket = await workspace.writer.change(id, 'start', (latest) => withGitLink(latest, link));
  await commitFile(project, 'before.txt', 'x\n');
  await git(project, 'switch', '--quiet', '-c', branch);
  await commitFile(project, 'src/login.txt', 'in\n');
  await git(project, 'switch', '--quiet', 'main');
  await commitFile(project, 'other.txt', 'x\n');
  await git(project, 'switch', '--quiet', branch);
  return { project, workspace, ticket };
}

async function commit(project: string, message: string): Promise<void> {
  await git(project, 'commit', '--quiet', '--allow-empty', '-m', message);
}

function subjects(commits: readonly TicketCommit[]): string[] {
  return commits.map(({ subject, where }) => `${where}: ${subject}`);
}

describe('the commits of a ticket', () => {
  it('are those of its branch that the base lacks, the latest first', async () => {
    const { project, workspace, ticket } = await scene();
    await commit(project, 'Second: 日本 "q"\n\nBody\n');
    const { commits, truncated } = await workspace.git.ticketCommits(ticket.id);
    expect(subjects(commits)).toEqual(['branch: Second: 日本 "q"', 'branch: Write src/login.txt']);
    expect(truncated).toBe(false);
    expect(commits[0]).toMatchObject({
      id: (await git(project, 'rev-parse', 'HEAD')).trim(),
      author: 'Test',
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
    });
  });

  it('are found where they mention it, after its branch was squashed and deleted', async () => {
    const { project, workspace, ticket } = await scene();
    await git(project, 'switch', '--quiet', 'main');
    await git(project, 'merge', '--quiet', '--squash', branch);
    await commit(project, `Fix login\n\nTicket: ${ticket.id}`);
    await git(project, 'branch', '-D', branch);
    await commit(project, `Again (#${ticket.id.slice(0, 6)})`);
    await commit(project, `Merge branch '${ticket.slug}'`);
    await commit(project, `Not that: #${ticket.id.slice(0, 4)}zz ${ticket.slug}-2`);
    expect(subjects((await workspace.git.ticketCommits(ticket.id)).commits)).toEqual([
      `mention: Merge branch '${ticket.slug}'`,
      `mention: Again (#${ticket.id.slice(0, 6)})`,
      'mention: Fix login',
    ]);
  });

  it('are not those that were put aside or deleted, and none is told twice', async () => {
    const { project, workspace, ticket } = await scene();
    await commit(project, `On the branch ${ticket.id}`);
    await git(project, 'switch', '--quiet', '-c', 'gone', 'main');
    await commit(project, `Deleted ${ticket.id}`);
    await git(project, 'update-ref', 'refs/ticketree/trash/20260301T000000Z-abcd/gone', 'HEAD');
    await git(project, 'switch', '--quiet', branch);
    await git(project, 'branch', '-D', 'gone');
    await appendFile(path.join(project, 'README.md'), 'more\n');
    await git(project, 'stash', 'push', '--quiet', '-m', `Aside ${ticket.id}`);
    expect(subjects((await workspace.git.ticketCommits(ticket.id)).commits)).toEqual([
      `branch: On the branch ${ticket.id}`,
      'branch: Write src/login.txt',
    ]);
  });

  it('are no more than asked for', async () => {
    const { project, workspace, ticket } = await scene();
    await commit(project, 'Second');
    const { commits, truncated } = await workspace.git.ticketCommits(ticket.id, 1);
    expect([subjects(commits), truncated]).toEqual([['branch: Second'], true]);
  });

  it.each(['--all', '.*', '-x', "a'b; touch x", '$(touch x)', 'a\nb'])(
    'are none where the slug is %j',
    async (slug) => {
      const { workspace, ticket } = await scene();
      await workspace.writer.change(ticket.id, 'edit', (latest) => ({ ...withGitLink(latest, null), slug }));
      expect((await workspace.git.ticketCommits(ticket.id)).commits).toEqual([]);
    },
  );

  it('are read in a repository of SHA-256, whatever the settings of git say of logs', async () => {
    const { project, workspace, ticket } = await scene('--object-format=sha256');
    for (const [key, value] of Object.entries({
      'log.showSignature': 'true',
      'log.decorate': 'full',
      'color.ui': 'always',
      'format.pretty': 'oneline',
      'i18n.logOutputEncoding': 'ISO-8859-1',
    })) {
      await git(project, 'config', key, value);
    }
    await commit(project, 'Häuser');
    const { commits } = await workspace.git.ticketCommits(ticket.id);
    expect(subjects(commits)).toEqual(['branch: Häuser', 'branch: Write src/login.txt']);
    expect(commits[0]?.id).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('the changes of a ticket', () => {
  async function changedScene(): Promise<Scene> {
    const it = await scene();
    const { project } = it;
    await writeIn(project, 'src/日本 語\t"x".txt', 'new\n');
    await writeIn(project, 'long.txt', 'line\n'.repeat(50));
    await commitFile(project, '-dash.txt', 'x\n');
    await git(project, 'mv', 'README.md', 'READ ME.md');
    await git(project, 'commit', '--quiet', '-am', 'Rename');
    return it;
  }

  it('are the files that differ from where it left its base, whatever they are called', async () => {
    const { project, workspace, ticket } = await changedScene();
    const changes = await workspace.git.ticketChanges(ticket.id);
    expect(changes).toEqual({
      ...{ branch, base: 'main', worktree: null },
      before: (await git(project, 'merge-base', 'main', branch)).trim(),
      after: (await git(project, 'rev-parse', branch)).trim(),
      files: [
        { path: '-dash.txt', status: 'added' },
        { path: 'READ ME.md', status: 'renamed', from: 'README.md' },
        { path: 'long.txt', status: 'added' },
        { path: 'src/login.txt', status: 'added' },
        { path: 'src/日本 語\t"x".txt', status: 'added' },
      ],
    });
  });

  it('have what is not committed in its worktree, where that is asked for, and nothing of the store', async () => {
    const { project, workspace, ticket } = await scene();
    const worktree = path.join(await tempFolder(), 'wt');
    await git(project, 'switch', '--quiet', 'main');
    await git(project, 'worktree', 'add', '--quiet', worktree, branch);
    await writeIn(worktree, 'README.md', 'Changed\n');
    await writeIn(worktree, 'new/file.txt', 'new\n');
    await writeIn(worktree, '.vibe-ticket/tickets/x.txt', 'x\n');
    await rm(path.join(worktree, 'src', 'login.txt'));
    expect((await workspace.git.ticketChanges(ticket.id)).files).toEqual([{ path: 'src/login.txt', status: 'added' }]);
    const changes = await workspace.git.ticketChanges(ticket.id, { uncommitted: true });
    expect(changes.worktree).toBe(worktree);
    expect(changes.files).toEqual([
      { path: 'README.md', status: 'modified' },
      { path: 'new/file.txt', status: 'added', untracked: true },
    ]);
    const { stdout, stderr } = await cli(project, ['diff', ticket.id, '--uncommitted']);
    expect(stdout).toBe(await git(worktree, 'diff', 'main', '--', 'README.md'));
    expect(stderr).toContain('Left out, since git does not track them yet: new/file.txt');
  });

  it('are told by the base of the settings where the one that was written down has been renamed', async () => {
    const { project, workspace, ticket } = await scene();
    const link = { branch, base: 'main', pull_request: null };
    await workspace.writer.change(ticket.id, 'edit', (before) => withGitLink(before, link));
    await git(project, 'branch', '--move', 'main', 'trunk');
    const { code, hint } = await failure(project, ['diff', ticket.id]);
    expect([code, hint]).toEqual(['ref_not_found', expect.stringContaining('config set git.base')]);
    await document(project, ['config', 'set', 'git.base', 'trunk']);
    expect(await document(project, ['diff', ticket.id])).toMatchObject({ base: 'trunk', count: 1 });
  });

  it('are not known of a ticket without a branch, or whose base has nothing in common with it', async () => {
    const { project, workspace, ticket } = await scene();
    const other = await workspace.tickets.create({ title: 'Other' });
    expect((await failure(project, ['diff', other.id])).code).toBe('branch_not_found');
    const lonely = (await git(project, 'commit-tree', '-m', 'Lonely', 'main^{tree}')).trim();
    await git(project, 'update-ref', 'refs/heads/main', lonely);
    expect((await failure(project, ['diff', ticket.id])).code).toBe('ref_not_found');
  });
});

describe('`diff` and `commits`', () => {
  it('print what git prints, without colours into a pipe, so that it can be applied', async () => {
    const { project, ticket } = await scene();
    await git(project, 'config', 'color.ui', 'always');
    await git(project, 'config', 'diff.external', 'false');
    const { stdout, stderr, code } = await cli(project, ['diff', ticket.id]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toBe(await git(project, 'diff', '--no-color', '--no-ext-diff', `main...${branch}`));
    expect((await cli(project, ['diff', ticket.id, '--name-only'])).stdout).toBe('src/login.txt\n');
    expect((await cli(project, ['diff', ticket.id, '--stat'])).stdout).toContain('1 file changed, 1 insertion(+)');
  });

  it('give the same to programs', async () => {
    const { project, ticket } = await scene();
    expect(await document(project, ['diff', ticket.id])).toMatchObject({
      ...{ kind: 'diff', ticket_id: ticket.id, branch, base: 'main', count: 1 },
      files: [{ path: 'src/login.txt', status: 'added' }],
    });
    expect(await document(project, ['commits', ticket.id])).toMatchObject({
      ...{ kind: 'commits', ticket_id: ticket.id, count: 1, truncated: false },
      commits: [{ subject: 'Write src/login.txt', where: 'branch', author: 'Test' }],
    });
  });

  it('show commits as lines, in which no message can steer the terminal', async () => {
    const { project, ticket } = await scene();
    await commit(project, 'Hide \u001b]0;x\u0007 me');
    const [first, second] = (await cli(project, ['commits', ticket.id])).stdout.split('\n');
    expect(first).toMatch(/^[0-9a-f]{10} {2}.* {2}Test {2}branch {2}Hide \ufffd\]0;x\ufffd me$/);
    expect(second).toContain('Write src/login.txt');
  });

  it('fail with a hint outside of a repository', async () => {
    const { project, ticket } = await scene();
    await rm(path.join(project, '.git'), { recursive: true });
    for (const command of ['diff', 'commits']) {
      expect((await failure(project, [command, ticket.id])).code).toBe('no_repository');
    }
  });
});
