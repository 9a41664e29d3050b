import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../harness/cli.js';
import { openWorkbench, type Workbench } from '../harness/workbench.js';
import { Project } from './projects.js';

/** Of the real store, in doing. */
const caching = '2e2289f5-6772-45c7-ae5c-7a3b9e194acd';

describe('a ticket in a tab of its own', () => {
  const project = Project.withRealStore();
  let workbench: Workbench;

  beforeAll(async () => {
    // In a browser VS Code saves by itself after a second, unless it is told otherwise.
    workbench = await openWorkbench({ folder: project.folder, settings: { 'files.autoSave': 'off' } });
    await workbench.tree.open();
  });

  afterAll(async () => {
    await workbench.close();
    project.remove();
  });

  function field(name: string): Locator {
    return workbench.webview().getByLabel(name, { exact: true });
  }

  function dirtyTab(): Locator {
    return workbench.page.locator('.tab.active.dirty');
  }

  async function byAnother(...args: string[]): Promise<void> {
    const { code, stderr } = await runCli(['--project', project.folder, ...args]);
    if (code !== 0) throw new Error(stderr);
  }

  it('opens with a click on its row', async () => {
    await workbench.tree.row('Implement caching mechanism').click();
    await field('Title').waitFor();
    expect(await field('Title').inputValue()).toBe('Implement caching mechanism for better performance');
    await workbench.screenshot('ticket-tab');
  });

  it('is dirty when the title is changed, and holds the file as it was until it is saved', async () => {
    const before = project.read(caching);
    await field('Title').fill('Cache what is slow');
    await dirtyTab().waitFor();
    expect(project.read(caching)).toBe(before);
    await workbench.page.keyboard.press('ControlOrMeta+S');
    await dirtyTab().waitFor({ state: 'detached' });
    expect(project.read(caching)).toContain('title: Cache what is slow\n');
    await workbench.tree.row('Cache what is slow').waitFor();
  });

  it('saves what was typed the moment before', async () => {
    await field('Title').press('End');
    await workbench.page.keyboard.type(', and measure it');
    await workbench.page.keyboard.press('ControlOrMeta+S');
    await expect.poll(() => project.ticket(caching)['title']).toBe('Cache what is slow, and measure it');
    await dirtyTab().waitFor({ state: 'detached' });
  });

  it('merges what another process has changed meanwhile', async () => {
    await field('Title').fill('Cache by day');
    await dirtyTab().waitFor();
    await byAnother('edit', caching, '--priority', 'critical');
    await expect.poll(() => field('Priority').inputValue()).toBe('critical');
    expect(await field('Title').inputValue()).toBe('Cache by day');
    await workbench.page.keyboard.press('ControlOrMeta+S');
    await dirtyTab().waitFor({ state: 'detached' });
    expect(project.ticket(caching)).toMatchObject({ title: 'Cache by day', priority: 'critical' });
  });

  it('asks which of two titles holds, and saves that one', async () => {
    await field('Title').fill('Mine');
    await dirtyTab().waitFor();
    await byAnother('edit', caching, '--title', 'Theirs');
    await workbench.webview().locator('.conflict .version').getByText('Theirs').waitFor();
    await workbench.screenshot('ticket-conflict');
    await workbench.webview().getByRole('button', { name: 'Keep mine: Title' }).click();
    await field('Title').focus();
    await workbench.page.keyboard.press('ControlOrMeta+S');
    await dirtyTab().waitFor({ state: 'detached' });
    expect(project.ticket(caching)['title']).toBe('Mine');
  });

  it('takes a change back by the key of the editor', async () => {
    await field('Status').selectOption('review');
    await dirtyTab().waitFor();
    await workbench.page.keyboard.press('ControlOrMeta+Z');
    await dirtyTab().waitFor({ state: 'detached' });
    await expect.poll(() => field('Status').inputValue()).toBe('doing');
  });

  it('keeps over a reload of the window what was not saved', async () => {
    await field('Assignee').fill('ada');
    await field('Assignee').press('Tab');
    await expect.poll(() => workbench.unsavedTickets().join(''), { timeout: 10_000 }).toContain('ada');
    await workbench.reload();
    await dirtyTab().waitFor({ timeout: 60_000 });
    await field('Assignee').waitFor({ timeout: 60_000 });
    await expect.poll(() => field('Assignee').inputValue()).toBe('ada');
    expect(project.ticket(caching)['assignee']).not.toBe('ada');
  });

  it('logs no error of its own', () => {
    const known = /vsda|authentication provider|status of 404/;
    expect(workbench.loggedErrors().filter((text) => !known.test(text))).toEqual([]);
  });
});
