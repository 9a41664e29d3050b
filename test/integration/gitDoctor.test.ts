import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { withGitLink } from '../../src/domain/gitLink.js';
import { cli, document, git } from './support/commands.js';
import { writeIn } from './support/gitProject.js';
import { adminOf, halfMake, refsOf, ticketPlace } from './support/ticketPlace.js';

describe('doctor in a repository', () => {
  it('tells of worktrees that are missing or half made, and mends them without losing what was in them', async () => {
    const { project, place } = await ticketPlace();
    const half = path.join(place, '..', 'half');
    await git(project, 'worktree', 'add', '--quiet', '-b', 'half', half);
    await writeIn(half, 'mine.txt', 'mine');
    await halfMake(half, await adminOf(half));
    await writeIn(place, 'staged.txt', 'staged');
    await git(place, 'add', 'staged.txt');
    await rm(place, { recursive: true });

    const told = await cli(project, ['doctor', '--json']);
    expect(told.code).toBe(1);
    const { findings } = JSON.parse(told.stdout) as { findings: { code: string; file: string; fixable: boolean }[] };
    expect(findings.map(({ code, file, fixable }) => [code, file, fixable]).sort()).toEqual([
      ['half-made-worktree', half, true],
      ['missing-worktree', place, true],
    ]);
    expect(existsSync(half)).toBe(true);

    expect(await document(project, ['doctor', '--fix'])).toMatchObject({ count: 0 });
    expect(existsSync(half)).toBe(false);
    const kept = await refsOf(project, 'refs/ticketree/trash');
    const texts = await Promise.all(kept.map((ref) => git(project, 'ls-tree', '--name-only', ref)));
    expect(texts.join()).toMatch(/mine.txt/);
    expect(texts.join()).toMatch(/staged.txt/);
    expect(await refsOf(project, 'refs/heads')).toHaveLength(3);
  });

  it('tells of a branch that was deleted here, and of the way back', async () => {
    const { project, workspace, place } = await ticketPlace();
    const branch = (await git(place, 'branch', '--show-current')).trim();
    const [row] = (await workspace.store.readRows()).rows;
    const link = { branch, base: 'main', pull_request: null };
    await workspace.writer.change(row?.id ?? '', 'edit', (ticket) => withGitLink(ticket, link));
    await workspace.git.removeWorktree(place);
    const { stdout } = await cli(project, ['doctor', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ findings: [{ code: 'lost-branch', fixable: false }] });
    await document(project, ['worktree', 'trash', 'restore', branch]);
    expect((await cli(project, ['doctor'])).stdout).toBe('The store is in order\n');
  });

  it('tells of tickets that say the same branch, as long as both are open', async () => {
    const { project, workspace } = await ticketPlace();
    const link = { branch: 'ticket/both', base: 'main', pull_request: null };
    const slugs = ['first', 'second'];
    for (const slug of slugs) {
      const { id } = await workspace.tickets.create({ slug, title: slug });
      await workspace.writer.change(id, 'edit', (ticket) => withGitLink(ticket, link));
    }
    const { stdout } = await cli(project, ['doctor', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ count: 1, findings: [{ code: 'shared-branch', fixable: false }] });
    await document(project, ['close', 'first']);
    expect((await cli(project, ['doctor'])).stdout).toBe('The store is in order\n');
  });

  it('tells of the lock and the flow of a dead process, and completes it', async () => {
    const { project, workspace } = await ticketPlace();
    const [row] = (await workspace.store.readRows()).rows;
    const folder = path.join(project, '.git', 'ticketree');
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, `${row?.id}.json`), '{"half');
    const { stdout } = await cli(project, ['doctor', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ findings: [{ code: 'unfinished-git', fixable: false }] });
  });

  it('runs no git where the settings keep it off', async () => {
    const { project, place } = await ticketPlace();
    await rm(place, { recursive: true });
    await document(project, ['config', 'set', 'git.enabled', 'off']);
    expect((await cli(project, ['doctor'])).code).toBe(0);
  });
});
