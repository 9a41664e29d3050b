import type { Locator, Page } from 'playwright-core';
import { appears } from './appears.js';
import { chooseInContextMenu } from './contextMenu.js';

const openLimit = 30_000;
/** After which the icon is looked at again, milliseconds. */
const viewsLimit = 1_500;

/** The extension's views in the side bar: trees of rows, found by the text that a person reads. */
export class Sidebar {
  constructor(
    private readonly page: Page,
    private readonly scope: Locator = page.locator('[id="workbench.parts.sidebar"]'),
  ) {}

  /** Shows the extension's views by its icon in the activity bar. */
  async open(container = 'Ticketree'): Promise<void> {
    const icon = this.page
      .locator('[id="workbench.parts.activitybar"]')
      .getByRole('tab', { name: new RegExp(`^${container}\\b`) });
    await icon.waitFor({ timeout: openLimit });
    const views = this.scope.locator('.pane-body').first();
    for (const limit = Date.now() + openLimit; ;) {
      // A click on the icon of an open container would hide it.
      if ((await icon.getAttribute('aria-selected')) !== 'true') await icon.click();
      // A window that restores what was open may do so between the look and the click, which then has hidden it.
      if (await appears(views, viewsLimit)) return;
      if (Date.now() > limit) throw new Error(`The side bar does not show ${container}.`);
    }
  }

  /** Only the view with this title, unfolded or not. */
  view(title: string): Sidebar {
    const header = this.page.locator(`.pane-header[aria-label^="${title}"]`);
    return new Sidebar(this.page, this.scope.locator('.pane').filter({ has: header }));
  }

  /** The rows on screen whose label or description contains the text. Their `aria-label` is what a screen reader says. */
  row(text: string | RegExp): Locator {
    return this.scope.getByRole('treeitem').filter({ hasText: text });
  }

  /** Any text on screen, such as what a view says that has no rows. */
  text(text: string | RegExp): Locator {
    return this.scope.getByText(text).first();
  }

  /** The labels of all rows on screen, without their descriptions, from top to bottom. */
  labels(): Promise<string[]> {
    return this.scope.getByRole('treeitem').evaluateAll((rows) => {
      // A recycled list keeps its rows in any order in the document.
      const top = (row: Element) => row.getBoundingClientRect().top;
      const sorted = rows.toSorted((a, b) => top(a) - top(b));
      return sorted.map((row) => row.querySelector('.label-name')?.textContent ?? '');
    });
  }

  async expand(text: string | RegExp): Promise<void> {
    const row = this.row(text).first();
    await row.waitFor();
    if ((await row.getAttribute('aria-expanded')) !== 'true') await row.locator('.monaco-tl-twistie').click();
    await row.and(this.page.locator('[aria-expanded="true"]')).waitFor();
  }

  /** Clicks an icon that a row shows while the mouse is over it. */
  async action(text: string | RegExp, name: string): Promise<void> {
    const row = this.row(text).first();
    await row.hover();
    await row.getByRole('button', { name }).click();
  }

  /** Opens a row's context menu and chooses an entry. */
  async menu(text: string | RegExp, entry: string): Promise<void> {
    await chooseInContextMenu(this.page, this.row(text).first(), entry);
  }
}
