import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkbench, type Workbench } from '../harness/workbench.js';
import { BoardView } from './boardView.js';
import { GitProject } from './gitProjects.js';

describe('the work on a ticket, from start to finish', () => {
  let project: GitProject;
  let workbench: Workbench;
  let id: string;
  let logo: string;

  beforeAll(async () => {
    project = await GitProject.begin();
    id = await project.ticket('Fix login');
    logo = await project.ticket('Draw a logo');
    project.commit(project.folder, 'old.txt', 'old\n');
    project.commit(project.folder, 'logo.bin', '\0old\n');
    workbench = await openWorkbench({ folder: project.folder });
    await workbench.tree.open();
    await workbench.tree.row('Fix login').first().waitFor();
  });

  afterAll(async () => {
    await workbench.close();
    project.remove();
  });

  function worktree(text: string | RegExp): Locator {
    return workbench.tree.view('Worktrees').row(text);
  }

  function statusBar(text: string | RegExp): Locator {
    return workbench.page.locator('.statusbar-item').filter({ hasText: text });
  }

  it('says what a worktree is while there is none', async () => {
    await workbench.tree.view('Worktrees').text('A ticket that is started gets a worktree').waitFor();
    await workbench.screenshot('git-0-welcome');
  });

  it('is started from the tree, on a branch and in a worktree of its own', async () => {
    await workbench.tree.action('Fix login', 'Start Ticket');
    await workbench.screenshot('git-1-start');
    await workbench.pick('Stay Here');
    await workbench.tree.view('Tickets').row('worktree').waitFor();
    await worktree('Fix login').waitFor();
    await statusBar('Fix login').first().locator('.codicon-git-branch').waitFor();
    expect(project.fieldOf(id, 'status')).toBe('doing');
    expect(project.worktrees()).toHaveLength(1);
    await workbench.screenshot('git-2-started');
  });

  it('shows in the view what is not committed, and what is', async () => {
    const [folder = ''] = project.worktrees();
    writeFileSync(path.join(folder, 'login.txt'), 'name\nsecret word\n');
    await worktree('1*').waitFor();
    project.commit(folder, 'login.txt', 'name\nsecret word\n');
    await worktree('1↑').waitFor();
    project.commit(project.folder, 'login.txt', 'name\npass phrase\n');
    await worktree('1↓').waitFor();
  });

  it('is shown file by file against its base', async () => {
    await workbench.runCommand('Ticketree: Show Changes of Ticket...');
    await workbench.acceptAll();
    await workbench.page.locator('.tab.active').filter({ hasText: 'Fix login (against main)' }).waitFor();
    await workbench.page.locator('.multiDiffEntry').filter({ hasText: 'login.txt' }).waitFor();
    await workbench.page.locator('.view-line').filter({ hasText: 'secret word' }).first().waitFor();
    await workbench.screenshot('git-3-changes');
  });

  it('stops its finish where main changed the same, and waits', async () => {
    await workbench.tree.view('Worktrees').action('Fix login', 'Finish Work...');
    await workbench.acceptStep(1, 2);
    await workbench.page.locator('.quick-input-widget').getByText('Finish, and Resolve the Conflicts').waitFor();
    await workbench.screenshot('git-4-plan');
    await workbench.acceptStep(2, 2);
    await workbench.page.locator('.quick-input-widget').getByText('Resolve in Merge Editor').waitFor();
    await workbench.screenshot('git-5-conflicts');
    await statusBar('Conflicts: Fix login').waitFor();
    await worktree('conflicts').waitFor();
    expect(project.onMain('login.txt')).toBe('name\npass phrase\n');
    expect(project.fieldOf(id, 'status')).toBe('doing');
  });

  it('is resolved in the merge editor', async () => {
    await workbench.pick('Resolve in Merge Editor');
    await workbench.page.locator('.merge-editor').waitFor();
    await workbench.page.locator('.merge-editor').getByText('secret word').first().waitFor();
    await workbench.screenshot('git-6-merge-editor');
    await workbench.runCommand('Merge Editor: Accept All Incoming Changes from Left');
    await workbench.screenshot('git-6b-merged');
    await workbench.page.getByRole('button', { name: 'Complete Merge' }).click();
    await workbench.page.locator('.quick-input-widget').getByText('Continue Finish').waitFor();
    const [folder = ''] = project.worktrees();
    await expect.poll(() => project.read(folder, 'login.txt')).toBe('name\nsecret word\n');
  });

  it('goes on, and is done: main has the work, and the worktree is gone', async () => {
    await workbench.pick('Continue Finish');
    await expect.poll(() => project.fieldOf(id, 'status'), { timeout: 20_000 }).toBe('done');
    await workbench.tree.view('Worktrees').text('A ticket that is started gets a worktree').waitFor();
    expect(project.onMain('login.txt')).toBe('name\nsecret word\n');
    expect(project.worktrees()).toEqual([]);
    expect(project.git('branch', '--list', 'ticket/*')).toBe('');
    await workbench.screenshot('git-7-done');
  });

  it('asks before it runs the check of the project, and does nothing where somebody leaves', async () => {
    await project.cli('config', 'set', '--team', 'git.check_command', 'test -f logo.bin && touch ../checked.txt');
    await project.cli('start', 'draw-a-logo');
    const folder = project.worktreeOf('draw-a-logo');
    project.commit(folder, 'old.txt', 'renewed\n');
    project.commit(folder, 'logo.bin', '\0mine\n');
    project.git('rm', '--quiet', 'old.txt');
    project.commit(project.folder, 'logo.bin', '\0theirs\n');
    // The menu of a row is as the row was when it opened.
    await workbench.tree
      .view('Tickets')
      .row(/Draw a logo.*worktree/)
      .waitFor();
    await workbench.tree.menu('Draw a logo', 'Finish Work...');
    await workbench.acceptStep(1, 2);
    await workbench.acceptStep(2, 2);
    await workbench.page.locator('.monaco-dialog-box').getByText('test -f logo.bin').waitFor();
    await workbench.screenshot('git-8-check');
    await workbench.confirm('Cancel');
    expect(existsSync(path.join(project.folder, 'checked.txt'))).toBe(false);
    expect(project.fieldOf(logo, 'status')).toBe('doing');
  });

  it('is offered in the menu of a card too', async () => {
    const board = new BoardView(workbench);
    await board.open();
    await board.card(logo).locator('.mark.git').waitFor();
    await workbench.menu(board.card(logo), 'Git', 'Show Commits of Ticket...');
    await workbench.page.locator('.quick-input-widget').getByText('Write logo.bin').waitFor();
    await workbench.leaveQuestion();
    await workbench.menu(board.card(logo), 'Finish Work...');
  });

  it('takes a message that somebody has edited, and runs the check once somebody has agreed', async () => {
    await workbench.acceptStep(1, 2);
    await workbench.pick('Edit the Message…');
    await workbench.page.locator('.tab.active').filter({ hasText: 'Commit Message' }).waitFor();
    await workbench.page.locator('.view-line').filter({ hasText: 'Draw a logo' }).first().waitFor();
    await workbench.page.keyboard.press('ControlOrMeta+a');
    await workbench.page.keyboard.insertText('Give it a face');
    await workbench.screenshot('git-9-message');
    await workbench.page.getByRole('button', { name: 'Use This Message' }).click();
    await workbench.page.locator('.quick-input-widget').getByText('Give it a face').waitFor();
    await workbench.acceptStep(2, 2);
    await workbench.confirm('Trust and Run');
    await workbench.page.locator('.quick-input-widget').getByText('deleted in main').waitFor({ timeout: 20_000 });
    expect(existsSync(path.join(project.folder, 'checked.txt'))).toBe(true);
    await workbench.screenshot('git-10-choices');
  });

  it('lets one version be taken of a file without text, and of one that the other side has deleted', async () => {
    const input = workbench.page.locator('.quick-input-widget');
    await workbench.pick('logo.bin');
    await workbench.pick('main');
    await input.getByText('logo.bin').waitFor({ state: 'detached' });
    await workbench.pick('old.txt');
    await workbench.pick('keeps its version');
    await workbench.pick('Continue Finish');
    await expect.poll(() => project.fieldOf(logo, 'status'), { timeout: 20_000 }).toBe('done');
    expect(project.git('log', '-1', '--format=%s', 'main')).toBe('Give it a face\n');
    expect(project.onMain('old.txt')).toBe('renewed\n');
    expect(project.onMain('logo.bin')).toBe('\0theirs\n');
  });

  it('is taken back as a whole, once the person has seen what that does', async () => {
    await workbench.runCommandAndPick('Ticketree: Undo Finish...', 'Draw a logo');
    await workbench.page.locator('.monaco-dialog-box').getByText('main goes back to').waitFor();
    await workbench.screenshot('git-11-undo');
    await workbench.confirm('Take Back');
    await worktree('Draw a logo').waitFor();
    await expect.poll(() => project.fieldOf(logo, 'status')).toBe('doing');
    expect(project.git('log', '-1', '--format=%s', 'main')).toBe('Write logo.bin\n');
    expect(project.git('branch', '--list', 'ticket/*')).toContain('draw-a-logo');
    await workbench.tree.view('Tickets').row('worktree').waitFor();
  });

  it('leaves no error in the log', () => {
    const log = workbench.extensionLog();
    expect(log.split('\n').filter((line) => line.includes('[error]'))).toEqual([]);
  });
});
