#!/usr/bin/env node
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { build, installPackages } from '../harness/install.mjs';
import { root } from '../harness/paths.mjs';
import { fail } from '../harness/progress.mjs';
import { requireBasics } from '../harness/requirements.mjs';
import { run, testEnv } from '../harness/run.mjs';

const suffix = '.bench.mjs';

/** "npm run bench [-- NAME ...]": builds and runs each test/bench/NAME.bench.mjs in a process of its own, or all of them. */
async function main(/** @type {string[]} */ wanted) {
  const names = readdirSync(path.join(root, 'test', 'bench'))
    .filter((file) => file.endsWith(suffix))
    .map((file) => file.slice(0, -suffix.length));
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown) throw new Error(`There is no bench ${unknown}; there are: ${names.join(', ')}.`);
  requireBasics();
  await installPackages();
  // What ships is measured.
  await build({ tests: true, production: true });
  for (const name of wanted.length > 0 ? wanted : names) {
    await run('node', [path.join('test', 'bench', `${name}${suffix}`)], { env: testEnv() });
  }
}

await main(process.argv.slice(2)).catch(fail);
