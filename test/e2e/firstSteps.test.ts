import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkbench, type Workbench } from '../harness/workbench.js';
import { Project } from './projects.js';

describe('first steps in an empty folder', () => {
  const project = Project.empty();
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await openWorkbench({ folder: project.folder });
    await workbench.tree.open();
  });

  afterAll(async () => {
    await workbench.close();
    project.remove();
  });

  it('offers to make a store, and makes it', async () => {
    const button = workbench.page.getByRole('button', { name: 'Initialize Ticket Store' });
    await button.waitFor();
    await workbench.screenshot('welcome-no-store');
    await button.click();
    await workbench.pick('With the code');
    await workbench.page.getByText('Nothing to do yet.').waitFor();
    await expect.poll(() => existsSync(path.join(project.folder, '.vibe-ticket', 'config.yaml'))).toBe(true);
  });

  it('creates a ticket from the palette, where Enter passes all questions but the title, and the tree shows it', async () => {
    await workbench.runCommand('Ticketree: New Ticket...');
    await workbench.quickInput('Write the first ticket');
    for (const step of [2, 3, 4]) await workbench.acceptStep(step, 4);
    await workbench.tree.row('Write the first ticket').waitFor();
    const tickets = [...project.snapshot().values()];
    expect(tickets).toHaveLength(1);
    expect(tickets[0]).toContain('title: Write the first ticket\n');
    expect(tickets[0]).toMatch(/^slug: \d{12}-write-the-first-ticket$/m);
  });

  it('starts the ticket from its row, and shows it in the badge and the status bar', async () => {
    await workbench.tree.action('Write the first ticket', 'Start Ticket');
    await workbench.tree.row('Doing').first().waitFor();
    await workbench.page.getByRole('button', { name: 'Active ticket: Write the first ticket' }).waitFor();
    await workbench.page.getByRole('tab', { name: /Ticketree.*1 in progress/ }).waitFor();
  });

  it('hides the done behind its filter', async () => {
    await workbench.tree.action('Write the first ticket', 'Complete Ticket');
    await workbench.page.getByText('Every ticket is done or archived.').waitFor();
    await workbench.page.getByRole('button', { name: 'Show Them' }).click();
    await workbench.tree.row('Done').first().waitFor();
  });
});

describe('a window without a folder', () => {
  it('offers to open one', async () => {
    const workbench = await openWorkbench({});
    await workbench.tree.open();
    await workbench.page.getByText('Open the folder of your project to see its tickets.').waitFor();
    expect(await workbench.tree.labels()).toEqual([]);
    await workbench.close();
  });
});
