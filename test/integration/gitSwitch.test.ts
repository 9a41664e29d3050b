import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openWorkspace } from '../harness/tempStore.js';
import { cli, document, failure, git } from './support/commands.js';
import { commitFile } from './support/gitProject.js';
import { start, startable, worktreeOf } from './support/startable.js';

async function active(project: string): Promise<unknown> {
  return ((await document(project, ['check']))['active'] as { slug: string } | null)?.slug;
}

describe('switch', () => {
  it("prints the path of a ticket's worktree, and makes the ticket active", async () => {
    const project = await startable(['one', 'two']);
    await start(project, 'one');
    await start(project, 'two');
    expect(await cli(project, ['switch', 'one'])).toEqual({ code: 0, stdout: `${worktreeOf(project)}\n`, stderr: '' });
    expect(await active(project)).toBe('one');
  });

  it('goes to the branch in this checkout where there is no worktree', async () => {
    const project = await startable(['one', 'two']);
    await start(project, 'one', '--no-worktree');
    await start(project, 'two', '--no-worktree', '--base', 'main');
    const { path: at, switched } = await document(project, ['switch', 'one']);
    expect([at, switched, await active(project)]).toEqual([project, true, 'one']);
    expect((await git(project, 'symbolic-ref', '--short', 'HEAD')).trim()).toBe('ticket/one');
  });

  it('goes to the worktree in which the branch is being rebased, where git says that no branch is checked out', async () => {
    const project = await startable(['one']);
    await start(project, 'one');
    await commitFile(worktreeOf(project), 'README.md', 'ours\n');
    await writeFile(path.join(project, 'README.md'), 'theirs\n');
    await git(project, 'commit', '--quiet', '-m', 'Theirs', 'README.md');
    expect((await failure(project, ['finish', 'one', '--merge', 'rebase'])).code).toBe('merge_conflict');
    for (const folder of [project, worktreeOf(project)]) {
      expect((await cli(folder, ['switch', 'one'])).stdout).toBe(`${worktreeOf(project)}\n`);
    }
  });

  it('stays where changed files are in the way, where there is no branch, and where the worktree is gone', async () => {
    const project = await startable(['one', 'two']);
    await start(project, 'one', '--no-worktree');
    await commitFile(project, 'README.md', 'of one\n');
    await git(project, 'switch', 'main');
    await writeFile(path.join(project, 'README.md'), 'mine\n');
    expect((await failure(project, ['switch', 'one'])).code).toBe('git_failed');
    expect((await git(project, 'symbolic-ref', '--short', 'HEAD')).trim()).toBe('main');
    expect((await failure(project, ['switch', 'two'])).code).toBe('branch_not_found');
    await start(project, 'two');
    await rm(worktreeOf(project, 'two'), { recursive: true });
    expect((await failure(project, ['switch', 'two'])).code).toBe('worktree_not_found');
  });
});

describe("going to a ticket's branch", () => {
  it('makes an open ticket active, whoever made the branch, and only once', async () => {
    const project = await startable(['one', 'two']);
    const workspace = await openWorkspace(project);
    const [one] = workspace.store.rows.filter(({ slug }) => slug === 'one');
    expect(await workspace.git.followBranch('anything/one')).toBe(one?.id);
    expect(await workspace.git.followBranch('anything/one')).toBeNull();
    expect(await workspace.git.followBranch('main')).toBeNull();
    await workspace.tickets.close(one?.id ?? '');
    expect(await workspace.git.followBranch('anything/one')).toBeNull();
  });

  it('says whose branch is checked out where a person stands', async () => {
    const project = await startable();
    const { ticket } = await start(project, 'one');
    expect(await (await openWorkspace(project)).git.ticketOfCheckout()).toBeNull();
    expect(await (await openWorkspace(worktreeOf(project))).git.ticketOfCheckout()).toBe(ticket.id);
  });
});
