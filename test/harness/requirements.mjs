import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';

/** Whether a program of this name lies on the PATH. */
export function onPath(/** @type {string} */ name) {
  const names = process.platform === 'win32' ? [`${name}.exe`, `${name}.cmd`] : [name];
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return folders.some((folder) => names.some((file) => isExecutable(path.join(folder, file))));
}

function isExecutable(/** @type {string} */ file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Throws one clear sentence when what every start needs is missing. */
export function requireBasics() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) {
    throw new Error(
      `Node ${process.versions.node} is too old: install Node 20 or later (https://nodejs.org) and run this again.`,
    );
  }
  const missing = ['git', 'npm'].filter((tool) => !onPath(tool));
  if (missing.length > 0) {
    throw new Error(
      `${missing.join(' and ')} cannot be found: install ${missing.length > 1 ? 'them' : 'it'} so that it is on the PATH, then run this again.`,
    );
  }
}

/** What the served VS Code needs from the system: a program that shows it is there, and the packages that bring it. */
const systemTools = [
  { tool: 'chromium', packages: ['chromium', 'fonts-ipafont-gothic'] },
  { tool: 'g++', packages: ['g++'] },
  { tool: 'make', packages: ['make'] },
  { tool: 'python3', packages: ['python3'] },
];

/** Throws when this machine is of a kind on which VS Code cannot be served. */
export function requireServerPlatform() {
  if (process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch)) return;
  throw new Error(
    `VS Code can be served on Linux (x64, arm64) only, and this is ${process.platform} ${process.arch}: ` +
      'install VS Code with its "code" command on the PATH for "npm start"; the tests in it run with "npm run test:desktop".',
  );
}

/**
 * The system packages that are still missing. Throws when there are some and we may not install them.
 * @returns {string[]}
 */
export function missingSystemPackages() {
  const missing = systemTools.filter(({ tool }) => !onPath(tool));
  if (missing.length === 0) return [];
  const packages = missing.flatMap((entry) => entry.packages);
  if (onPath('apt-get') && aptPrefix()) return packages;
  throw new Error(
    `${missing.map(({ tool }) => tool).join(', ')} cannot be found, and installing system packages needs apt with root or ` +
      `password-free sudo: have somebody run "apt-get install ${packages.join(' ')}" (or its like), then run this again.`,
  );
}

/**
 * How apt-get may be called here: directly as root, through sudo, or not at all.
 * @returns {string[] | undefined}
 */
export function aptPrefix() {
  if (process.getuid?.() === 0) return [];
  if (onPath('sudo') && spawnSync('sudo', ['-n', 'true']).status === 0) return ['sudo', '-n'];
  return undefined;
}
