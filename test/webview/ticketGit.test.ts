import { mkdir } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TicketGit } from '../../src/protocol/ticketMessages.js';
import { ticketWith } from '../unit/domain/tickets.js';
import { axeViolations } from './axe.js';
import { launchBrowser } from './boardPage.js';
import { fullTicket, workCommits, workGit } from './ticketDetails.js';
import { TicketPage } from './ticketPage.js';
import { themes, type ThemeName } from './themes.js';

const folder = '.vscode-test/screenshots/webview';
const noBranch: TicketGit = {
  ...{ branch: null, base: null, worktree: null, pullRequest: null },
  ...{ hasConflicts: false, isRepository: true },
};
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
  await mkdir(folder, { recursive: true });
});
afterAll(() => browser.close());

const section = (tab: TicketPage) => tab.page.locator('ticketree-git');

/** What can be done, by the words on the buttons. */
async function actionsOf(tab: TicketPage): Promise<readonly string[]> {
  return (await section(tab).locator('.work-actions button').allInnerTexts()).map((text) => text.trim());
}

describe('where the work on a ticket lives', () => {
  test('is not told where there is neither a branch nor a repository', async () => {
    const tab = await TicketPage.open(browser, ticketWith());
    expect(await section(tab).count()).toBe(0);
    await tab.changeElsewhere({}, { git: noBranch });
    await section(tab).getByText('No branch yet.').waitFor();
    await tab.close();
  });

  test('is told as branch, base, worktree and pull request, each with what can be done about it', async () => {
    const tab = await TicketPage.open(browser, fullTicket, { details: { git: workGit } });
    const facts = await section(tab).locator('dd').allInnerTexts();
    expect(facts.map((text) => text.trim())).toEqual([
      'ticket/fix-login-token-refresh',
      'main',
      'shop-vibeticket-fix-login-token-refresh',
      'github.com/example/shop/pull/128',
    ]);
    expect(await section(tab).getByRole('link').getAttribute('href')).toBe(workGit.pullRequest);
    expect(await actionsOf(tab)).toEqual(['Open worktree', 'Show changes', 'Finish']);
    await tab.changeElsewhere({}, { git: { ...workGit, pullRequest: null } });
    await tab.button('Create pull request').click();
    await tab.button('Show changes').click();
    await tab.button('Open worktree').click();
    await tab.button('Finish').press('Enter');
    const actions = ['createPullRequest', 'showChanges', 'openWorktree', 'finish'];
    expect(await tab.asked(4)).toEqual(actions.map((action) => ({ kind: 'work', action })));
    await tab.close();
  });

  test('offers to start where there is no branch, and nothing for a ticket that is done without one', async () => {
    const tab = await TicketPage.open(browser, ticketWith({ status: 'todo' }), { details: { git: noBranch } });
    expect(await actionsOf(tab)).toEqual(['Start work']);
    await tab.button('Start work').click();
    expect(await tab.asked(1)).toEqual([{ kind: 'work', action: 'start' }]);
    await tab.changeElsewhere({ status: 'done' });
    await expect.poll(() => actionsOf(tab)).toEqual([]);
    await tab.close();
  });

  test('says that the folder of a worktree is missing, and does not offer to open it', async () => {
    const git = { ...workGit, worktree: { name: 'gone', isThere: false } };
    const tab = await TicketPage.open(browser, fullTicket, { details: { git } });
    await section(tab).getByText('Its folder is missing.').waitFor();
    expect(await actionsOf(tab)).toEqual(['Show changes', 'Finish']);
    await tab.close();
  });

  test('says that conflicts have stopped its finish, and offers what leads out of it', async () => {
    const tab = await TicketPage.open(browser, fullTicket, { details: { git: { ...workGit, hasConflicts: true } } });
    await section(tab).getByText('Conflicts have stopped it.').waitFor();
    expect(await actionsOf(tab)).toEqual([
      ...['Open worktree', 'Show changes'],
      ...['Resolve conflicts', 'Continue finish', 'Abort finish'],
    ]);
    for (const name of ['Resolve conflicts', 'Continue finish', 'Abort finish']) await tab.button(name).click();
    const actions = ['resolveConflicts', 'continueFinish', 'abortFinish'];
    expect(await tab.asked(3)).toEqual(actions.map((action) => ({ kind: 'work', action })));
    await tab.changeElsewhere({}, { git: { ...workGit, hasConflicts: false } });
    await expect.poll(() => actionsOf(tab)).toEqual(['Open worktree', 'Show changes', 'Finish']);
    await tab.close();
  });

  test('shows a refusal over the editor', async () => {
    const tab = await TicketPage.open(browser, fullTicket, { details: { git: workGit } });
    tab.refusal = { code: 'x', message: 'It cannot be finished.', hint: 'Commit first.' };
    await tab.button('Finish').click();
    await tab.page.getByRole('alert').getByText('It cannot be finished.').waitFor();
    await tab.close();
  });

  test.each([
    ['where nobody trusts the folder', { readOnly: 'No trust.' }, workGit, 'Git is not run in a folder that'],
    ['where there is no repository', {}, { ...workGit, isRepository: false }, 'Git is not used in this folder.'],
  ] as const)('is told without anything to do %s', async (_where, details, git, reason) => {
    const tab = await TicketPage.open(browser, fullTicket, { details: { ...details, git } });
    await section(tab).getByText(reason).waitFor();
    await section(tab).getByText('ticket/fix-login-token-refresh', { exact: true }).waitFor();
    expect(await section(tab).getByRole('button').count()).toBe(0);
    expect(tab.requests).toEqual([]);
    await tab.close();
  });
});

