import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { FinishOutcome } from '../../src/app/git/finish/finishTypes.js';
import { git } from './support/commands.js';
import { commitFile, writeIn } from './support/gitProject.js';
import {
  branchesOf,
  commitOf,
  commitTwo,
  dirtyIn,
  fileIn,
  logOf,
  setForTeam,
  trashOf,
  workOnTicket,
} from './support/ticketWork.js';

/** Commits as somebody else. */
async function commitAs(worktree: string, author: string, file: string): Promise<void> {
  await writeIn(worktree, file, `${author}\n`);
  await git(worktree, 'add', '--all');
  await git(worktree, 'commit', '--quiet', `--author=${author}`, '--date=1700000000 +0900', '-m', `Write ${file}`);
}

function mergedOf(outcome: FinishOutcome): string | null {
  return outcome.kind === 'finished' ? outcome.merged : outcome.kind;
}

describe('the ways home', () => {
  it('names everybody whose commits a squash holds, once, and not whoever finishes', async () => {
    const { project, workspace, ticket, worktree } = await workOnTicket();
    await commitTwo(worktree);
    await commitAs(worktree, 'Ana 日本 <ana@example.invalid>', 'c.txt');
    await commitAs(worktree, 'Ana <ANA@example.invalid>', 'd.txt');
    await commitAs(worktree, 'Bo <bo@example.invalid>', 'e.txt');
    await workspace.git.finish(ticket.id);
    expect(await logOf(project, 'main', '%(trailers:key=Co-authored-by,valueonly,separator=%x2C)%an')).toContain(
      'Ana 日本 <ana@example.invalid>,Bo <bo@example.invalid>Test',
    );
  });

  it('merges with both parents', async () => {
    const { project, workspace, ticket, branch, worktree } = await workOnTicket();
    await commitTwo(worktree);
    await commitFile(project, 'c.txt', 'c\n');
    const [before, tip] = await Promise.all([commitOf(project, 'main'), commitOf(project, branch)]);
    await workspace.git.finish(ticket.id, { way: 'merge' });
    expect((await git(project, 'log', '-1', '--format=%P %s')).trim()).toBe(`${before} ${tip} The fix-login`);
    expect(await dirtyIn(project)).toEqual([]);
  });

  it('rebases without a worktree: author, time and message stay, what the base has already is left out', async () => {
    const { project, workspace, ticket, branch, worktree } = await workOnTicket();
    await commitAs(worktree, 'Ana <ana@example.invalid>', 'a.txt');
    await commitFile(worktree, 'same.txt', 'same\n');
    await git(worktree, 'commit', '--quiet', '--allow-empty', '-m', 'Empty on purpose\n\n# Body');
    await commitFile(worktree, 'b.txt', 'b\n');
    const tip = await commitOf(project, branch);
    await commitFile(project, 'same.txt', 'same\n');
    const outcome = await workspace.git.finish(ticket.id, { way: 'rebase' });
    expect(mergedOf(outcome)).toBe(await commitOf(project, 'main'));
    expect(await logOf(project, 'main')).toEqual([
      'Write b.txt',
      'Empty on purpose',
      'Write a.txt',
      'Write same.txt',
      'Write README.md',
    ]);
    expect(await logOf(project, 'main~1', '%b')).toContain('# Body');
    expect((await logOf(project, 'main~2', '%an %ae %ad'))[0]).toContain('Ana ana@example.invalid');
    expect((await git(project, 'log', '-1', '--date=raw', '--format=%ad', 'main~2')).trim()).toBe('1700000000 +0900');
    expect(await trashOf(project)).toEqual([expect.stringMatching(new RegExp(` ${tip}$`))]);
    expect(await dirtyIn(project)).toEqual([]);
  });

  it('keeps the commits themselves where a rebase has nothing to do', async () => {
    const { project, workspace, ticket, branch, worktree } = await workOnTicket();
    await commitTwo(worktree);
    const tip = await commitOf(project, branch);
    await workspace.git.finish(ticket.id, { way: 'rebase' });
    expect(await commitOf(project, 'main')).toBe(tip);
  });

  it('rebases a branch whose merges brought in the base alone', async () => {
    const { project, workspace, ticket, worktree } = await workOnTicket();
    await commitFile(worktree, 'a.txt', 'a\n');
    await commitFile(project, 'base.txt', 'base\n');
    await git(worktree, 'merge', '--quiet', '--no-edit', 'main');
    await commitFile(worktree, 'b.txt', 'b\n');
    await commitFile(project, 'later.txt', 'later\n');
    await workspace.git.finish(ticket.id, { way: 'rebase' });
    expect(await logOf(project, 'main')).toEqual([
      'Write b.txt',
      'Write a.txt',
      'Write later.txt',
      'Write base.txt',
      'Write README.md',
    ]);
  });

  it('refuses a rebase that would leave out what a merge commit itself changed', async () => {
    const { project, workspace, ticket, worktree } = await workOnTicket();
    await commitFile(worktree, 'a.txt', 'a\n');
    await commitFile(project, 'base.txt', 'base\n');
    await git(worktree, 'merge', '--quiet', '--no-commit', '--no-ff', 'main');
    await writeIn(worktree, 'evil.txt', 'only in the merge\n');
    await git(worktree, 'add', '--all');
    await git(worktree, 'commit', '--quiet', '--no-edit');
    const before = await commitOf(project, 'main');
    await expect(workspace.git.finish(ticket.id, { way: 'rebase' })).rejects.toMatchObject({ code: 'finish_refused' });
    expect(await commitOf(project, 'main')).toBe(before);
    await workspace.git.finish(ticket.id, { way: 'squash' });
    expect(await fileIn(project, 'main', 'evil.txt')).toBe('only in the merge\n');
  });

  it('fast-forwards, and cannot be forced to where the base has gone on', async () => {
    const { project, workspace, ticket, branch, worktree } = await workOnTicket();
    await commitTwo(worktree);
    const tip = await commitOf(project, branch);
    await git(project, 'commit', '--quiet', '--allow-empty', '-m', 'Gone on');
    const refused = workspace.git.finish(ticket.id, { way: 'ff', force: true });
    await expect(refused).rejects.toMatchObject({ code: 'finish_refused' });
    await git(project, 'reset', '--quiet', '--soft', 'main~1');
    await workspace.git.finish(ticket.id, { way: 'ff' });
    expect(await commitOf(project, 'main')).toBe(tip);
  });

  it('only ends the ticket where nothing is to be merged; a branch that holds more stays', async () => {
    const { project, workspace, ticket, branch, worktree } = await workOnTicket();
    await commitTwo(worktree);
    const before = await commitOf(project, 'main');
    const outcome = await workspace.git.finish(ticket.id, { way: 'none' });
    expect(outcome).toMatchObject({ merged: null, removedWorktree: worktree, keptIn: null });
    expect(outcome.ticket.status).toBe('done');
    expect(await commitOf(project, 'main')).toBe(before);
    expect(await branchesOf(project)).toContain(branch);
  });

  it.each(['squash', 'merge', 'rebase', 'ff'] as const)('ends a ticket without commits by %s', async (way) => {
    const { project, workspace, ticket, worktree } = await workOnTicket();
    const before = await commitOf(project, 'main');
    const outcome = await workspace.git.finish(ticket.id, { way });
    expect(outcome).toMatchObject({ merged: null, removedWorktree: worktree, keptIn: expect.any(String) as string });
    expect(await commitOf(project, 'main')).toBe(before);
  });

  it('makes no empty commit of work that the base has already', async () => {
    const { project, workspace, ticket, worktree } = await workOnTicket();
    await commitTwo(worktree);
    await commitTwo(project);
    const before = await commitOf(project, 'main');
    expect(mergedOf(await workspace.git.finish(ticket.id))).toBeNull();
    expect(await commitOf(project, 'main')).toBe(before);
  });

  it('keeps worktree and branch where that is wished', async () => {
    const { project, workspace, ticket, branch, worktree } = await workOnTicket();
    await commitTwo(worktree);
    await workspace.git.finish(ticket.id, { keepWorktree: true });
    expect(existsSync(worktree)).toBe(true);
    expect(await branchesOf(project)).toContain(branch);
    expect(await fileIn(project, 'main', 'a.txt')).toBe('a\n');
  });
});

