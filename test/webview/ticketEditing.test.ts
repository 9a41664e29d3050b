import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { acceptanceCriteriaOf, commentsOf } from '../../src/domain/ticketMetadata.js';
import { idOf, taskWith, ticketWith } from '../unit/domain/tickets.js';
import { launchBrowser } from './boardPage.js';
import { fullDetails, fullTicket, related } from './ticketDetails.js';
import { TicketPage } from './ticketPage.js';

let browser: Browser;
beforeAll(async () => (browser = await launchBrowser()));
afterAll(() => browser.close());

describe.each([{ autosave: false }, { autosave: true }])('by keyboard, $autosave', (options) => {
  test('text fields are edited and reach the ticket', async () => {
    const tab = await TicketPage.open(browser, ticketWith(), options);
    const { keyboard } = tab.page;
    await tab.field('Title').focus();
    await keyboard.press('End');
    await keyboard.type(' 日本語 now');
    await keyboard.press('Enter');
    await tab.field('Description').focus();
    await keyboard.type('One\n\nTwo');
    await tab.field('Estimate').focus();
    await keyboard.type('2h 30m');
    await tab.field('Due').focus();
    await keyboard.type('04012026');
    await tab.field('Assignee').focus();
    await keyboard.type('an');
    await keyboard.press('ArrowDown');
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await tab.field('Title').focus();
    await expect.poll(() => tab.ticket.assignee).toBe('anton');
    const { title, description, metadata } = tab.ticket;
    expect(title).toBe('Fix login 日本語 now');
    expect(description).toBe('One\n\nTwo');
    expect(metadata).toEqual({ estimate: 150, due: '2026-04-01' });
    expect(tab.errors).toEqual([]);
    await tab.close();
  });

  test('choices and tags are edited and reach the ticket', async () => {
    const tab = await TicketPage.open(browser, ticketWith({ tags: ['auth', 'old'] }), options);
    const { keyboard } = tab.page;
    await tab.field('Status').focus();
    await keyboard.type('Rev');
    await tab.field('Priority').focus();
    await keyboard.press('ArrowUp');
    await tab.field('Type').focus();
    await keyboard.type('Bug');
    await expect
      .poll(() => [tab.ticket.status, tab.ticket.priority, tab.ticket.metadata['type']])
      .toEqual(['review', 'high', 'bug']);
    await tab.field('Add a tag').focus();
    await keyboard.type('u');
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await keyboard.type('new one,');
    await expect.poll(() => tab.ticket.tags).toEqual(['auth', 'old', 'ui', 'new one']);
    await tab.button('Remove tag old').press('Enter');
    await expect.poll(() => tab.ticket.tags).toEqual(['auth', 'ui', 'new one']);
    await expect.poll(() => tab.announcement()).toBe('Removed tag old.');
    expect(await tab.field('Add a tag').inputValue()).toBe('');
    await tab.close();
  });
});

describe('tasks', () => {
  const ticket = ticketWith({ tasks: [taskWith(1), taskWith(2), taskWith(3)] });

  test('are added, ticked, renamed and removed by keyboard', async () => {
    const tab = await TicketPage.open(browser, ticket);
    const { keyboard } = tab.page;
    await tab.field('Add a task').focus();
    await keyboard.type('Fourth\nFifth\n');
    await expect
      .poll(() => tab.ticket.tasks.map(({ title }) => title))
      .toEqual(['Task 1', 'Task 2', 'Task 3', 'Fourth', 'Fifth']);
    await tab.page.getByLabel('Done: Task 2').press('Space');
    await tab.field('Task 1').fill('First');
    await tab.field('Task 1').press('Enter');
    await tab.button('Remove task: Task 3').press('Enter');
    await expect
      .poll(() => tab.ticket.tasks.map(({ title, completed }) => [title, completed]))
      .toEqual([
        ['First', false],
        ['Task 2', true],
        ['Fourth', false],
        ['Fifth', false],
      ]);
    await expect.poll(() => tab.announcement()).toBe('Removed task “Task 3”.');
    // The focus has gone to the row that took the place.
    expect(await tab.button('Remove task: Fourth').evaluate((each) => each === document.activeElement)).toBe(true);
    await tab.close();
  });

  test('are put in order by Alt with the arrows, keep the focus and are announced', async () => {
    const tab = await TicketPage.open(browser, ticket);
    await tab.field('Task 1').focus();
    await tab.page.keyboard.press('Alt+ArrowDown');
    await expect.poll(() => tab.announcement()).toBe('Moved “Task 1” to 2 of 3.');
    await tab.page.keyboard.press('Alt+ArrowDown');
    await expect.poll(() => tab.announcement()).toBe('Moved “Task 1” to 3 of 3.');
    await tab.page.keyboard.press('Alt+ArrowDown');
    await expect.poll(() => tab.announcement()).toBe('It is the last task already.');
    expect(tab.ticket.tasks.map(({ title }) => title)).toEqual(['Task 2', 'Task 3', 'Task 1']);
    expect(await tab.field('Task 3').inputValue()).toBe('Task 1');
    expect(await tab.field('Task 3').evaluate((each) => each === document.activeElement)).toBe(true);
    await tab.close();
  });

  test('are put in order by mouse', async () => {
    const tab = await TicketPage.open(browser, ticket);
    const { mouse } = tab.page;
    const row = (index: number) => tab.page.locator('ticketree-tasks li.row').nth(index);
    await row(0).hover();
    const handle = await row(0).locator('.handle').boundingBox();
    const target = await row(2).boundingBox();
    if (!handle || !target) throw new Error('the rows are not shown');
    await mouse.move(handle.x + 5, handle.y + 5);
    await mouse.down();
    await mouse.move(handle.x + 10, handle.y + 20, { steps: 3 });
    await mouse.move(target.x + 80, target.y + target.height - 4, { steps: 8 });
    expect(await row(2).getAttribute('class')).toContain('drop-after');
    await mouse.up();
    await expect.poll(() => tab.ticket.tasks.map(({ title }) => title)).toEqual(['Task 2', 'Task 3', 'Task 1']);
    expect(await tab.page.locator('.drop-after, .drop-before').count()).toBe(0);
    await tab.close();
  });
});

