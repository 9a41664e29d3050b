import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { taskWith, ticketWith } from '../unit/domain/tickets.js';
import { launchBrowser } from './boardPage.js';
import { TicketPage } from './ticketPage.js';

let browser: Browser;
beforeAll(async () => (browser = await launchBrowser()));
afterAll(() => browser.close());

const ticket = ticketWith({ tasks: [taskWith(1)] });
const pane = { autosave: true };

describe('half-typed text', () => {
  test('stays through changes of other fields, with the focus and the caret', async () => {
    const tab = await TicketPage.open(browser, ticket, pane);
    await tab.field('Title').fill('Half a ti');
    await tab.page.keyboard.press('ArrowLeft');
    await tab.changeElsewhere({ description: 'Theirs', priority: 'critical', tasks: [taskWith(1), taskWith(2)] });
    await tab.page.keyboard.type('X');
    expect(await tab.field('Title').inputValue()).toBe('Half a tXi');
    expect(await tab.field('Priority').inputValue()).toBe('critical');
    expect(tab.requests).toEqual([]);
    await tab.close();
  });

  test('stays through a reload of the page, in every field', async () => {
    const tab = await TicketPage.open(browser, ticket, pane);
    tab.refusal = { code: 'internal', message: 'The host is gone.', hint: '' };
    const fields = [
      'Title',
      'Description',
      'Estimate',
      'Assignee',
      'Add a task',
      'Task 1',
      'Add a criterion',
      'Add a comment',
    ];
    for (const field of fields) await tab.field(field).fill(`half of ${field}`);
    await tab.page.reload();
    await tab.page.locator('ticketree-ticket .ticket').waitFor();
    for (const field of fields) expect(await tab.field(field).inputValue()).toBe(`half of ${field}`);
    await tab.close();
  });

  test('goes into the document of a tab after a reload', async () => {
    const tab = await TicketPage.open(browser, ticket);
    tab.refusal = { code: 'internal', message: 'The host is gone.', hint: '' };
    await tab.field('Title').fill('Typed before');
    await tab.asked(1);
    tab.refusal = null;
    await tab.page.reload();
    await expect.poll(() => tab.ticket.title).toBe('Typed before');
    await tab.close();
  });

  test('stays when a part cannot be drawn, and comes back with it', async () => {
    const tab = await TicketPage.open(browser, ticket, pane);
    await tab.field('Add a comment').fill('Half a comment');
    const broken = [{ id: 'x' }] as unknown as readonly string[];
    await tab.changeElsewhere({ tasks: null as unknown as [] });
    await tab.button('Retry').waitFor();
    expect(await tab.field('Add a comment').inputValue()).toBe('Half a comment');
    await tab.changeElsewhere({ tasks: [taskWith(1)], tags: broken });
    await tab.changeElsewhere({ tags: [] });
    await tab.field('Task 1').waitFor();
    expect(await tab.field('Add a comment').inputValue()).toBe('Half a comment');
    await tab.close();
  });

  test('is not overwritten by the form in which the host keeps it, while the person is in the field', async () => {
    const tab = await TicketPage.open(browser, ticket);
    await tab.field('Title').focus();
    await tab.page.keyboard.press('End');
    await tab.page.keyboard.type(' and ');
    await expect.poll(() => tab.ticket.title).toBe('Fix login and');
    await tab.page.waitForTimeout(100);
    await tab.page.keyboard.type('more');
    await expect.poll(() => tab.ticket.title).toBe('Fix login and more');
    await tab.close();
  });
});

describe('the same field, changed by somebody else while it is being typed in', () => {
  test('shows both and sends nothing until the person has decided: mine', async () => {
    const tab = await TicketPage.open(browser, ticket, pane);
    await tab.field('Title').fill('Mine');
    await tab.changeElsewhere({ title: 'Theirs' });
    const note = tab.page.locator('.foreign');
    expect(await note.innerText()).toContain('Theirs');
    await tab.field('Status').focus();
    expect(tab.requests).toEqual([]);
    await note.getByRole('button', { name: 'Keep mine' }).click();
    await expect.poll(() => tab.ticket.title).toBe('Mine');
    expect(tab.requests).toEqual([{ kind: 'set', edit: { field: 'title', before: 'Theirs', after: 'Mine' } }]);
    await note.waitFor({ state: 'detached' });
    await tab.close();
  });

  test('shows both and sends nothing until the person has decided: theirs', async () => {
    const tab = await TicketPage.open(browser, ticket, pane);
    await tab.field('Title').fill('Mine');
    await tab.changeElsewhere({ title: 'Theirs' });
    await tab.button('Take theirs').click();
    expect(await tab.field('Title').inputValue()).toBe('Theirs');
    expect(tab.requests).toEqual([]);
    await tab.close();
  });

  test('asks also when only the host has noticed', async () => {
    const tab = await TicketPage.open(browser, ticket, pane);
    // Somebody was quicker than the news of it.
    tab.ticket = { ...tab.ticket, title: 'Theirs' };
    await tab.field('Title').fill('Mine');
    await tab.field('Title').press('Enter');
    await tab.page.getByText('Somebody else has changed the title').waitFor();
    await tab.changeElsewhere({});
    await tab.page.locator('.foreign', { hasText: 'Theirs' }).waitFor();
    expect(await tab.field('Title').inputValue()).toBe('Mine');
    await tab.close();
  });
});

test('an undo of the editor shows in the field that has the focus', async () => {
  const tab = await TicketPage.open(browser, ticket);
  await tab.field('Title').fill('Typed');
  await expect.poll(() => tab.ticket.title).toBe('Typed');
  await tab.page.waitForTimeout(100);
  await tab.changeElsewhere({ title: 'Fix login' });
  expect(await tab.field('Title').inputValue()).toBe('Fix login');
  expect(await tab.page.locator('.foreign').count()).toBe(0);
  await tab.close();
});

test('conflicts that the host tells of show both versions and are answered by keyboard', async () => {
  const tab = await TicketPage.open(browser, ticket);
  const conflicts = [
    { path: ['title'], name: 'Title', mine: 'Mine', theirs: 'Theirs' },
    { path: ['metadata', 'due'], name: 'Due', mine: '', theirs: '2026-04-01' },
  ];
  await tab.changeElsewhere({}, { conflicts });
  const alert = tab.page.locator('.conflicts');
  expect(await alert.innerText()).toContain('Theirs');
  expect(await alert.innerText()).toContain('(nothing)');
  await tab.button('Keep mine: Title').press('Enter');
  await tab.button('Take theirs: Due').press('Enter');
  expect(await tab.asked(2)).toEqual([
    { kind: 'resolveConflict', path: ['title'], keep: 'mine' },
    { kind: 'resolveConflict', path: ['metadata', 'due'], keep: 'theirs' },
  ]);
  await tab.close();
});
