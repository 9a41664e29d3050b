import type { Locator } from 'playwright-core';

/** Whether something is on screen, or comes there within so many milliseconds. */
export async function appears(locator: Locator, timeout: number): Promise<boolean> {
  return locator.waitFor({ timeout }).then(
    () => true,
    () => false,
  );
}
