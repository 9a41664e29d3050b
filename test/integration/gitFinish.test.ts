import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { cli, document, failure, git, ticketOf } from './support/commands.js';
import { commitFile, writeIn } from './support/gitProject.js';
import { branchesOf, commitOf, commitTwo, dirtyIn, fileIn, trashOf, workOnTicket } from './support/ticketWork.js';

describe('finish by squash', () => {
  it('brings all commits home as one, ends the ticket, and removes worktree and branch', async () => {
    const { project, ticket, branch, worktree } = await workOnTicket();
    await commitTwo(worktree);
    const tip = await commitOf(project, branch);
    const before = await commitOf(project, 'main');

    const done = await document(project, ['finish', ticket.slug]);

    const merged = await commitOf(project, 'main');
    expect(done).toMatchObject({
      kind: 'finished',
      way: 'squash',
      branch,
      base: 'main',
      merged,
      removed_worktree: worktree,
      notes: [],
    });
    expect((done['ticket'] as { status: string }).status).toBe('done');
    expect(await git(project, 'log', '--format=%P|%B', '-1')).toBe(
      `${before}|The fix-login\n\nTicket: ${ticket.slug}\nTicket-Id: ${ticket.id}\n\n`,
    );
    expect(await readFile(path.join(project, 'b.txt'), 'utf8')).toBe('b\n');
    expect(await dirtyIn(project)).toEqual([]);
    expect(existsSync(worktree)).toBe(false);
    expect(await branchesOf(project)).toEqual(['main']);
    expect(await trashOf(project)).toEqual([`${String(done['kept_in'])} ${tip}`]);
    expect(existsSync(path.join(project, '.git', 'ticketree', `${ticket.id}.json`))).toBe(false);
  });

  it('merges what both have changed elsewhere, without touching either worktree before', async () => {
    const { project, ticket, worktree } = await workOnTicket();
    await commitTwo(worktree);
    await commitFile(project, 'c.txt', 'c\n');
    await document(project, ['finish', ticket.slug]);
    expect(await Promise.all(['a.txt', 'b.txt', 'c.txt'].map((name) => fileIn(project, 'main', name)))).toEqual([
      'a\n',
      'b\n',
      'c\n',
    ]);
  });

  it('tells a person what it did', async () => {
    const { project, ticket, worktree } = await workOnTicket();
    await commitTwo(worktree);
    const { stdout, code } = await cli(project, ['finish', ticket.slug]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Finished The fix-login: done\nticket\/\S+ is in main by squash, as [0-9a-f]{10}\n/);
    expect(stdout).toContain(`removed the worktree ${worktree}\n`);
    expect(stdout).toMatch(/its tip is kept in refs\/ticketree\/trash\//);
  });

  it('takes the message that a person gives', async () => {
    const { project, ticket, worktree } = await workOnTicket();
    await commitTwo(worktree);
    await document(project, ['finish', ticket.slug, '-m', '# Not a comment\n\nBody']);
    expect(await git(project, 'log', '--format=%B', '-1')).toBe('# Not a comment\n\nBody\n\n');
  });

  it('changes nothing by a dry run, and says what it would do', async () => {
    const { project, ticket, branch, worktree } = await workOnTicket();
    await commitTwo(worktree);
    const before = await commitOf(project, 'main');
    const plan = await document(project, ['finish', ticket.slug, '--dry-run']);
    expect(plan).toMatchObject({ kind: 'finish-plan', way: 'squash', branch, base: 'main', worktree, conflicts: [] });
    expect((plan['commits'] as { subject: string }[]).map(({ subject }) => subject)).toEqual([
      'Write b.txt',
      'Write a.txt',
    ]);
    expect(await commitOf(project, 'main')).toBe(before);
    expect((await ticketOf(project, ['show', ticket.id])).status).toBe('todo');
    expect(existsSync(worktree)).toBe(true);
  });

  it('refuses with all reasons at once, and does it all the same when forced; uncommitted work stays', async () => {
    const { project, ticket, worktree } = await workOnTicket();
    await commitTwo(worktree);
    await writeIn(worktree, 'unsaved.txt', 'precious\n');
    await document(project, ['task', 'add', 'Write it down', '-t', ticket.id]);
    const refused = await failure(project, ['finish', ticket.slug]);
    expect(refused).toMatchObject({ exit: 4, code: 'finish_refused' });
    expect(refused.message).toContain('unsaved.txt');
    expect(refused.message).toContain('1 task of the ticket is open');
    const done = await document(project, ['finish', ticket.slug, '--force']);
    expect(done).toMatchObject({ removed_worktree: null, kept_in: null });
    expect(await readFile(path.join(worktree, 'unsaved.txt'), 'utf8')).toBe('precious\n');
    expect(await fileIn(project, 'main', 'b.txt')).toBe('b\n');
  });
});
