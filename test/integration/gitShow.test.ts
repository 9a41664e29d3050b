import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { withGitLink } from '../../src/domain/gitLink.js';
import type { JsonValue, Ticket } from '../../src/domain/ticket.js';
import { openWorkspace, tempFolder } from '../harness/tempStore.js';
import { cli, document, git } from './support/commands.js';
import { gitProject } from './support/gitProject.js';

const branch = 'ticket/fix-login';
/** In which every call of git is a failure. */
const withoutGit = { env: { PATH: '/nowhere' } };

async function projectWith(edit: (ticket: Ticket) => Ticket): Promise<{ project: string; id: string; slug: string }> {
  const project = await gitProject();
  const workspace = await openWorkspace(project);
  const { id, slug } = await workspace.tickets.create({ title: 'Fix login' });
  await workspace.writer.change(id, 'edit', edit);
  return { project, id, slug };
}

function linked(pull_request: string | null = null): (ticket: Ticket) => Ticket {
  return (ticket) => withGitLink(ticket, { branch, base: 'main', pull_request });
}

async function addWorktree(project: string, name: string): Promise<string> {
  const worktree = path.join(await tempFolder(), 'work tree');
  await git(project, 'worktree', 'add', '--quiet', '-b', name, worktree);
  return worktree;
}

describe('`show`', () => {
  it('tells of branch, base, worktree and pull request, and runs no git for it', async () => {
    const url = 'https://github.com/team/engine/pull/7';
    const { project, id } = await projectWith(linked(url));
    const worktree = await addWorktree(project, branch);
    const { stdout } = await cli(project, ['show', id], withoutGit);
    expect(stdout).toMatch(
      new RegExp(`^branch: +${branch} \\(from main\\)\nworktree: +${worktree}\npull request: +${url}$`, 'm'),
    );
    expect((await document(project, ['show', id], withoutGit))['git']).toEqual({
      ...{ branch, base: 'main', pull_request: url, worktree },
    });
  });

  it('finds the worktree that vibe-ticket made, by the name of its branch', async () => {
    const { project, id, slug } = await projectWith((ticket) => ticket);
    const worktree = await addWorktree(project, `other/${slug}`);
    expect((await document(project, ['show', id]))['git']).toEqual({
      ...{ branch: `other/${slug}`, base: null, pull_request: null, worktree },
    });
  });

  it('says nothing of git for a ticket that has no branch', async () => {
    const { project, id } = await projectWith((ticket) => ticket);
    expect(Object.keys(await document(project, ['show', id]))).toEqual(['schemaVersion', 'kind', 'ticket']);
    expect((await cli(project, ['show', id])).stdout).not.toContain('branch:');
  });

  it.each<JsonValue>([
    { branch: '--upload-pack=x' },
    { branch: '\u001b[2J' },
    { branch: ['a'] },
    'ticket/x',
    ['ticket/x'],
    { base: 'main' },
  ])('believes nothing that is no branch: %j', async (value) => {
    const { project, id } = await projectWith((ticket) => ({ ...ticket, metadata: { git: value } }));
    const { code, stdout } = await cli(project, ['show', id]);
    expect([code, stdout.includes('branch:')]).toEqual([0, false]);
  });

  it('leaves out an address that could not be opened', async () => {
    const said = { branch, base: '..', pull_request: 'javascript:alert(1)' };
    const { project, id } = await projectWith((ticket) => ({ ...ticket, metadata: { git: said } }));
    expect((await document(project, ['show', id]))['git']).toEqual({
      ...{ branch, base: null, pull_request: null, worktree: null },
    });
  });
});

describe('`check`', () => {
  it('says which branch is checked out here and whose it is, and runs no git for it', async () => {
    const { project, id, slug } = await projectWith(linked());
    const worktree = await addWorktree(project, branch);
    const there = await cli(worktree, ['check'], withoutGit);
    expect(there.stdout).toContain(`\nBranch: ${branch}, #${id.slice(0, 4)} Fix login, in the worktree ${worktree}\n`);
    expect((await document(worktree, ['check']))['git']).toEqual({
      ...{ branch, worktree, ticket: { id, slug, title: 'Fix login', status: 'todo' } },
    });
    expect((await document(project, ['check']))['git']).toEqual({ branch: 'main', worktree: null, ticket: null });
  });

  it('says nothing of a branch where none is checked out', async () => {
    const { project } = await projectWith(linked());
    await git(project, 'switch', '--quiet', '--detach');
    expect(await document(project, ['check'])).not.toHaveProperty('git');
  });
});
