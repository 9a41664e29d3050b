#!/usr/bin/env node
import { build, installPackages } from './install.mjs';
import { provision } from './provision.mjs';
import { requireBasics } from './requirements.mjs';
import { run, testEnv } from './run.mjs';

/**
 * "npm test": from a clean checkout to one last line with the counts of all suites.
 * This part runs on any Node 20; the suites then run on the project's own Node, which it has installed.
 */
async function main() {
  requireBasics();
  await installPackages();
  await build({ tests: true });
  await provision();
  return run('node', ['test/harness/suites.mjs'], { env: testEnv(), allowFailure: true });
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
