import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { idOf, taskWith, ticketWith } from '../unit/domain/tickets.js';
import { launchBrowser } from './boardPage.js';
import { fullDetails, fullTicket, related } from './ticketDetails.js';
import { TicketPage } from './ticketPage.js';

let browser: Browser;
beforeAll(async () => (browser = await launchBrowser()));
afterAll(() => browser.close());

describe('states', () => {
  test('a file that holds no ticket says why, and offers the YAML', async () => {
    const tab = await TicketPage.open(browser, ticketWith(), { isSilent: true });
    const hint = 'Open it as YAML and mend it.';
    await tab.send({ type: 'unavailable', message: 'a.yaml cannot be read: line 7: tags must be a list', hint });
    await tab.page.getByText('line 7: tags must be a list').waitFor();
    await tab.button('Open as YAML').press('Enter');
    expect(await tab.asked(1)).toEqual([{ kind: 'openYaml' }]);
    await tab.changeElsewhere({});
    await tab.field('Title').waitFor();
    await tab.close();
  });

  test('a ticket whose file was deleted says so and keeps the draft', async () => {
    const tab = await TicketPage.open(browser, ticketWith(), { autosave: true });
    await tab.field('Title').fill('Half');
    await tab.changeElsewhere({}, { notice: 'The file of this ticket was deleted.' });
    await tab.page.getByText('The file of this ticket was deleted.').waitFor();
    expect(await tab.field('Title').inputValue()).toBe('Half');
    await tab.close();
  });

  test('read only shows everything and changes nothing', async () => {
    const readOnly = 'This folder is not trusted, so its tickets are read only.';
    const tab = await TicketPage.open(browser, fullTicket, { details: { ...fullDetails, readOnly } });
    await tab.page.getByText(readOnly).waitFor();
    for (const text of ['No token is ever logged', 'Only with two tabs open.', 'Locks on network file systems']) {
      await tab.page.getByText(text).waitFor();
    }
    expect(await tab.field('Title').inputValue()).toBe(fullTicket.title);
    for (const label of ['Title', 'Assignee', 'Estimate', 'Task 1']) {
      await tab.field(label).focus();
      await tab.page.keyboard.type('x');
      await tab.page.keyboard.press('Enter');
      await tab.page.keyboard.press('Alt+ArrowDown');
    }
    for (const label of ['Status', 'Priority', 'Type', 'Done: Tests for clock skew']) {
      expect(await tab.field(label).isDisabled()).toBe(true);
    }
    const names = await tab.page
      .getByRole('button')
      .evaluateAll((all) => all.map((each) => each.getAttribute('title') ?? each.textContent));
    expect(names.filter((name) => /add|remove|edit/i.test(name))).toEqual([]);
    expect(tab.requests).toEqual([]);
    await tab.close();
  });

  test('a pane closes by Escape, from a field in two steps, and opens the tab', async () => {
    const tab = await TicketPage.open(browser, ticketWith(), { autosave: true });
    await tab.page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      for (const name of ['close', 'open-tab']) {
        document.querySelector('ticketree-ticket')?.addEventListener(name, () => heard.push(name));
      }
    });
    const heard = () => tab.page.evaluate(() => (window as unknown as { heard: string[] }).heard);
    await tab.field('Title').fill('Saved by leaving');
    await tab.page.keyboard.press('Escape');
    expect(await heard()).toEqual([]);
    await expect.poll(() => tab.ticket.title).toBe('Saved by leaving');
    await tab.page.keyboard.press('Escape');
    await tab.button('Open in a tab').click();
    expect(await heard()).toEqual(['close', 'open-tab']);
    await tab.close();
  });
});

describe('hostile text', () => {
  const script = '<script>window.hacked = 1</script><img src=x onerror="window.hacked = 2">';
  const markdown = [
    script,
    '[one](javascript:window.hacked=3) [two](command:workbench.action.quit) [three](data:text/html,x)',
    '[four](vscode://x) [five](file:///etc/passwd) [six](JaVaScRiPt&colon;alert(1)) [seven](//evil.example/x)',
    '![picture](https://evil.example/pixel.png) ![inline](data:image/png;base64,AAAA)',
    '<a href="javascript:window.hacked=4">raw</a> <svg onload="window.hacked=5"></svg> <iframe src="x"></iframe>',
    '[good](https://example.org) <https://auto.example> mail@example.org',
    '\u202Ereversed\u202C \u0007bell',
  ].join('\n\n');
  const ticket = ticketWith({
    title: script,
    description: markdown,
    assignee: script,
    tags: [script, 'a\u202Eb'],
    tasks: [taskWith(1, { title: script })],
    metadata: {
      acceptance_criteria: [{ id: idOf(1), text: script, done: false }],
      comments: [{ id: idOf(2), author: script, at: 'not a time', text: markdown }],
    },
  });
  const details = {
    parent: related(0x11, { title: script }),
    activity: [{ at: script, who: script, text: script }],
    people: [script],
    conflicts: [{ path: ['title'], name: script, mine: script, theirs: script }],
    notice: script,
  };

  test('shows as text, loads nothing, runs nothing, and the console stays clean', async () => {
    const tab = await TicketPage.open(browser, ticket, { details });
    const editor = tab.page.locator('ticketree-ticket');
    expect(await editor.locator('script, img, svg, iframe, [onerror], [onload], [src]').count()).toBe(0);
    expect(await tab.page.evaluate(() => 'hacked' in window)).toBe(false);
    expect(await tab.field('Title').inputValue()).toBe(script);
    const links = await editor.locator('a').evaluateAll((all) => all.map((each) => each.getAttribute('href')));
    const harmless = ['https://example.org', 'https://auto.example', 'mailto:mail@example.org'];
    // Once in the description and once in the comment.
    expect(links).toEqual([...harmless, ...harmless]);
    const text = await editor.locator('ticketree-description').innerText();
    expect(text).toContain('[one](javascript:window.hacked=3)');
    expect(text).toContain('[two](command:workbench.action.quit)');
    expect(text).toContain('<script>window.hacked = 1</script>');
    expect(text).toContain('picture');
    expect(tab.loads).toEqual([]);
    expect(tab.errors).toEqual([]);
    await tab.close();
  });

  test('of any length neither hangs the page nor breaks out of it', async () => {
    const huge = ticketWith({
      title: 'W'.repeat(2000),
      description: `${'*['.repeat(60_000)}\n\n${'> '.repeat(20_000)}deep`,
      assignee: 'x'.repeat(500),
      tags: ['t'.repeat(200), 'ت'.repeat(200)],
      tasks: [taskWith(1, { title: '語'.repeat(1000) })],
      metadata: { comments: [{ id: idOf(2), author: 'ana', at: '2026-02-28T10:00:00Z', text: '#'.repeat(300_000) }] },
    });
    const tab = await TicketPage.open(browser, huge, { viewport: { width: 400, height: 800 } });
    const overflow = await tab.page.evaluate(() => document.body.scrollWidth - document.body.clientWidth);
    expect(overflow).toBe(0);
    const inside = await tab.page
      .locator('ticketree-ticket-tab')
      .evaluate((each) => each.scrollWidth - each.clientWidth);
    expect(inside).toBe(0);
    expect(tab.errors).toEqual([]);
    await tab.close();
  });
});
