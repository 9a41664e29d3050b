import { describe, expect, it } from 'vitest';
import {
  branchToTrash,
  expiredTrash,
  forgetTrash,
  listTrash,
  newTrashRef,
  restoreTrash,
  type TrashRef,
} from '../../src/git/trashRefs.js';
import { updateRefs } from '../../src/git/updateRefs.js';
import { git } from './support/commands.js';
import { commitFile, gitRepository, testRunner } from './support/gitProject.js';

const runner = testRunner();
const now = new Date('2026-03-01T12:00:00Z');

describe('the trash of branches', () => {
  it('keeps the tip of a deleted branch and brings it back under its name', async () => {
    const { folder, tip } = await withBranch('ticket/ログイン-修正');
    const kept = await trashed(folder, 'ticket/ログイン-修正', tip);
    expect(kept).toMatchObject({
      id: tip,
      kind: 'branch',
      name: 'ticket/ログイン-修正',
      at: '2026-03-01T12:00:00.000Z',
    });
    expect(await git(folder, 'branch', '--list', 'ticket/*')).toBe('');

    expect(await restoreTrash(runner, folder, kept)).toBe('ticket/ログイン-修正');
    expect((await git(folder, 'rev-parse', 'refs/heads/ticket/ログイン-修正')).trim()).toBe(tip);
    expect(await listTrash(runner, folder)).toEqual([]);
  });

  it('deletes nothing when the branch has moved', async () => {
    const { folder, tip } = await withBranch('topic');
    const later = await commitFile(folder, 'b.txt', 'b');
    await git(folder, 'update-ref', 'refs/heads/topic', later);
    await expect(updateRefs(runner, folder, branchToTrash('topic', tip, now).updates, 'test')).rejects.toThrow();
    expect((await git(folder, 'rev-parse', 'refs/heads/topic')).trim()).toBe(later);
    expect(await listTrash(runner, folder)).toEqual([]);
  });

  it('gives a branch another name where its own is taken, or is the folder of another', async () => {
    const { folder, tip } = await withBranch('topic/one');
    await trashed(folder, 'topic/one', tip);
    await trashed(folder, 'main', tip);
    await git(folder, 'branch', 'topic');
    const names = [];
    for (const each of await listTrash(runner, folder)) names.push(await restoreTrash(runner, folder, each));
    expect(names.sort()).toEqual(['main-restored', 'topic-one-restored']);
  });

  it('keeps what a worktree held when a branch is made of it', async () => {
    const { folder, tip } = await withBranch('topic');
    const ref = newTrashRef('worktree', 'topic', now);
    await git(folder, 'update-ref', ref, tip);
    const kept = await only(folder);
    expect(kept).toMatchObject({ ref, kind: 'worktree', name: 'topic' });
    expect(await restoreTrash(runner, folder, kept)).toBe('topic-restored');
    expect(await restoreTrash(runner, folder, kept)).toBe('topic-restored-2');
    expect(await listTrash(runner, folder)).toHaveLength(1);
  });

  it('forgets only what is older than so many days, and leaves the refs of others alone', async () => {
    const { folder, tip } = await withBranch('topic');
    await git(folder, 'update-ref', 'refs/ticketree/trash/20260101T000000Z-00ff/old', tip);
    await git(folder, 'update-ref', 'refs/ticketree/trash/20260228T000000Z-00ff/young', tip);
    await git(folder, 'update-ref', 'refs/ticketree/trash/notes', tip);
    const trash = await listTrash(runner, folder);
    expect(trash.map(({ name }) => name)).toEqual(['young', 'old']);
    expect(expiredTrash(trash, null, now)).toEqual([]);
    await forgetTrash(runner, folder, expiredTrash(trash, 30, now));
    expect((await git(folder, 'for-each-ref', '--format=%(refname)', 'refs/ticketree')).trim().split('\n')).toEqual([
      'refs/ticketree/trash/20260228T000000Z-00ff/young',
      'refs/ticketree/trash/notes',
    ]);
  });
});

async function withBranch(name: string): Promise<{ folder: string; tip: string }> {
  const folder = await gitRepository();
  await git(folder, 'switch', '--quiet', '-c', name);
  const tip = await commitFile(folder, 'a.txt', 'a');
  await git(folder, 'switch', '--quiet', 'main');
  return { folder, tip };
}

/** Deletes a branch into the trash. */
async function trashed(folder: string, branch: string, tip: string): Promise<TrashRef> {
  const old = (await git(folder, 'rev-parse', `refs/heads/${branch}`)).trim();
  const { ref, updates } = branchToTrash(branch, old, now);
  // The branch that is checked out can only be kept, not deleted.
  const made = old === tip ? updates : updates.slice(0, 1);
  await updateRefs(runner, folder, made, 'test');
  return only(folder, ref);
}

async function only(folder: string, ref?: string): Promise<TrashRef> {
  const [found] = (await listTrash(runner, folder)).filter((each) => ref === undefined || each.ref === ref);
  if (found === undefined) throw new Error('the trash is empty');
  return found;
}
