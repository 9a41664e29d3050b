import { renameSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../harness/cli.js';
import type { Workbench } from '../harness/workbench.js';
import { openBoard, type BoardView } from './boardView.js';
import { Project } from './projects.js';

/** Of the real store, in todo. */
const plugin = '16e506fd-f957-48b1-abc7-e2bb1395cefa';

describe('a board that is not alone', () => {
  let project: Project;
  let workbench: Workbench;
  let board: BoardView;

  beforeEach(async () => {
    project = Project.withRealStore();
    ({ workbench, board } = await openBoard(project));
  });

  afterEach(async () => {
    await workbench.close();
    project.remove();
  });

  function quickAdd(): Locator {
    return board.column('review').getByRole('textbox');
  }

  it('keeps text and focus of the filter while another process moves all that are closed', async () => {
    const text = 'status:blocked,done priority:>=high';
    await board.filter.focus();
    const moving = runCli(['--project', project.folder, 'bulk', 'update', '-f', 'is:closed', '--status', 'blocked']);
    await workbench.page.keyboard.type(text, { delay: 60 });
    expect(await moving).toMatchObject({ code: 0 });
    await expect.poll(() => board.size('done')).toBe(0);
    const found = [...project.snapshot().values()].filter(
      (ticket) => /^status: blocked$/m.test(ticket) && /^priority: (high|critical)$/m.test(ticket),
    );
    await expect.poll(() => board.size('blocked')).toBe(found.length);
    expect(found.length).toBeGreaterThan(5);
    expect(await board.filter.inputValue()).toBe(text);
    expect(await board.filter.evaluate((field) => field === document.activeElement)).toBe(true);
    await workbench.screenshot('board-moved-by-another');
  });

  it('says that the store is gone, and shows everything again once it is back', async () => {
    const store = path.join(project.folder, '.vibe-ticket');
    await board.column('review').getByRole('button', { name: 'New ticket' }).click();
    await workbench.page.keyboard.type('Half typed');
    renameSync(store, `${store}-away`);
    await board.card(plugin).waitFor({ state: 'detached' });
    await workbench.tree.row(/^To do/).waitFor({ state: 'detached' });
    await workbench.screenshot('board-store-gone');
    renameSync(`${store}-away`, store);
    await board.cardIn('todo', plugin).waitFor();
    await workbench.tree.row(/^To do\s*9$/).waitFor();
    await quickAdd().waitFor();
    expect(await quickAdd().inputValue()).toBe('Half typed');
  });

  it('shows in two windows what is done in either', async () => {
    const other = await openBoard(project);
    await workbench.drag(board.card(plugin), board.column('review'));
    await other.board.cardIn('review', plugin).waitFor();
    await other.workbench.tree.row(/^Review\s*1$/).waitFor();
    await other.board.column('blocked').getByRole('button', { name: 'New ticket' }).click();
    await other.workbench.page.keyboard.type('From the other window');
    await other.workbench.page.keyboard.press('Enter');
    await board.cards('blocked').filter({ hasText: 'From the other window' }).waitFor();
    await other.workbench.close();
  });

  it('keeps a half-typed title while the board is hidden, and when the window is reloaded', async () => {
    await board.column('review').getByRole('button', { name: 'New ticket' }).click();
    await workbench.page.keyboard.type('Half typed');
    await workbench.runCommand('Ticketree: Open Settings');
    await workbench.page.locator('.tab.active').filter({ hasText: 'Settings' }).waitFor();
    await workbench.runCommand('Ticketree: Open Board');
    await quickAdd().waitFor();
    expect(await quickAdd().inputValue()).toBe('Half typed');
    await workbench.reload();
    await quickAdd().waitFor({ timeout: 60_000 });
    expect(await quickAdd().inputValue()).toBe('Half typed');
    await quickAdd().focus();
    await workbench.page.keyboard.press('Enter');
    await board.cards('review').filter({ hasText: 'Half typed' }).waitFor();
  });
});
