#!/usr/bin/env node
import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { build, installPackages } from './install.mjs';
import { root, screenshots } from './paths.mjs';
import { provision } from './provision.mjs';
import { requireBasics } from './requirements.mjs';
import { run, testEnv } from './run.mjs';

/** "npm run screenshots": takes the pictures of the README anew, in the real editor. */
// By the name that a test gives them, and their name in the README.
const pictures = {
  'board-dark': 'board-dark',
  'board-light': 'board-light',
  'ticket-dark': 'ticket-dark',
  'git-3-changes': 'git-changes-dark',
  'git-6-merge-editor': 'git-conflict-dark',
};
const tests = ['test/e2e/looks.test.ts', 'test/e2e/git.test.ts'];

requireBasics();
await installPackages();
await build({ tests: true });
await provision();
await run('node', ['node_modules/vitest/vitest.mjs', 'run', '--project', 'e2e', ...tests], {
  env: testEnv(),
});
const folder = path.join(root, 'media', 'screenshots');
mkdirSync(folder, { recursive: true });
for (const [taken, name] of Object.entries(pictures)) {
  copyFileSync(path.join(screenshots, `${taken}.png`), path.join(folder, `${name}.png`));
}
console.log(`Pictures are in ${folder}.`);
