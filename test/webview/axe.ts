import type axeCore from 'axe-core';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

/** What of the rules of axe a page breaks, whatever their level. @param within a selector, for a part of the page */
export async function axeViolations(page: Page, within = 'html'): Promise<string[]> {
  // Evaluated and not added as a script: the policy of the page lets none in.
  await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  return page.evaluate(async (selector) => {
    const { axe } = window as unknown as { axe: typeof axeCore };
    const { violations } = await axe.run(selector);
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html, any }) => `${id}: ${html} ${any[0]?.message}`));
  }, within);
}
