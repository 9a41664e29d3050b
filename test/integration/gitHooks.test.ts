import { chmod } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { document, git } from './support/commands.js';
import { writeIn } from './support/gitProject.js';
import { refusedStart, start, startable, worktreeOf } from './support/startable.js';

async function hook(project: string, name: string, ...lines: string[]): Promise<void> {
  await writeIn(project, `.git/hooks/${name}`, ['#!/bin/sh', ...lines, ''].join('\n'));
  await chmod(path.join(project, '.git', 'hooks', name), 0o755);
}

async function branchAt(folder: string): Promise<string> {
  return (await git(folder, 'symbolic-ref', '--short', 'HEAD')).trim();
}

/** As that of git-lfs where git-lfs is not installed. */
async function failAfterCheckout(project: string): Promise<void> {
  await hook(project, 'post-checkout', 'echo no lfs here >&2', 'exit 2');
}

describe('a hook that fails after a checkout', () => {
  it('takes nothing back of a start, and is told of', async () => {
    const project = await startable(['one', 'two']);
    await failAfterCheckout(project);
    const one = await start(project, 'one');
    expect([one.ticket.status, await branchAt(worktreeOf(project))]).toEqual(['doing', 'ticket/one']);
    expect(one.notes?.join()).toContain('no lfs here');
    const two = await start(project, 'two', '--no-worktree');
    expect([two.ticket.status, await branchAt(project)]).toEqual(['doing', 'ticket/two']);
    expect(two.notes?.join()).toContain('no lfs here');
  });

  it('takes nothing back of a switch, and is told of', async () => {
    const project = await startable();
    await start(project, 'one', '--no-worktree');
    await git(project, 'switch', 'main');
    await failAfterCheckout(project);
    const { switched, notes } = await document(project, ['switch', 'one']);
    expect([switched, await branchAt(project)]).toEqual([true, 'ticket/one']);
    expect(String(notes)).toContain('no lfs here');
  });

  it('keeps nobody from taking a start back whose ticket cannot be written', async () => {
    const project = await startable();
    const team = path.join(project, '.vibe-ticket', 'ticketree.yaml');
    await writeIn(project, '.git/info/exclude', '/.vibe-ticket/ticketree.yaml\n');
    // The store becomes one of a newer Ticketree while git goes there, and none when git comes back.
    await hook(
      project,
      'post-checkout',
      `rm '${team}' 2> /dev/null || printf 'schema_version: 999' > '${team}'`,
      'exit 1',
    );
    expect((await refusedStart(project, '--no-worktree')).code).toBe('store_newer');
  });
});
