import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { exclusive } from './exclusive.mjs';
import { root } from './paths.mjs';
import { step } from './progress.mjs';
import { run, testEnv } from './run.mjs';

/** Installs the project's npm packages when they are missing or are not those of package-lock.json. */
export async function installPackages() {
  if (inStep()) return;
  await exclusive('install', async () => {
    if (inStep()) return;
    await step('Installing npm packages', () =>
      run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { quiet: true }),
    );
  });
}

/** Builds the extension, the command line and the webviews; with `tests` also what the tests in VS Code and the demo need. */
export async function build({ tests = false, production = false } = {}) {
  const args = ['esbuild.mjs', ...(tests ? ['--test'] : []), ...(production ? ['--production'] : [])];
  await exclusive('build', () => step('Building', () => run('node', args, { quiet: true, env: testEnv() })));
}

/**
 * Compares the lock file with the record that npm keeps, and writes last, of what it has installed. That record also
 * knows of a plain "npm install", which a mark of our own would not, and it has no entry for what an interrupted run left out.
 */
function inStep() {
  const wanted = lockedPackages(path.join(root, 'package-lock.json'));
  const present = lockedPackages(path.join(root, 'node_modules', '.package-lock.json'));
  if (!wanted || !present || !existsSync(path.join(root, 'node_modules', 'node', 'bin'))) return false;
  return Object.entries(wanted).every(
    ([place, { version, optional }]) =>
      place === '' || (optional && !present[place]) || present[place]?.version === version,
  );
}

/** @returns {Record<string, { version?: string, optional?: boolean }> | undefined} */
function lockedPackages(/** @type {string} */ file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
