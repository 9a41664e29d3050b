import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Workbench } from '../harness/workbench.js';
import { openBoard, type BoardView } from './boardView.js';
import { Project } from './projects.js';

/** Of the real store: four todo, and two in doing, both of high priority. */
const plugin = '16e506fd-f957-48b1-abc7-e2bb1395cefa';
const errors = '06719764-0064-455e-b755-745ebdc75c5f';
const integration = '8364d35f-e489-4e24-8414-90fa04c66c83';
const closure = 'a97d49fc-a69f-41da-a86c-eb9175378488';
const coverage = 'fe28360d-4838-480f-9194-66b5c954b7a9';
const caching = '2e2289f5-6772-45c7-ae5c-7a3b9e194acd';

describe('a day at the board', () => {
  const project = Project.withRealStore();
  let workbench: Workbench;
  let board: BoardView;

  beforeAll(async () => {
    ({ workbench, board } = await openBoard(project));
  });

  afterAll(async () => {
    await workbench.close();
    project.remove();
  });

  async function press(...keys: string[]): Promise<void> {
    for (const key of keys) await workbench.page.keyboard.press(key);
  }

  function status(id: string): unknown {
    return project.ticket(id)['status'];
  }

  it('shows while a filter is being typed what it finds, and all again when it is cleared', async () => {
    await workbench.runCommand('Ticketree: Filter Board');
    await expect.poll(() => board.filter.evaluate((field) => field === document.activeElement)).toBe(true);
    await workbench.page.keyboard.type('priority:high status:doing');
    await expect.poll(() => board.ids('doing')).toEqual([caching, coverage]);
    expect(await board.size('todo')).toBe(0);
    await workbench.board().getByText('2 of 61', { exact: true }).waitFor();
    await workbench.screenshot('board-filtered');
    await press('ControlOrMeta+A', 'Delete', 'Escape');
    await expect.poll(() => board.size('todo')).toBe(9);
  });

  it('carries a card by the keyboard into another column, tells every step, and writes it into its file', async () => {
    const announced = async (): Promise<string> => (await board.announcement.innerText()).trim();
    await board.card(plugin).focus();
    await press('Space');
    await expect.poll(announced).toMatch(/^Picked up Implement plugin system\. To do, \d of 9\. Arrow keys carry it/);
    await press('ArrowRight');
    await expect.poll(announced).toMatch(/^Doing, \d of 7$/);
    await press('ArrowRight');
    await expect.poll(announced).toBe('Review, 1 of 1');
    await press('Space');
    await expect.poll(announced).toBe('Moved to Review, 1 of 1.');
    await expect.poll(() => status(plugin)).toBe('review');
    await board.cardIn('review', plugin).waitFor();
    expect(await board.card(plugin).evaluate((card) => card === document.activeElement)).toBe(true);
  });

  it('takes that back by its key, and makes it again by the command', async () => {
    await press('ControlOrMeta+Z');
    await expect.poll(() => status(plugin)).toBe('todo');
    await board.cardIn('todo', plugin).waitFor();
    await workbench.runCommand('Ticketree: Redo Ticket Change');
    await expect.poll(() => status(plugin)).toBe('review');
    await workbench.runCommand('Ticketree: Undo Ticket Change');
    await expect.poll(() => status(plugin)).toBe('todo');
    await board.cardIn('todo', plugin).waitFor();
  });

  it('drags all selected cards with the mouse, and changes their files alone', async () => {
    const before = project.snapshot();
    await board.card(errors).click();
    await board.card(integration).click({ modifiers: ['ControlOrMeta'] });
    await board.card(errors).click({ modifiers: ['ControlOrMeta'] });
    await expect.poll(() => board.card(errors).getAttribute('class')).toContain('selected');
    await workbench.screenshot('board-selected');
    await workbench.drag(board.card(integration), board.column('blocked'));
    await expect.poll(() => [errors, integration].map(status)).toEqual(['blocked', 'blocked']);
    const changed = [...project.snapshot()].filter(([name, text]) => before.get(name) !== text).map(([name]) => name);
    expect(changed.toSorted()).toEqual([`${errors}.yaml`, `${integration}.yaml`]);
    await expect.poll(() => board.size('blocked')).toBe(2);
    await press('Escape');
  });

  it('changes a title on its card', async () => {
    await board.card(closure).focus();
    await press('F2');
    await board.card(closure).getByRole('textbox', { name: 'Title' }).waitFor();
    await workbench.page.keyboard.type('閉じる <b>tickets</b> 🎫');
    await press('Enter');
    await expect.poll(() => project.ticket(closure)['title']).toBe('閉じる <b>tickets</b> 🎫');
    await board.card(closure).locator('.card-title').getByText('閉じる <b>tickets</b> 🎫').waitFor();
    await workbench.tree.row('閉じる <b>tickets</b> 🎫').waitFor();
  });

  it('opens a ticket beside the cards, saves a field as it is left, and goes back to the card', async () => {
    await board.card(caching).focus();
    await press('Enter');
    await board.pane.locator('.ticket').waitFor();
    await workbench.screenshot('board-pane');
    await board.pane.getByRole('combobox', { name: 'Priority' }).selectOption({ label: 'Critical' });
    await expect.poll(() => project.ticket(caching)['priority']).toBe('critical');
    const assignee = board.pane.getByRole('combobox', { name: 'Assignee' });
    await assignee.fill('ada');
    await assignee.press('Tab');
    await expect.poll(() => project.ticket(caching)['assignee']).toBe('ada');
    await expect.poll(() => board.card(caching).getAttribute('aria-label')).toContain('Critical');
    await press('Escape', 'Escape');
    await board.pane.waitFor({ state: 'detached' });
    await expect.poll(() => board.card(caching).evaluate((card) => card === document.activeElement)).toBe(true);
  });

  it('logs no error of its own', () => {
    const known = /vsda|authentication provider|status of 404/;
    expect(workbench.loggedErrors().filter((text) => !known.test(text))).toEqual([]);
  });
});
