import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeViolations } from './axe.js';
import { BoardPage, launchBrowser } from './boardPage.js';
import { facts, patch, row, snapshot } from './rows.js';
import { themes, type ThemeName } from './themes.js';

let browser: Browser;
beforeAll(async () => (browser = await launchBrowser()));
afterAll(() => browser.close());

const mark = (board: BoardPage, id: string) => board.card(id).locator('.mark.git');

test('a badge for its branch and one for its worktree tell where a ticket lives, to eyes and ears', async () => {
  const rows = [
    row('a1', { branch: 'ticket/a1' }),
    row('a2', { branch: 'ticket/a2' }),
    row('a3'),
    row('b1', { status: 'doing' }),
  ];
  const board = await BoardPage.withSnapshot(browser, snapshot(rows, { facts: { worktrees: ['a2', 'a3'] } }));
  const titles = await Promise.all(['a1', 'a2', 'a3'].map((id) => mark(board, id).getAttribute('title')));
  expect(titles).toEqual(['branch ticket/a1', 'branch ticket/a2, with a worktree', 'has a worktree']);
  expect(await mark(board, 'b1').count()).toBe(0);
  expect(await board.card('a2').getAttribute('aria-label')).toContain('branch ticket/a2, with a worktree');
  const icons = await mark(board, 'a2')
    .locator('.codicon')
    .evaluateAll((all) => all.map((icon) => icon.getAttribute('class')));
  expect(icons).toEqual(['codicon codicon-git-branch', 'codicon codicon-worktree']);
  await board.close();
});

test('the badges follow worktrees that come and go, and no other card is drawn for it', async () => {
  const board = await BoardPage.withSnapshot(browser, snapshot([row('a1', { branch: 'ticket/a1' }), row('a2')]));
  await board.page.evaluate(() => {
    const drawn = new Set<string | null>();
    Object.assign(window, { drawn });
    for (const card of document.querySelectorAll('ticketree-card')) {
      const observer = new MutationObserver(() => drawn.add(card.getAttribute('data-ticket-id')));
      observer.observe(card, { subtree: true, childList: true, characterData: true, attributes: true });
    }
  });
  await board.send(patch(2, { facts: facts({ worktrees: ['a1'] }) }));
  expect(await mark(board, 'a1').getAttribute('title')).toBe('branch ticket/a1, with a worktree');
  expect(await board.page.evaluate(() => [...(window as unknown as { drawn: Set<string> }).drawn])).toEqual(['a1']);
  await board.send(patch(3, { facts: facts() }));
  expect(await mark(board, 'a1').getAttribute('title')).toBe('branch ticket/a1');
  await board.close();
});

test('a finish that waits for its conflicts is told in the place of the branch, until it goes on', async () => {
  const rows = [row('a1', { branch: 'ticket/a1' })];
  const board = await BoardPage.withSnapshot(browser, snapshot(rows, { facts: { conflicts: ['a1'] } }));
  const conflicts = board.card('a1').locator('.mark.git.conflicts');
  expect(await conflicts.getAttribute('title')).toBe('branch ticket/a1, conflicts have stopped its finish');
  expect(await conflicts.locator('.codicon-git-merge').count()).toBe(1);
  await board.send(patch(2, { facts: facts() }));
  expect(await conflicts.count()).toBe(0);
  expect(await mark(board, 'a1').locator('.codicon-git-branch').count()).toBe(1);
  await board.close();
});

test('the menu of a card knows of branch, worktree and conflicts', async () => {
  const rows = [
    row('a1', { branch: 'ticket/a1' }),
    row('a2'),
    row('a3', { branch: 'ticket/a3' }),
    row('c1', { branch: 'ticket/c1', status: 'done' }),
  ];
  const message = snapshot(rows, { facts: { worktrees: ['a3'], conflicts: ['a3'] } });
  const board = await BoardPage.withSnapshot(browser, message);
  const known = await Promise.all(
    ['a1', 'a2', 'a3', 'c1'].map(async (id) => {
      const json = (await board.card(id).getAttribute('data-vscode-context')) ?? '{}';
      const { ticketBranch, ticketWorktree, ticketWaiting } = JSON.parse(json) as Record<string, boolean>;
      return [ticketBranch, ticketWorktree, ticketWaiting];
    }),
  );
  expect(known).toEqual([
    [true, false, false],
    [false, false, false],
    [true, true, true],
    [false, false, false],
  ]);
  await board.close();
});

test.each(Object.keys(themes) as ThemeName[])('axe finds nothing in cards with badges in %s', async (theme) => {
  const rows = [row('a1', { branch: 'ticket/a1', assignee: 'Ana' }), row('a2', { branch: 'x' }), row('a3')];
  const message = snapshot(rows, { facts: { worktrees: ['a1', 'a3'], conflicts: ['a1'] } });
  const board = await BoardPage.withSnapshot(browser, message, { theme });
  expect(await mark(board, 'a3').isVisible()).toBe(true);
  expect(await axeViolations(board.page, 'main')).toEqual([]);
  await board.close();
});

test('a hostile branch shows as text', async () => {
  const branch = `"><img/src=x/onerror=alert(1)>\u202e{{x}}${'長'.repeat(200)}`;
  const board = await BoardPage.withSnapshot(browser, snapshot([row('a1', { branch })]));
  expect(await mark(board, 'a1').getAttribute('title')).toBe(`branch ${branch}`);
  expect(await board.page.locator('ticketree-board img').count()).toBe(0);
  expect(board.errors).toEqual([]);
  await board.close();
});
