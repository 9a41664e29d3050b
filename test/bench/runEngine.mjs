import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from '../harness/paths.mjs';

const engine = path.join(root, 'out', 'bench.mjs');

/**
 * Measures a part of test/bench/engine.ts in a process of its own.
 * @param {NodeJS.ProcessEnv} [env] added to the environment
 * @returns {Record<string, number>}
 */
export function runEngine(/** @type {string} */ part, /** @type {string} */ project, env = {}) {
  return JSON.parse(runNode(['--expose-gc', engine, part, project], { env: { ...process.env, ...env } }));
}

/** Runs Node to its end. @returns what it printed */
export function runNode(
  /** @type {string[]} */ args,
  /** @type {import('node:child_process').SpawnSyncOptions} */ options = {},
) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    maxBuffer: 2 ** 26,
    ...options,
    encoding: 'utf8',
  });
  if (status === 0) return String(stdout);
  throw new Error(`node ${args.join(' ')} ended with code ${status}: ${String(stderr).trim().slice(0, 300)}`);
}
