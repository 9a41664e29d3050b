import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../harness/tempStore.js';
import { cli, document, failure, git } from './support/commands.js';
import { gitProject, writeIn } from './support/gitProject.js';
import { ticketPlace } from './support/ticketPlace.js';

describe('ticketree worktree', () => {
  it('opens the worktree of a ticket, and makes it where there is none', async () => {
    const project = await gitProject();
    await document(project, ['new', 'fix-login']);
    const made = await document(project, ['worktree', 'open', 'fix-login']);
    const { path: place } = made['worktree'] as { path: string };
    expect(made).toMatchObject({ worktree: { created: true } });
    expect(existsSync(path.join(place, 'README.md'))).toBe(true);
    expect((await cli(project, ['worktree', 'open', 'fix-login'])).stdout).toBe(`${place}\n`);
    expect(await failure(project, ['worktree', 'open', 'nothing'])).toMatchObject({ code: 'ticket_not_found' });
  });

  it('says what it removed, what keeps it, and brings it back', async () => {
    const { project, place } = await ticketPlace();
    await writeIn(place, 'new.txt', 'new');
    const refused = await failure(project, ['worktree', 'remove', 'fix-login']);
    expect(refused).toMatchObject({ code: 'unsaved_work', exit: 4 });
    const { stdout } = await cli(project, ['worktree', 'remove', 'fix-login', '--force']);
    expect(stdout).toMatch(
      /^Removed .*\/place and the branch ticket\/\S+\nKept in refs\/ticketree\/trash\/\S+-worktree\/ticket/,
    );
    const { trash } = await document(project, ['worktree', 'trash', 'list']);
    const kinds = (trash as { kind: string; ref: string }[]).map(({ kind }) => kind);
    expect(kinds.sort()).toEqual(['branch', 'worktree']);
    const held = (trash as { kind: string; ref: string }[]).find(({ kind }) => kind === 'worktree');
    const restored = await cli(project, ['worktree', 'trash', 'restore', held?.ref ?? '']);
    const branch = /^Made the branch (\S+), whose last commit is what was not committed/.exec(restored.stdout)?.[1];
    expect(await git(project, 'cat-file', 'blob', `refs/heads/${branch}:new.txt`)).toBe('new');
    expect(await document(project, ['worktree', 'trash', 'empty', '--yes'])).toMatchObject({ count: 2 });
  });

  it('refuses to remove the one that it is called from, and knows who is outside of git', async () => {
    const { project, place } = await ticketPlace();
    expect(await failure(place, ['worktree', 'remove', 'fix-login'])).toMatchObject({ code: 'worktree_in_use' });
    expect(await failure(project, ['worktree', 'lock', project])).toMatchObject({ code: 'worktree_in_use' });
    const bare = await tempFolder();
    await document(bare, ['init']);
    for (const args of [['list'], ['prune'], ['repair'], ['remove', 'x'], ['trash', 'list']]) {
      expect(await failure(bare, ['worktree', ...args])).toMatchObject({ code: 'no_repository' });
    }
  });
});
