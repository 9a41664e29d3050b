import { mkdir, readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './boardPage.js';
import { fullDetails, fullTicket } from './ticketDetails.js';
import { TicketPage } from './ticketPage.js';
import type { ThemeName } from './themes.js';
import { themes } from './themes.js';

const folder = '.vscode-test/screenshots/webview';
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
  await mkdir(folder, { recursive: true });
});
afterAll(() => browser.close());

const conflicts = [{ path: ['title'], name: 'Title', mine: 'Fix login token refresh', theirs: 'Mend login' }];

interface AxeViolation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}

test.each(Object.keys(themes) as ThemeName[])(
  'is drawn without an error, and axe finds nothing, in %s',
  async (theme) => {
    const options = { theme, details: fullDetails, viewport: { width: 900, height: 1250 } };
    const tab = await TicketPage.open(browser, fullTicket, options);
    await tab.page.screenshot({ path: `${folder}/ticket-${theme}.png` });
    await tab.changeElsewhere({}, { ...fullDetails, conflicts, notice: 'The file of this ticket was deleted.' });
    await tab.field('Assignee').fill('a');
    await tab.button('Write').click();
    await tab.field('Assignee').focus();
    await tab.page.keyboard.type('n');
    // Not as a script element, which the page's policy would refuse.
    await tab.page.evaluate(await readFile('node_modules/axe-core/axe.min.js', 'utf8'));
    const violations = await tab.page.evaluate(async () => {
      const { axe } = window as unknown as { axe: { run(): Promise<{ violations: AxeViolation[] }> } };
      const { violations } = await axe.run();
      return violations.map(({ id, impact, nodes }) => ({
        id,
        impact,
        nodes: nodes.map((node) => node.html.slice(0, 160)),
      }));
    });
    await tab.page.screenshot({ path: `${folder}/ticket-conflict-${theme}.png` });
    expect(violations).toEqual([]);
    expect(tab.errors).toEqual([]);
    await tab.close();
  },
);

test('fits a pane of 300 pixels', async () => {
  const options = { details: fullDetails, autosave: true, viewport: { width: 300, height: 1400 } };
  const tab = await TicketPage.open(browser, fullTicket, options);
  await tab.page.screenshot({ path: `${folder}/ticket-narrow.png` });
  const overflow = await tab.page.evaluate(() => document.body.scrollWidth - document.body.clientWidth);
  expect(overflow).toBe(0);
  await tab.close();
});
