import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkbench, type Workbench } from '../harness/workbench.js';
import { GitProject } from './gitProjects.js';

describe('worktrees and branches in the editor', () => {
  let project: GitProject;
  let workbench: Workbench;
  const ids: string[] = [];

  beforeAll(async () => {
    project = await GitProject.begin();
    for (const title of ['Fix login', 'Write help', 'Draw a logo', 'Sort the list']) {
      ids.push(await project.ticket(title));
    }
    project.git('add', '--all');
    project.git('commit', '--quiet', '-m', 'Write tickets');
    workbench = await openWorkbench({ folder: project.folder, settings: { 'ticketree.git.afterStart': 'stay' } });
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

  function activeTicket(title: string): Locator {
    return workbench.page
      .locator('.statusbar-item')
      .filter({ has: workbench.page.locator('.codicon-circle-filled') })
      .filter({ hasText: title });
  }

  it('asks where, on which branch and from where work is started, and takes it', async () => {
    await workbench.tree.menu('Fix login', 'Start Work...');
    await workbench.page.locator('.quick-input-widget').getByText('In a worktree of its own').waitFor();
    await workbench.screenshot('worktrees-1-where');
    await workbench.acceptStep(1, 3);
    await workbench.page.locator('.quick-input-widget').getByText('(2/3)').waitFor();
    await workbench.quickInput('fix/login page');
    await workbench.page.locator('.quick-input-widget').getByText('git takes no such name for a branch').waitFor();
    await workbench.quickInput('fix/login');
    await workbench.page.locator('.quick-input-widget').getByText('the usual base').waitFor();
    await workbench.screenshot('worktrees-2-base');
    await workbench.acceptStep(3, 3);
    await worktree('fix/login').waitFor();
    expect(project.fieldOf(ids[0] ?? '', 'metadata')).toMatchObject({ git: { branch: 'fix/login', base: 'main' } });
  });

  it('makes the ticket active whose branch somebody goes to in a shell', async () => {
    await workbench.runCommand('Ticketree: Clear Active Ticket');
    await project.cli('start', 'write-help', '--no-worktree');
    project.git('switch', '--quiet', 'main');
    await workbench.runCommandAndPick('Ticketree: Set Active Ticket', 'Fix login');
    await activeTicket('Fix login').waitFor();
    project.git('switch', '--quiet', project.git('branch', '--list', '--format=%(refname:short)', 'ticket/*').trim());
    await activeTicket('Write help').waitFor();
    project.git('switch', '--quiet', 'main');
  });

  it('removes a worktree with work in it only once somebody has said so, and keeps that work', async () => {
    const [folder = ''] = project.worktrees();
    writeFileSync(path.join(folder, 'notes.txt'), 'not committed\n');
    await worktree('1*').waitFor();
    await workbench.tree.view('Worktrees').menu('fix/login', 'Remove Worktree...');
    await workbench.page.locator('.monaco-dialog-box').getByText('notes.txt').waitFor();
    await workbench.screenshot('worktrees-3-remove');
    await workbench.confirm('Cancel');
    expect(project.worktrees()).toEqual([folder]);
    await workbench.tree.view('Worktrees').menu('fix/login', 'Remove Worktree...');
    await workbench.confirm('Keep It in the Trash, and Remove');
    await expect.poll(() => project.worktrees()).toEqual([]);
    await workbench.tree.view('Worktrees').text('A ticket that is started gets a worktree').waitFor();
  });

  it('brings that work back as a branch', async () => {
    await workbench.runCommand('Ticketree: Restore Deleted Work...');
    await workbench.page.locator('.quick-input-widget').getByText('work of a removed worktree').waitFor();
    await workbench.screenshot('worktrees-4-restore');
    await workbench.pick('work of a removed worktree');
    const restored = (): string => project.git('branch', '--list', '--format=%(refname:short)');
    await expect.poll(restored).toContain('fix/login');
    const branches = restored()
      .split('\n')
      .filter((name) => name.includes('fix/login'));
    const texts = branches.map((name) => project.git('ls-tree', '--name-only', name));
    expect(texts.some((names) => names.includes('notes.txt'))).toBe(true);
  });

  it('runs the command that sets a worktree up only once somebody has agreed to it', async () => {
    await project.cli('config', 'set', '--team', 'git.setup_command', 'echo ready > ready.txt');
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await workbench.tree.action('Draw a logo', 'Start Ticket');
    await dialog.getByText('echo ready > ready.txt').waitFor();
    await workbench.screenshot('worktrees-5-trust');
    await workbench.confirm('Cancel');
    await worktree('Draw a logo').waitFor();
    await workbench.tree.action('Sort the list', 'Start Ticket');
    await dialog.getByText('echo ready > ready.txt').waitFor();
    await workbench.confirm('Trust and Run');
    const isReady = (slug: string): boolean => existsSync(path.join(project.worktreeOf(slug), 'ready.txt'));
    await expect.poll(() => isReady('sort-the-list'), { timeout: 15_000 }).toBe(true);
    expect(isReady('draw-a-logo')).toBe(false);
  });

  it('tidies up what is picked, after it has said why that could go', async () => {
    const [kept, gone] = [project.worktreeOf('sort-the-list'), project.worktreeOf('draw-a-logo')];
    rmSync(gone, { recursive: true });
    await worktree('folder is missing').waitFor();
    const input = workbench.page.locator('.quick-input-widget');
    const row = input.locator('.monaco-list-row').filter({ hasText: 'draw-a-logo' });
    await workbench.runCommand('Ticketree: Tidy Up Worktrees...');
    await row.getByText('folder').waitFor();
    expect(await row.getByRole('checkbox').isChecked()).toBe(true);
    await workbench.screenshot('worktrees-6-prune');
    await workbench.leaveQuestion();
    expect(project.worktrees()).toEqual(expect.arrayContaining([kept, gone]));
    await workbench.runCommand('Ticketree: Tidy Up Worktrees...');
    await row.waitFor();
    await input.getByRole('button', { name: 'OK' }).click();
    await expect.poll(() => project.worktrees(), { timeout: 10_000 }).toEqual([kept]);
    await worktree('folder is missing').waitFor({ state: 'detached' });
  });

  it('leaves no error in the log', () => {
    expect(
      workbench
        .extensionLog()
        .split('\n')
        .filter((line) => line.includes('[error]')),
    ).toEqual([]);
  });
});
