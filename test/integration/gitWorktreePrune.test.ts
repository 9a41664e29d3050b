import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openWorkspace, tempFolder } from '../harness/tempStore.js';
import { cli, document, git } from './support/commands.js';
import { commitFile, gitProject, writeIn } from './support/gitProject.js';
import { expectRefused } from './support/refusals.js';
import { adminOf, halfMake, refsOf, ticketPlace } from './support/ticketPlace.js';

describe('pruning worktrees', () => {
  it('shows what would go and why without changing anything, and then does it', async () => {
    const { project, workspace, place } = await ticketPlace();
    const add = async (branch: string): Promise<string> => {
      const folder = path.join(await tempFolder(), branch.replaceAll('/', '-'));
      await git(project, 'worktree', 'add', '--quiet', '-b', branch, folder);
      return folder;
    };
    const [gone, locked, half, dirty] = [
      await add('gone'),
      await add('locked'),
      await add('half'),
      await add('ticket/lost'),
    ];
    await rm(gone, { recursive: true });
    await git(project, 'worktree', 'lock', locked);
    await rm(locked, { recursive: true });
    await halfMake(half, await adminOf(half));
    await writeIn(dirty, 'new.txt', 'new');
    await git(project, 'update-ref', 'refs/ticketree/trash/20200101T000000Z-00ff/old', 'HEAD');
    const before = await git(project, 'for-each-ref');

    const plan = await workspace.git.planPrune();
    expect(plan.worktrees.map(({ path: at, why, stays }) => [at, why, stays === null]).sort()).toEqual(
      [
        [gone, 'Its folder is gone.', true],
        [locked, 'Its folder is gone.', false],
        [half, 'git was stopped while it made it.', true],
        [dirty, 'Its ticket is gone.', false],
      ].sort(),
    );
    expect(plan.trash.map(({ name }) => name)).toEqual(['old']);
    expect(await git(project, 'for-each-ref')).toBe(before);
    expect(existsSync(half)).toBe(true);

    const result = await workspace.git.prune(plan);
    expect(result.removed.map((each) => each.path).sort()).toEqual([gone, half].sort());
    const left = await git(project, 'worktree', 'list', '--porcelain');
    for (const each of [place, locked, dirty]) expect(left).toContain(each);
    expect((await workspace.git.planPrune()).worktrees.filter(({ stays }) => stays === null)).toEqual([]);
    expect(await refsOf(project, 'refs/ticketree/trash')).toEqual([]);
  });

  it('takes a squash for a merge, and leaves what is open alone', async () => {
    const { project, workspace, place } = await ticketPlace();
    await commitFile(place, 'a.txt', 'a');
    await commitFile(place, 'b.txt', 'b');
    await git(project, 'merge', '--quiet', '--squash', (await git(place, 'branch', '--show-current')).trim());
    await git(project, 'commit', '--quiet', '-m', 'Squashed');
    expect((await workspace.git.planPrune()).worktrees).toEqual([]);
    const [row] = (await workspace.store.readRows()).rows;
    await workspace.tickets.close(row?.id ?? '', undefined, false);
    const plan = await workspace.git.planPrune();
    expect(plan.worktrees).toMatchObject([{ path: place, why: 'Its work is in main.', stays: null }]);
    const { removed } = await workspace.git.prune(plan);
    expect(removed).toMatchObject([{ removedBranch: true }]);
  });

  it('keeps a worktree that somebody has begun to work in since it was planned', async () => {
    const { workspace, place } = await ticketPlace();
    const [row] = (await workspace.store.readRows()).rows;
    await workspace.tickets.close(row?.id ?? '', undefined, false);
    const plan = await workspace.git.planPrune();
    await writeIn(place, 'new.txt', 'new');
    const { removed, stayed } = await workspace.git.prune(plan);
    expect(removed).toEqual([]);
    expect(stayed[0]?.why).toMatch(/untracked: new.txt/);
  });

  it('leaves the worktrees of another project in the same repository alone', async () => {
    const project = await gitProject();
    const [ours, theirs] = [path.join(project, 'ours'), path.join(project, 'theirs')];
    for (const each of [ours, theirs]) {
      await mkdir(each);
      await cli(each, ['init']);
    }
    await commitFile(project, 'both.txt', 'both');
    await document(theirs, ['new', 'topic']);
    await document(theirs, ['start', 'topic']);
    expect(await (await openWorkspace(ours)).git.planPrune()).toMatchObject({ worktrees: [] });
    await document(theirs, ['delete', 'topic']);
    expect((await (await openWorkspace(theirs)).git.planPrune()).worktrees).toMatchObject([
      { why: 'Its ticket is gone.' },
    ]);
  });

  it('removes what git has written down of a worktree before it was stopped', async () => {
    const { project, workspace } = await ticketPlace();
    const lost = path.join(project, '.git', 'worktrees', 'lost');
    await mkdir(lost);
    await writeFile(path.join(lost, 'locked'), 'initializing');
    expect((await workspace.git.planPrune()).leftovers).toEqual([]);
    const old = new Date(Date.now() - 3_600_000);
    await utimes(lost, old, old);
    await workspace.git.prune(await workspace.git.planPrune());
    expect(await readdir(path.dirname(lost))).toEqual(['place']);
  });

  it('only shows on the command line unless it is told to do it', async () => {
    const { project, place } = await ticketPlace();
    await rm(place, { recursive: true });
    const shown = await cli(project, ['worktree', 'prune']);
    expect(shown.stdout).toBe(`would remove ${place}: Its folder is gone.\n`);
    expect(shown.stderr).toBe('Say --yes to do it\n');
    expect(await document(project, ['worktree', 'prune', '--dry-run'])).toMatchObject({ dry_run: true });
    expect(await git(project, 'worktree', 'list')).toContain(place);
    expect((await cli(project, ['worktree', 'prune', '--yes'])).stdout).toMatch(`Removed ${place}\n`);
    expect(await git(project, 'worktree', 'list')).not.toContain(place);
    expect((await cli(project, ['worktree', 'prune'])).stdout).toBe('Nothing to prune\n');
  });

  it('lets two prune at once', async () => {
    const { project, place } = await ticketPlace();
    await rm(place, { recursive: true });
    const both = await Promise.all([1, 2].map(() => cli(project, ['worktree', 'prune', '--yes'])));
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(await git(project, 'worktree', 'list')).not.toContain(place);
  });
});

