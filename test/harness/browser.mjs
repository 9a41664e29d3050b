import { existsSync } from 'node:fs';
import { chromium as playwright } from 'playwright-core';
import { chromium } from './paths.mjs';

/** Headless, alone and silent: no sandbox (it does not work as root), no background traffic. */
const args = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

/**
 * Starts headless Chromium, for the workbench and for components alone.
 * @returns {Promise<import('playwright-core').Browser>}
 */
export async function launchBrowser() {
  if (!existsSync(chromium)) {
    throw new Error(
      `${chromium} is missing: run "npm test" once, which installs it, or install your system's chromium package.`,
    );
  }
  // Signals are ours to handle: Playwright's own handlers would end the process before servers are stopped.
  return playwright.launch({
    executablePath: chromium,
    args,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}
