import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cache, serverPaths } from './paths.mjs';
import { step } from './progress.mjs';
import { run, toolEnv } from './run.mjs';

/** code-server is VS Code's own server and web workbench as an npm package: 4.139.1 carries VS Code 1.139.1. */
const versions = { 'code-server': '4.139.1', [`node-linux-${process.arch}`]: '24.21.0' };

/** Modules without prebuilt binaries. Without them the server works, but every one of its loggers logs an error. */
const compiled = ['@vscode/spdlog', '@vscode/native-watchdog'];

/** Whether the server of just these versions has been installed to the end. */
export function serverInstalled() {
  try {
    return readFileSync(serverPaths().stamp, 'utf8') === JSON.stringify(versions);
  } catch {
    return false;
  }
}

/** Installs the server beside its place and moves it there when it is complete, so that an interrupted run leaves nothing. */
export async function installServer() {
  const place = serverPaths();
  const growing = serverPaths(path.join(cache, 'server.partial'));
  rmSync(growing.base, { recursive: true, force: true });
  mkdirSync(growing.base, { recursive: true });
  // Without a package.json of its own here, npm would install into the project around it.
  writeFileSync(path.join(growing.base, 'package.json'), '{ "private": true }\n');

  await download(growing);
  await compile(growing);

  writeFileSync(growing.stamp, JSON.stringify(versions));
  rmSync(place.base, { recursive: true, force: true });
  renameSync(growing.base, place.base);
}

/** @typedef {ReturnType<typeof serverPaths>} ServerPaths */

async function download(/** @type {ServerPaths} */ target) {
  const packages = Object.entries(versions).map(([name, version]) => `${name}@${version}`);
  // Install scripts would compile modules that need libraries most machines lack; the server does without them.
  const install = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  await step('Downloading the VS Code server', () =>
    run('npm', [...install, ...packages], { cwd: target.base, quiet: true }),
  );
  const inside = (/** @type {string} */ what, /** @type {string} */ cwd) =>
    step(`Downloading ${what}`, () =>
      run('npm', [...install, '--omit=dev'], { cwd, env: serverEnv(target), quiet: true }),
    );
  await inside("the server's own modules", target.vscode);
  await inside("the built-in extensions' modules", path.join(target.vscode, 'extensions'));
}

async function compile(/** @type {ServerPaths} */ target) {
  const env = { ...serverEnv(target), npm_config_nodedir: target.nodeHome };
  await step('Compiling native modules', () =>
    run('npm', ['rebuild', ...compiled], { cwd: target.vscode, env, quiet: true }),
  );
}

/** The server brings its own Node, whose headers the modules are compiled with. */
function serverEnv(/** @type {ServerPaths} */ target) {
  return toolEnv({ PATH: `${path.dirname(target.node)}${path.delimiter}${process.env.PATH ?? ''}` });
}
