#!/usr/bin/env node
import path from 'node:path';
import { launchBrowser } from './browser.mjs';
import { developmentLink } from './developmentLink.mjs';
import { fail } from './progress.mjs';
import { startServer } from './server.mjs';
import { workbenchUrl } from './workbenchUrl.mjs';

/**
 * Stands in for the desktop's executable where VS Code cannot be downloaded: takes the arguments that
 * `@vscode/test-electron` gives, runs the test module in the served VS Code, and ends with the tests' exit code.
 */
const limit = Number(process.env.TICKETREE_HOST_TIMEOUT ?? 300_000);

async function main(/** @type {string[]} */ args) {
  const option = (/** @type {string} */ name) =>
    args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
  const development = option('extensionDevelopmentPath');
  const tests = option('extensionTestsPath');
  const folder = args.find((arg) => !arg.startsWith('-'));
  if (!development || !tests || !folder) {
    throw new Error('Usage: vscodeHost.mjs --extensionDevelopmentPath=FOLDER --extensionTestsPath=MODULE FOLDER');
  }
  const server = await startServer({ forTests: true, trust: !args.includes('--enable-workspace-trust') });
  const link = developmentLink(server.home, path.resolve(development));
  const what = { folder: path.resolve(folder), development: link, tests: path.resolve(tests) };
  const browser = await launchBrowser();
  try {
    return await testsEnd(await browser.newPage(), workbenchUrl(server.origin, what));
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** @returns {Promise<number>} the tests' exit code */
async function testsEnd(/** @type {import('playwright-core').Page} */ page, /** @type {string} */ url) {
  const ended = new Promise((resolve, reject) => {
    void page.exposeFunction('codeAutomationExit', resolve);
    page.on('crash', () => reject(new Error('The page with VS Code crashed: is there enough memory?')));
    setTimeout(
      () => reject(new Error(`The tests in VS Code did not end within ${limit / 1000} s (TICKETREE_HOST_TIMEOUT).`)),
      limit,
    ).unref();
  });
  // Carries the whole workbench's log; the tests write a report of their own.
  await page.exposeFunction('codeAutomationLog', (/** @type {string} */ type, /** @type {unknown[]} */ values) => {
    if (process.env.TICKETREE_HOST_LOG) console.error(type, ...values);
  });
  await page.goto(url);
  return ended;
}

main(process.argv.slice(2)).then((code) => process.exit(code), fail);