describe('commits', () => {
  test('are asked for when somebody wants to see them, and not before', async () => {
    const tab = await TicketPage.open(browser, fullTicket, { details: { git: workGit } });
    expect(tab.requests).toEqual([]);
    tab.commits = null;
    await tab.button('Show commits').click();
    await section(tab).getByText('Listing commits…').waitFor();
    expect(await tab.asked(1)).toEqual([{ kind: 'listCommits' }]);
    await tab.send({ type: 'reply', seq: 1, error: null, commits: { commits: workCommits, truncated: true } });
    const rows = section(tab).locator('.commits li');
    expect(await rows.count()).toBe(2);
    await section(tab).getByText('There are more').waitFor();
    expect(await rows.first().innerText()).toMatch(/7be51ea\s+Keep the queue while.*\s+Mio Tanaka\s+\S+/);
    expect(await rows.locator('.mention').allInnerTexts()).toEqual(['mentions it']);
    expect(await rows.first().locator('.mention').count()).toBe(0);
    expect(await rows.first().locator('time').getAttribute('datetime')).toBe('2026-02-28T09:00:00Z');
    await expect.poll(() => tab.announcement()).toBe('2 commits');
    await tab.button('Hide commits').click();
    expect(await rows.count()).toBe(0);
    await tab.close();
  });

  test('say that there are none, and why they could not be listed, and can be asked for again', async () => {
    const tab = await TicketPage.open(browser, fullTicket, { details: { git: workGit } });
    await tab.button('Show commits').click();
    await section(tab).getByText('There are no commits yet.').waitFor();
    tab.refusal = { code: 'git_failed', message: 'git log failed.', hint: 'Run it yourself.' };
    await tab.button('List the commits again').click();
    await section(tab).getByRole('alert').getByText('git log failed. Run it yourself.').waitFor();
    tab.refusal = null;
    tab.commits = workCommits;
    await tab.button('List the commits again').click();
    await section(tab).getByText('Keep the queue while a token is refreshed').waitFor();
    await tab.close();
  });

  test('are listed again for another branch, but only where they are shown', async () => {
    const tab = await TicketPage.open(browser, fullTicket, { details: { git: noBranch } });
    await tab.changeElsewhere({}, { git: { ...workGit, branch: 'a' } });
    await tab.button('Show commits').click();
    await tab.changeElsewhere({}, { git: { ...workGit, branch: 'b' } });
    await tab.asked(2);
    await tab.changeElsewhere({}, { git: { ...workGit, branch: 'b', base: 'next' } });
    expect(tab.requests.map(({ kind }) => kind)).toEqual(['listCommits', 'listCommits']);
    await tab.close();
  });
});

test('hostile names, subjects and addresses show as text and go nowhere', async () => {
  const hostile = '"><img src=x onerror="window.hacked = true">\u202e{{x}}${x}\u0007';
  const git = { ...workGit, branch: hostile, base: hostile, worktree: { name: hostile, isThere: false } };
  const tab = await TicketPage.open(browser, fullTicket, { details: { git } });
  tab.commits = [{ shortId: hostile, subject: hostile, author: hostile, at: hostile, where: 'mention' }];
  await tab.button('Show commits').click();
  await section(tab).locator('.commit-subject').waitFor();
  expect(await section(tab).locator('.commit-subject').textContent()).toBe(hostile);
  expect(await section(tab).locator('img, script').count()).toBe(0);
  expect(await tab.page.evaluate(() => 'hacked' in window)).toBe(false);
  expect(tab.errors).toEqual([]);
  expect(tab.loads).toEqual([]);
  await tab.close();
});

test.each(Object.keys(themes) as ThemeName[])('is drawn in %s, and axe finds nothing', async (theme) => {
  const options = {
    theme,
    details: { git: { ...workGit, pullRequest: null } },
    viewport: { width: 700, height: 1150 },
  };
  const tab = await TicketPage.open(browser, fullTicket, options);
  tab.commits = workCommits;
  await tab.button('Show commits').click();
  await section(tab).locator('.commits').waitFor();
  expect(await axeViolations(tab.page)).toEqual([]);
  await tab.page.screenshot({ path: `${folder}/ticket-git-${theme}.png` });
  await tab.changeElsewhere({}, { git: { ...workGit, worktree: { name: 'gone', isThere: false } } });
  expect(await axeViolations(tab.page)).toEqual([]);
  expect(tab.errors).toEqual([]);
  await tab.close();
});

test('fits a pane of 300 pixels', async () => {
  const branch = `ticket/${'long-name-'.repeat(18)}`;
  const git = { ...workGit, branch, worktree: { name: branch.replace('/', '-'), isThere: true } };
  const tab = await TicketPage.open(browser, fullTicket, { details: { git }, viewport: { width: 300, height: 1400 } });
  tab.commits = [{ ...workCommits[0], subject: 'x'.repeat(300) }, ...workCommits] as typeof workCommits;
  await tab.button('Show commits').click();
  await section(tab).locator('.commits').waitFor();
  await tab.page.screenshot({ path: `${folder}/ticket-git-narrow.png` });
  expect(await tab.page.evaluate(() => document.body.scrollWidth - document.body.clientWidth)).toBe(0);
  await tab.close();
});