test('criteria and comments are added, changed and removed', async () => {
  const tab = await TicketPage.open(browser, ticketWith());
  const { keyboard } = tab.page;
  await tab.field('Add a criterion').focus();
  await keyboard.type('No token is logged\n');
  await tab.page.getByRole('checkbox', { name: 'No token is logged' }).press('Space');
  await expect.poll(() => acceptanceCriteriaOf(tab.ticket)[0]?.done).toBe(true);
  await tab.field('Add a comment').focus();
  await keyboard.type('It **fails**');
  await keyboard.press('Control+Enter');
  await tab.page.locator('.comment strong', { hasText: 'fails' }).waitFor();
  await tab.button('Edit comment of ana').press('Enter');
  await keyboard.press('Control+End');
  await keyboard.type(' too');
  await tab.button('Finish editing').press('Enter');
  await expect.poll(() => commentsOf(tab.ticket)[0]?.text).toBe('It **fails** too');
  await tab.page.locator('.comment .markdown', { hasText: 'It fails too' }).waitFor();
  await tab.button('Remove comment of ana').press('Enter');
  await tab.button('Remove criterion: No token is logged').press('Enter');
  await expect.poll(() => tab.ticket.metadata).toEqual({});
  await tab.close();
});

test('relations are jumps, and are set by the editor’s own picker', async () => {
  const tab = await TicketPage.open(browser, fullTicket, { details: fullDetails });
  await tab.button('Change parent').press('Enter');
  await tab.button('Remove relation to Locks on network file systems').press('Enter');
  await tab.page.locator(`.jump[data-id="${related(0x12).id}"]`).press('Enter');
  await tab.button('Open as YAML').press('Enter');
  expect(await tab.asked(4)).toEqual([
    { kind: 'pickRelation', relation: 'parent' },
    { kind: 'removeRelation', relation: 'dependsOn', other: idOf(0x14) },
    { kind: 'openRelated', other: idOf(0x12) },
    { kind: 'openYaml' },
  ]);
  await tab.close();
});

test('Ctrl+S finds everything that was typed in the document', async () => {
  const tab = await TicketPage.open(browser, ticketWith());
  await tab.field('Title').fill('A');
  await tab.field('Title').fill('A title');
  await tab.page.keyboard.press('Control+s');
  await expect.poll(() => tab.requests.at(-1)).toMatchObject({ edit: { after: 'A title' } });
  await tab.close();
});

test('what the host refuses is shown at its field, and what was typed stays', async () => {
  const tab = await TicketPage.open(browser, ticketWith(), { autosave: true });
  await tab.field('Estimate').fill('soon');
  await tab.field('Estimate').press('Enter');
  await tab.page.getByText('“soon” is no estimate.').waitFor();
  tab.refusal = { code: 'ticket_locked', message: 'Somebody holds the lock.', hint: 'Try again.' };
  await tab.field('Title').fill('Another title');
  await tab.field('Title').press('Enter');
  await tab.page.getByText('Somebody holds the lock. Try again.').waitFor();
  expect(await tab.field('Title').inputValue()).toBe('Another title');
  await tab.field('Status').selectOption('done');
  await tab.page.locator('.ticket-refusal').waitFor();
  await expect.poll(() => tab.field('Status').inputValue()).toBe('todo');
  await tab.button('Dismiss').click();
  expect(await tab.page.locator('.ticket-refusal').count()).toBe(0);
  await tab.close();
});
