import type { Locator, Page } from 'playwright-core';

/** Opens the context menu of something on screen and chooses an entry, or one below it. */
export async function chooseInContextMenu(page: Page, target: Locator, entry: string, below?: string): Promise<void> {
  await target.click({ button: 'right' });
  const item = page.getByRole('menuitem', { name: entry });
  // A menu that has just opened takes a click for the end of the click that opened it; the keyboard it obeys at once.
  await item.hover();
  if (below !== undefined) {
    await page.keyboard.press('ArrowRight');
    await page.getByRole('menuitem', { name: below }).hover();
  }
  await page.keyboard.press('Enter');
  await item.waitFor({ state: 'detached' });
}
