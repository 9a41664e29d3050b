#!/usr/bin/env node
import { spawn } from 'node:child_process';
import path from 'node:path';
import { demoRepository } from './demoRepository.mjs';
import { installExtension } from './extensionPackage.mjs';
import { build, installPackages } from './install.mjs';
import { cache, root } from './paths.mjs';
import { fail, step } from './progress.mjs';
import { provision } from './provision.mjs';
import { onPath, requireBasics } from './requirements.mjs';
import { run } from './run.mjs';
import { startServer } from './server.mjs';
import { startOptions, usage, UsageError } from './startOptions.mjs';
import { workbenchUrl } from './workbenchUrl.mjs';

/** Any number will do, as long as it stays: a browser keeps what a person arranged by address. */
const preferredPort = 48271;

async function main(/** @type {string[]} */ args) {
  const options = startOptions(args);
  if (options.help) return console.log(usage);
  requireBasics();
  const desktop = onPath('code');
  await installPackages();
  await build({ tests: true });
  if (!desktop) await provision();
  const folder = options.folder ?? (await demoRepository());
  await (desktop ? openDesktop(folder, options.open) : serve(folder, options.open));
}

async function openDesktop(/** @type {string} */ folder, /** @type {boolean} */ open) {
  const args = [`--extensionDevelopmentPath=${root}`, folder];
  // On Windows "code" is a batch file, which cannot be run without a shell.
  if (open && process.platform !== 'win32') await run('code', args, { env: process.env });
  else
    console.log(
      `\nRun this to open VS Code with the extension:\n\n  code ${args.map((arg) => JSON.stringify(arg)).join(' ')}`,
    );
}

async function serve(/** @type {string} */ folder, /** @type {boolean} */ open) {
  const home = path.join(cache, 'user');
  await installExtension(home);
  const server = await step('Starting VS Code', () => startServer({ home, preferredPort }));
  // Ctrl+C is how this is meant to end.
  process.exitCode = 0;
  const address = workbenchUrl(server.origin, { folder });
  console.log(`\nVS Code with Ticketree on ${folder}:\n\n  ${address}\n\nCtrl+C ends it.`);
  if (open) openBrowser(address);
  await server.closed;
  if (!server.stopping()) throw new Error('VS Code has ended by itself. Run this again.');
}

/** Only where somebody could see it; the address has been printed anyway. */
function openBrowser(/** @type {string} */ address) {
  if (!(process.env.DISPLAY || process.env.WAYLAND_DISPLAY) || !onPath('xdg-open')) return;
  spawn('xdg-open', [address], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}

await main(process.argv.slice(2)).catch((error) => {
  if (!(error instanceof UsageError)) return fail(error);
  console.error(error.message);
  process.exit(2);
});