describe('a repository that has moved', () => {
  it('loses nothing, and is mended with its worktrees', async () => {
    const project = await gitProject();
    const home = await tempFolder();
    const [before, after] = [path.join(home, 'before'), path.join(home, 'after')];
    await rename(project, before);
    const place = path.join(home, 'place');
    await git(before, 'worktree', 'add', '--quiet', '-b', 'topic', place);
    await writeIn(place, 'new.txt', 'new');
    await rename(before, after);
    const workspace = await openWorkspace(after);
    expect((await workspace.git.worktrees())[1]).toMatchObject({
      path: place,
      state: 'there',
      dirty: null,
      orphan: null,
    });
    await expectRefused(workspace.git.removeWorktree(place, { force: true }), 'git_failed');
    expect((await workspace.git.planPrune()).worktrees).toEqual([]);

    expect(await workspace.git.repairWorktrees([])).toHaveLength(1);
    expect((await workspace.git.worktrees())[1]).toMatchObject({ dirty: { untracked: 1 } });
    const moved = path.join(home, 'moved place');
    await rename(place, moved);
    expect((await workspace.git.worktrees())[1]).toMatchObject({ state: 'missing' });
    await workspace.git.repairWorktrees([moved]);
    expect((await workspace.git.worktrees())[1]).toMatchObject({ path: moved, dirty: { untracked: 1 } });
    await rename(after, project);
  });

  it('finds those of its worktrees that have moved with it, inside and beside, and prunes none of them', async () => {
    const project = await gitProject();
    const home = await tempFolder();
    await rename(project, path.join(home, 'before'));
    const [inside, beside] = [path.join(home, 'before', 'inside'), path.join(home, 'wt', 'beside')];
    for (const place of [inside, beside]) {
      await git(path.join(home, 'before'), 'worktree', 'add', '--quiet', place);
      await writeIn(place, 'new.txt', 'new');
    }
    const now = path.join(await tempFolder(), 'elsewhere');
    await rename(home, now);
    await rename(path.join(now, 'before'), path.join(now, 'after'));
    const workspace = await openWorkspace(path.join(now, 'after'));
    const places = [path.join(now, 'after', 'inside'), path.join(now, 'wt', 'beside')];
    const { worktrees } = await workspace.git.planPrune();
    expect(worktrees.map(({ stays }) => stays)).toEqual(
      places.map((place) => expect.stringContaining(place) as string),
    );
    await workspace.git.repairWorktrees([]);
    expect((await workspace.git.worktrees()).slice(1)).toMatchObject(
      places.map((place) => ({ path: place, state: 'there', dirty: { untracked: 1 } })),
    );
    expect(await git(places[0] ?? '', 'status', '--porcelain')).toBe('?? new.txt\n');
    await rename(path.join(now, 'after'), project);
  });
});
