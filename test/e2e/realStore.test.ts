import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Workbench } from '../harness/workbench.js';
import { openBoard, type BoardView } from './boardView.js';
import { changedLines, Project } from './projects.js';

/** Of the real store: a todo, and a ticket in doing with three open tasks. */
const todoId = '16e506fd-f957-48b1-abc7-e2bb1395cefa';
const cachingId = '2e2289f5-6772-45c7-ae5c-7a3b9e194acd';

describe('the real store of a real project', () => {
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

  it('shows 9 todo, 6 doing and 46 done on the board, and the 5 archived when the filter asks for them', async () => {
    expect(await board.size('todo')).toBe(9);
    expect(await board.size('doing')).toBe(6);
    expect(await board.size('done')).toBe(46);
    await board.filter.fill('is:archived');
    await expect.poll(() => board.size('done')).toBe(5);
    await board.filter.fill('');
    await expect.poll(() => board.size('done')).toBe(46);
  });

  it('shows the same in the tree, done and archived ones only when asked for', async () => {
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
    await workbench.drag(board.card(todoId), board.cards('doing').first(), 'top');
    await board.cardIn('doing', todoId).waitFor();
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
    expect(await board.cards('doing').first().getAttribute('data-ticket-id')).toBe(todoId);
  });

  it('moves card and row when another process changes the file', async () => {
    writeFileSync(project.file(todoId), project.read(todoId).replace('status: doing', 'status: review'));
    await board.cardIn('review', todoId).waitFor();
    await workbench.tree.row(/^Review\s*1$/).waitFor();
  });

  it('ticks a task in the tree', async () => {
    const task = (): unknown => (project.ticket(cachingId)['tasks'] as { completed: boolean }[])[0];
    expect(task()).toMatchObject({ completed: false });
    await workbench.tree.expand('Implement caching mechanism');
    await workbench.tree.row('Implement caching mechanism').first().waitFor();
    await workbench.page.getByRole('checkbox').first().click();
    await expect.poll(task).toMatchObject({ completed: true });
    await workbench.tree.row(/1\/3/).waitFor();
    await board.card(cachingId).getByText('1/3').waitFor();
  });

  it("moves a ticket by its row's context menu, and makes one active by its card's", async () => {
    await workbench.tree.menu('Fix typo in documentation', 'Move Ticket to...');
    await workbench.pick('Review');
    await board.cards('review').filter({ hasText: 'Fix typo in documentation' }).waitFor();
    await workbench.menu(board.card(cachingId), 'Set Active Ticket');
    await workbench.page.getByRole('button', { name: /Active ticket: Implement caching/ }).waitFor();
  });

  it('creates a ticket at the foot of a column', async () => {
    await board.column('blocked').getByRole('button', { name: 'New ticket' }).click();
    await workbench.page.keyboard.type('Written on the board');
    await workbench.page.keyboard.press('Enter');
    await board.cards('blocked').filter({ hasText: 'Written on the board' }).waitFor();
    expect(
      [...project.snapshot().values()].filter((text) => text.includes('title: Written on the board\n')),
    ).toHaveLength(1);
  });

  it('restores the board when the window is reloaded', async () => {
    await workbench.reload();
    await board.cardIn('review', todoId).waitFor({ timeout: 60_000 });
    expect(await board.size('done')).toBe(46);
  });

  it('logs no error of its own, in the page or under the content security policy', () => {
    const known = /vsda|authentication provider|status of 404/;
    expect(workbench.loggedErrors().filter((text) => !known.test(text))).toEqual([]);
  });
});
