import type { Locator } from 'playwright-core';

/** Whether something is on screen, or comes there within so many milliseconds. */
export async function appears(locator: Locator, timeout: number): Promise<boolean> {
  return locator.waitFor({ timeout }).then(
    () => true,
    () => false,
  );
}

/** Whether something is not on screen, or leaves it within so many milliseconds. */
export async function disappears(locator: Locator, timeout: number): Promise<boolean> {
  return locator.waitFor({ state: 'hidden', timeout }).then(
    () => true,
    () => false,
  );
}
