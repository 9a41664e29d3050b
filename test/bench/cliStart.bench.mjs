import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { root } from '../harness/paths.mjs';
import { makeStore } from './makeStore.mjs';
import { compare } from './measure.mjs';

/** From the start of a process to its end, as a shell sees it. Node itself, doing nothing, is the yardstick. */
const stores = [10, 100, 1000].map((size) => ({ size, project: makeStore(size) }));

function node(/** @type {string[]} */ args, /** @type {string} */ cwd = root) {
  const { status, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with code ${status} in ${cwd}:\n${stderr}`);
}

const cli = path.join(root, 'dist', 'cli.js');

try {
  await compare('Start of the command line', {
    'node -e 0': () => node(['-e', '0']),
    'ticketree --version': () => node([cli, '--version']),
    ...Object.fromEntries(
      stores.map(({ size, project }) => [`ticketree list, ${size} tickets`, () => node([cli, 'list'], project)]),
    ),
  });
} finally {
  for (const { project } of stores) rmSync(project, { recursive: true, force: true });
}
