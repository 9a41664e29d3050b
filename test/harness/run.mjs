import { spawn } from 'node:child_process';
import path from 'node:path';
import { root } from './paths.mjs';

/** Of a long output that much of its beginning and of its end is shown: some tools name the cause first, some last. */
const shownLines = 25;

/**
 * The environment for our tools: the project's own Node comes first on the PATH.
 * @param {NodeJS.ProcessEnv} extra
 * @returns {NodeJS.ProcessEnv}
 */
export function toolEnv(extra = {}) {
  const bin = path.join(root, 'node_modules', '.bin');
  return { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}`, ...extra };
}

/**
 * The environment for builds and tests. A list of further certificates, which only downloads need, would triple every
 * start of Node.
 * @returns {NodeJS.ProcessEnv}
 */
export function testEnv(/** @type {NodeJS.ProcessEnv} */ extra = {}) {
  return toolEnv({ NODE_EXTRA_CA_CERTS: undefined, ...extra });
}

/**
 * Runs a program to its end, never through a shell, and returns its exit code.
 * With `quiet` its output is held back and comes with the error if it fails; otherwise it is shown.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, quiet?: boolean, allowFailure?: boolean }} [options]
 * @returns {Promise<number>}
 */
export function run(command, args, options = {}) {
  const { cwd = root, env = toolEnv(), quiet = false, allowFailure = false } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit' });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
    child.on('error', (cause) => reject(new Error(`${command} could not be started: ${cause.message}`, { cause })));
    child.on('close', (code, signal) => {
      if (code === 0 || (allowFailure && code !== null)) return resolve(code);
      reject(
        new Error(
          `${command} ${args.join(' ')} ended with ${signal ?? `code ${code}`}.\n${shortened(output)}`.trimEnd(),
        ),
      );
    });
  });
}

function shortened(/** @type {string} */ output) {
  const lines = output.trimEnd().split('\n');
  if (lines.length <= 2 * shownLines) return lines.join('\n');
  return [...lines.slice(0, shownLines), '...', ...lines.slice(-shownLines)].join('\n');
}
