#!/usr/bin/env node
import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { build, installPackages } from './install.mjs';
import { root, screenshots } from './paths.mjs';
import { provision } from './provision.mjs';
import { requireBasics } from './requirements.mjs';
import { run, testEnv } from './run.mjs';

/** "npm run screenshots": takes the pictures of the README anew, in the real editor, on the demo's tickets. */
const pictures = ['board-dark', 'board-light', 'ticket-dark'];

requireBasics();
await installPackages();
await build({ tests: true });
await provision();
await run('node', ['node_modules/vitest/vitest.mjs', 'run', '--project', 'e2e', 'test/e2e/looks.test.ts'], {
  env: testEnv(),
});
const folder = path.join(root, 'media', 'screenshots');
mkdirSync(folder, { recursive: true });
for (const name of pictures) copyFileSync(path.join(screenshots, `${name}.png`), path.join(folder, `${name}.png`));
console.log(`Pictures are in ${folder}.`);
