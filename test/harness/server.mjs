import { mkdirSync, mkdtempSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { serverPaths } from './paths.mjs';
import { freePort } from './ports.mjs';
import { startGroup } from './processGroup.mjs';

const startLimit = 60_000;

/** Quiet defaults: no telemetry, no welcome, nothing that asks the network for anything. */
const quietSettings = {
  'telemetry.telemetryLevel': 'off',
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'git.autofetch': false,
};

/**
 * @typedef {object} ServerOptions
 * @property {boolean} [forTests] a fresh home, and the driver flag without which a page's payload is ignored
 * @property {string} [home] where user data lives; a fresh temporary folder when left out
 * @property {boolean} [trust] false: folders open in restricted mode
 * @property {Record<string, unknown>} [settings] added to the user settings
 * @property {NodeJS.ProcessEnv} [env] added to the environment, which reaches the extension host
 * @property {number} [preferredPort]
 *
 * @typedef {object} RunningServer
 * @property {number} port
 * @property {string} origin for example http://127.0.0.1:48271
 * @property {string} home
 * @property {Promise<unknown>} closed settles when the server has ended
 * @property {() => Promise<void>} stop
 * @property {() => boolean} stopping whether its end was asked for
 */

/**
 * Starts the served VS Code and waits until it answers. Needs provision() to have run.
 * @param {ServerOptions} [options]
 * @returns {Promise<RunningServer>}
 */
export async function startServer(options = {}) {
  const home = options.home ?? mkdtempSync(path.join(os.tmpdir(), 'ticketree-vscode-'));
  prepareHome(home, options);
  const port = await freePort(options.preferredPort);
  const server = startGroup(
    serverPaths().node,
    serverArgs(home, port, options),
    { env: serverEnv(home, options), stdio: ['ignore', 'pipe', 'pipe'] },
    () => !options.home && rmSync(home, { recursive: true, force: true, maxRetries: 3 }),
  );
  const output = tail(server.child);
  const origin = `http://127.0.0.1:${port}`;
  try {
    await answering(origin, server.closed);
  } catch (error) {
    await server.stop();
    throw new Error(`${/** @type {Error} */ (error).message}\n${output()}`, { cause: error });
  }
  return { port, origin, home, closed: server.closed, stop: server.stop, stopping: server.stopping };
}

/** Installs a packaged extension for a server of this home. */
export function extensionInstallArgs(/** @type {string} */ home, /** @type {string} */ vsix) {
  return [serverPaths().entry, ...homeArgs(home), '--install-extension', vsix, '--force'];
}

function homeArgs(/** @type {string} */ home) {
  return [
    ...['--config', path.join(home, 'server.yaml')],
    ...['--user-data-dir', path.join(home, 'data')],
    ...['--extensions-dir', path.join(home, 'extensions')],
  ];
}

function serverArgs(/** @type {string} */ home, /** @type {number} */ port, /** @type {ServerOptions} */ options) {
  return [
    serverPaths().entry,
    ...homeArgs(home),
    ...['--bind-addr', `127.0.0.1:${port}`, '--auth', 'none'],
    ...['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override'],
    ...(options.trust === false ? [] : ['--disable-workspace-trust']),
    ...(options.forTests ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
  ];
}

/** @returns {NodeJS.ProcessEnv} */
export function serverEnv(/** @type {string} */ home, /** @type {ServerOptions} */ options = {}) {
  // Tests must not meet a person's git settings, nor wait for certificates that only a person's network needs.
  const forTests = { HOME: home, NODE_EXTRA_CA_CERTS: undefined, NODE_V8_COVERAGE: undefined };
  return {
    ...process.env,
    ...(options.forTests ? forTests : {}),
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
    ...options.env,
  };
}

/** Settings that a person has changed in a home of their own are left alone. */
function prepareHome(/** @type {string} */ home, /** @type {ServerOptions} */ options) {
  const user = path.join(home, 'data', 'User');
  const file = path.join(user, 'settings.json');
  mkdirSync(user, { recursive: true });
  const settings = { ...quietSettings, 'security.workspace.trust.startupPrompt': 'never', ...options.settings };
  if (!existsSync(file)) writeFileSync(file, JSON.stringify(settings, undefined, 2));
  if (options.forTests) {
    writeFileSync(
      path.join(home, '.gitconfig'),
      '[user]\n\tname = Test Person\n\temail = test@example.com\n[init]\n\tdefaultBranch = main\n',
    );
  }
}

/** Keeps the last output for the error message of a server that does not start. */
function tail(/** @type {import('node:child_process').ChildProcess} */ child) {
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => (text = (text + chunk).slice(-4_000)));
  return () => text.trim();
}

async function answering(/** @type {string} */ origin, /** @type {Promise<unknown>} */ closed) {
  let ended = false;
  void closed.then(() => (ended = true));
  for (const limit = Date.now() + startLimit; Date.now() < limit; await delay(50)) {
    if (ended)
      throw new Error(
        'The VS Code server ended before it answered. Remove .vscode-test/server to have it installed again.',
      );
    const response = await fetch(`${origin}/healthz`).catch(() => undefined);
    if (response?.ok) return;
  }
  throw new Error(`The VS Code server did not answer within ${startLimit / 1000} s.`);
}
