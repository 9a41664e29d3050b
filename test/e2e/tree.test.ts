import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkbench, type Workbench } from '../harness/workbench.js';
import { Project } from './projects.js';

/** Of the real store: two todo, and three in doing, the second with three open tasks. */
const plugin = { id: '16e506fd-f957-48b1-abc7-e2bb1395cefa', title: 'Implement plugin system' };
const errors = { title: 'Add integration tests for error handling utilities' };
const benchmarks = { title: 'Add comprehensive performance benchmarks' };
const caching = { id: '2e2289f5-6772-45c7-ae5c-7a3b9e194acd', title: 'Implement caching mechanism' };
const typo = { title: 'Fix typo in documentation' };

describe('the tree of a real store', () => {
  const project = Project.withRealStore();
  let workbench: Workbench;

  beforeAll(async () => {
    writeFileSync(path.join(project.folder, 'notes.txt'), 'first\n\nlast\n');
    writeFileSync(path.join(project.tickets, 'bad.yaml'), 'id: 1\ntitle: [\n');
    workbench = await openWorkbench({ folder: project.folder });
    await workbench.tree.open();
    await workbench.tree.row(/^To do\s*9$/).waitFor();
  });

  afterAll(async () => {
    await workbench.close();
    project.remove();
  });

  function field(): Locator {
    return workbench.page.locator('.quick-input-widget').filter({ visible: true }).locator('.quick-input-box input');
  }

  function choice(text: string | RegExp): Locator {
    return workbench.page.locator('.quick-input-widget .monaco-list-row').filter({ hasText: text });
  }

  it('gives a ticket the status of the group that it is dropped onto', async () => {
    await workbench.drag(workbench.tree.row(plugin.title), workbench.tree.row(/^Doing/));
    await expect.poll(() => project.ticket(plugin.id)['status']).toBe('doing');
    await workbench.tree.row(/^Doing\s*7$/).waitFor();
    await workbench.tree.row(/^To do\s*8$/).waitFor();
  });

  it('puts all selected tickets before the row that they are dropped onto, in their order', async () => {
    await workbench.tree.row(errors.title).click();
    await workbench.tree.row(typo.title).click({ modifiers: ['ControlOrMeta'] });
    await workbench.drag(workbench.tree.row(typo.title), workbench.tree.row(benchmarks.title));
    const first = async () => (await workbench.tree.labels()).slice(1, 4);
    await expect.poll(first).toEqual([typo.title, errors.title, benchmarks.title]);
    await workbench.tree.row(/^Doing\s*8$/).waitFor();
  });

  it('completes a task with the space bar, and keeps the focus on it', async () => {
    await workbench.tree.expand(caching.title);
    await workbench.tree.row(caching.title).first().click();
    await workbench.page.keyboard.press('ArrowDown');
    await workbench.page.keyboard.press('Space');
    await expect.poll(() => project.read(caching.id)).toContain('completed: true');
    await workbench.tree.row(/1\/3/).waitFor();
  });

  it('says in a filter what is wrong, completes it, and shows what it finds while it is being typed', async () => {
    await workbench.runCommand('Ticketree: Filter Tickets...');
    await field().fill('priority:hgh');
    await choice(/Column 10.*"hgh" is no priority/).waitFor();
    await choice('')
      .filter({ has: workbench.page.getByText('high', { exact: true }) })
      .first()
      .click();
    await expect.poll(() => field().inputValue()).toBe('priority:high');
    await workbench.tree.row(/^Doing\s*2$/).waitFor();
    await workbench.page.keyboard.press('Enter');
    await workbench.page
      .getByText(/priority:high — 2 of \d+/)
      .first()
      .waitFor();
    expect(await workbench.tree.row(/^To do/).count()).toBe(0);
  });

  it('goes back to the filter before when a person leaves the input', async () => {
    await workbench.runCommand('Ticketree: Filter Tickets...');
    await field().fill('tag:nonesuch');
    await workbench.page.getByText('No ticket matches the filter.').waitFor();
    await workbench.leaveQuestion();
    await workbench.tree.row(/^Doing\s*2$/).waitFor();
    await workbench.runCommand('Ticketree: Clear Filter of Tickets');
    await workbench.tree.row(/^To do\s*7$/).waitFor();
  });

  it('is grouped and sorted as asked for', async () => {
    await workbench.runCommandAndPick('Ticketree: Group Tickets by...', 'Priority');
    await workbench.tree.row(/^High\s*2$/).waitFor();
    await workbench.runCommandAndPick('Ticketree: Sort Tickets by...', 'Title');
    const medium = async () => {
      const labels = await workbench.tree.labels();
      return labels.slice(labels.indexOf('Medium') + 1, labels.indexOf('Low'));
    };
    const byTitle = [...(await medium())].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
    await expect.poll(medium).toEqual(byTitle);
  });

  it('says why a ticket cannot be put before another while titles order them', async () => {
    const before = project.snapshot();
    await workbench.drag(workbench.tree.row(errors.title), workbench.tree.row(benchmarks.title));
    await workbench.runCommand('Notifications: Show Notifications');
    await workbench.notification('cannot be put in order by hand').waitFor();
    await workbench.page.keyboard.press('Escape');
    expect(project.snapshot()).toEqual(before);
  });

  it('gives a text editor a link to the ticket that is dragged there', async () => {
    await workbench.openFile('notes.txt');
    const line = workbench.page.locator('.monaco-editor .view-line');
    await line.filter({ hasText: 'last' }).waitFor();
    await workbench.drag(workbench.tree.row(benchmarks.title), line.nth(1));
    // The editor draws blanks as another character.
    await line.filter({ hasText: /\[Add.*benchmarks\]\(.*ticketree\.ticketree\/ticket\/402d6121/ }).waitFor();
  });

  it('shows a broken file with its reason, and opens it at the line', async () => {
    await workbench.tree.row('bad.yaml').click();
    await workbench.page.locator('.tab.active').filter({ hasText: 'bad.yaml' }).waitFor();
    await workbench.page
      .getByText(/Ln 3|Ln 2/)
      .first()
      .waitFor();
  });

  it('remembers how it was grouped', async () => {
    await workbench.reload();
    await workbench.tree.open();
    await workbench.tree.row(/^High\s*2$/).waitFor();
  });
});