describe('the message of the commit', () => {
  it('is made of the template, whatever stands in ticket and commits', async () => {
    const { project, workspace, ticket, branch, worktree } = await workOnTicket();
    await workspace.tickets.edit(ticket.id, { title: '# 日本 {slug} $(id) `x`', description: '--amend' });
    await git(worktree, 'commit', '--quiet', '--allow-empty', '-m', '--first {title}');
    await commitTwo(worktree);
    const template = '{title}\n\n{description}\n{commits}\n\nBranch: {branch} {base}\n{{ ticket_id }} {nothing}';
    await setForTeam(project, 'git.commit_template', template);
    await workspace.git.finish(ticket.id);
    expect(await git(project, 'log', '-1', '--format=%B')).toBe(
      `# 日本 {slug} $(id) \`x\`\n\n--amend\n- --first {title}\n- Write a.txt\n- Write b.txt\n\n` +
        `Branch: ${branch} main\n${ticket.id} {nothing}\n\n`,
    );
  });

  it('has the title where the template comes to nothing', async () => {
    const { project, workspace, ticket, worktree } = await workOnTicket();
    await commitTwo(worktree);
    await setForTeam(project, 'git.commit_template', '{description}');
    await workspace.git.finish(ticket.id);
    expect(await git(project, 'log', '-1', '--format=%B')).toBe('The fix-login\n\n');
  });

  it('loses what git does not take', async () => {
    const { project, workspace, ticket, worktree } = await workOnTicket();
    await commitTwo(worktree);
    await workspace.git.finish(ticket.id, { message: '\n\r\nA\u0000B  \r\n\n\n\nC\r\n' });
    expect(await git(project, 'log', '-1', '--format=%B')).toBe('AB\n\nC\n\n');
  });

  it('is refused when it is empty', async () => {
    const { workspace, ticket, worktree } = await workOnTicket();
    await commitTwo(worktree);
    await expect(workspace.git.finish(ticket.id, { message: ' \n' })).rejects.toMatchObject({ code: 'invalid_value' });
  });
});
