import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkbench, type Workbench } from '../harness/workbench.js';
import { changedLines, Project } from './projects.js';

/** Of the real store: a todo, and a ticket with tasks. */
const todoId = '16e506fd-f957-48b1-abc7-e2bb1395cefa';

describe('the real store of a real project', () => {
  const project = Project.withRealStore();
  let workbench: Workbench;
  const column = (status: string) => workbench.board().locator(`[data-status="${status}"]`);
  const cards = (status: string) => column(status).locator('[data-ticket-id]');
  const card = (id: string) => workbench.board().locator(`[data-ticket-id="${id}"]`);

  beforeAll(async () => {
    workbench = await openWorkbench({ folder: project.folder });
    await workbench.tree.open();
    await workbench.runCommand('Ticketree: Open Board');
    await cards('todo').first().waitFor();
  });

  afterAll(async () => {
    await workbench.close();
    project.remove();
  });

  it('shows 9 todo, 6 doing and 51 done on the board', async () => {
    expect(await cards('todo').count()).toBe(9);
    expect(await cards('doing').count()).toBe(6);
    expect(await cards('done').count()).toBe(51);
  });

  it('shows the same in the tree, done only when asked for', async () => {
    await workbench.tree.row(/^Doing\s*6$/).waitFor();
    await workbench.tree.row(/^To do\s*9$/).waitFor();
    expect(await workbench.tree.row(/^Done/).count()).toBe(0);
    await workbench.runCommand('Ticketree: Show Done and Archived Tickets');
    await workbench.tree.row(/^Done\s*51$/).waitFor();
    await workbench.runCommand('Ticketree: Hide Done and Archived Tickets');
    await workbench.tree.row(/^Done/).waitFor({ state: 'detached' });
  });

  it('changes one file, and in it only what a move changes, when a card is dragged from todo to doing', async () => {
    const before = project.snapshot();
    await workbench.drag(card(todoId), cards('doing').first(), 'top');
    await column('doing').locator(`[data-ticket-id="${todoId}"]`).waitFor();
    await expect.poll(() => project.ticket(todoId)['status']).toBe('doing');
    const after = project.snapshot();
    const changed = [...after].filter(([name, text]) => before.get(name) !== text).map(([name]) => name);
    expect(changed).toEqual([`${todoId}.yaml`]);
    const lines = changedLines(before.get(`${todoId}.yaml`) ?? '', after.get(`${todoId}.yaml`) ?? '');
    expect(lines.map((line) => line.replace(/: .*/, ''))).toEqual([
      '-status',
      '-started_at',
      '-metadata',
      '+status',
      '+started_at',
      '+metadata:',
      '+  status_since',
      '+  rank',
    ]);
    expect(await cards('doing').first().getAttribute('data-ticket-id')).toBe(todoId);
  });

  it('moves card and row when another process changes the file', async () => {
    writeFileSync(project.file(todoId), project.read(todoId).replace('status: doing', 'status: review'));
    await column('review').locator(`[data-ticket-id="${todoId}"]`).waitFor();
    await workbench.tree.row(/^Review\s*1$/).waitFor();
  });

  it('creates a ticket at the foot of a column', async () => {
    await column('blocked').getByRole('button', { name: 'New ticket' }).click();
    await workbench.page.keyboard.type('Written on the board');
    await workbench.page.keyboard.press('Enter');
    await cards('blocked').filter({ hasText: 'Written on the board' }).waitFor();
    expect(
      [...project.snapshot().values()].filter((text) => text.includes('title: Written on the board\n')),
    ).toHaveLength(1);
  });

  it('restores the board when the window is reloaded', async () => {
    await workbench.reload();
    await column('review').locator(`[data-ticket-id="${todoId}"]`).waitFor({ timeout: 60_000 });
    expect(await cards('done').count()).toBe(51);
  });

  it('logs no error of its own, in the page or under the content security policy', () => {
    const known = /vsda|authentication provider|status of 404/;
    expect(workbench.loggedErrors().filter((text) => !known.test(text))).toEqual([]);
  });
});
